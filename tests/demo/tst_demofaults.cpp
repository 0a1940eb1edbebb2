// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"
#include "demo/democrowd.h"
#include "demo/demoids.h"
#include "demo/demoservice.h"
#include "support/testprogram.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A demo service with these faults that listens.
class Faulty final
{
public:
    explicit Faulty(const DemoFaults &faults, int crowd = 0, const QByteArray &key = "demo", quint64 seed = 1)
        : m_service(DemoOptions{.longFilm = 60s, .key = key, .faults = faults, .crowd = crowd, .seed = seed})
    {
        QString error;
        if (!m_service.listen(0, &error))
            qFatal("%s", qPrintable(error));
    }

    QString task(const QString &id = filmId) const { return list() + u'/' + id; }
    QString list() const { return m_service.url() + u"/embed-v2/tasks"_s; }
    const DemoService &service() const { return m_service; }

private:
    DemoService m_service;
};

} // namespace

/// Each fault of the demo service, on a real socket.
class TestDemoFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rate()
    {
        const Faulty faulty({.ratePerMinute = 3});
        for (int left = 2; left >= 0; --left) {
            const Answer answer = ask(left == 1 ? faulty.list() : faulty.task());
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.headers.value("x-ratelimit-limit"), QByteArray("3"));
            QCOMPARE(answer.headers.value("x-ratelimit-remaining").toInt(), left);
            QCOMPARE(answer.headers.value("x-ratelimit-used").toInt(), 3 - left);
            QVERIFY(!answer.headers.contains("retry-after"));
        }
        const Answer refused = ask(faulty.task());
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.field(u"code"), u"too_many_requests"_s);
        QVERIFY(!refused.field(u"message").isEmpty());
        const qint64 seconds = refused.headers.value("retry-after").toInt();
        QVERIFY(seconds > 50 && seconds <= 60);
        QCOMPARE(refused.headers.value("x-ratelimit-remaining"), QByteArray("0"));
        const qint64 reset = refused.headers.value("x-ratelimit-reset").toLongLong();
        QVERIFY(qAbs(reset - QDateTime::currentSecsSinceEpoch() - seconds) <= 1);
        QCOMPARE(ask(faulty.task(), "wrong").status, 401); // the key comes first
    }

    void error()
    {
        const Faulty faulty({.errorPercent = 100});
        const Answer answer = ask(faulty.task());
        QCOMPARE(answer.status, 503);
        QVERIFY(!answer.field(u"code").isEmpty() && !answer.field(u"message").isEmpty());
        QCOMPARE(ask(faulty.list()).status, 503);
    }

    void errorSometimesAndRepeatably()
    {
        const auto statuses = [](quint64 seed) {
            const Faulty faulty({.errorPercent = 30}, 0, "demo", seed);
            QList<int> all;
            for (int i = 0; i < 60; ++i)
                all << ask(faulty.task()).status;
            return all;
        };
        const QList<int> first = statuses(5);
        QVERIFY(first.count(503) > 5 && first.count(503) < 35);
        QCOMPARE(first.count(503) + first.count(200), 60);
        QCOMPARE(statuses(5), first);
        QVERIFY(statuses(6) != first);
    }

    void cut()
    {
        const Faulty faulty({.cutPercent = 100});
        bool isClosed = false;
        const QByteArray all = askRaw(faulty.task(), 10'000, &isClosed);
        QVERIFY(isClosed);
        const qsizetype body = all.indexOf("\r\n\r\n") + 4;
        QVERIFY(all.startsWith("HTTP/1.1 200 OK\r\n") && body > 4);
        const qsizetype at = all.indexOf("Content-Length: ") + 16;
        const qint64 promised = all.mid(at, all.indexOf('\r', at) - at).toLongLong();
        QVERIFY(promised > 100'000);
        QVERIFY(all.size() - body > 0 && all.size() - body < promised);
    }

    void cutOfAFile()
    {
        const Faulty faulty({.cutPercent = 100});
        bool isClosed = false;
        QByteArray all;
        QTRY_VERIFY_WITH_TIMEOUT((all = askRaw(faulty.task(longId), 10'000, &isClosed)).size() > 2000,
                                 60'000);
        QVERIFY(isClosed);
        const qsizetype at = all.indexOf("Content-Length: ") + 16;
        QVERIFY(all.size() < all.mid(at, all.indexOf('\r', at) - at).toLongLong());
    }

    void drop()
    {
        const Faulty faulty({.dropPercent = 100});
        bool isClosed = false;
        QCOMPARE(askRaw(faulty.task(), 10'000, &isClosed), QByteArray());
        QVERIFY(isClosed);
    }

    void hang()
    {
        const Faulty faulty({.hangPercent = 100});
        bool isClosed = true;
        QCOMPARE(askRaw(faulty.task(), 300, &isClosed), QByteArray());
        QVERIFY(!isClosed);
    }

    void delay()
    {
        const Faulty faulty({.delay = 200ms});
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(ask(faulty.task()).status, 200);
        QVERIFY(clock.elapsed() >= 200);
    }

    void redirect()
    {
        const Faulty faulty({.redirectPercent = 100});
        const Answer answer = ask(faulty.task());
        QCOMPARE(answer.status, 302);
        const QUrl target(QString::fromLatin1(answer.headers.value("location")));
        QCOMPARE(target.host(), u"127.0.0.1"_s);
        QVERIFY(target.port() > 0 && target.port() != QUrl(faulty.task()).port());
        QVERIFY(target.path().endsWith(filmId));
        QCOMPARE(ask(target.toString(), {}).status, 0); // nobody listens
    }

    void html()
    {
        const Faulty faulty({.htmlPercent = 100});
        const Answer answer = ask(faulty.task());
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.headers.value("content-type").startsWith("text/html"));
        QVERIFY(answer.body.startsWith("<!DOCTYPE html>"));
    }

    void wrong()
    {
        const Faulty faulty({.wrongPercent = 100}, 20);
        QSet<QString> others;
        for (int i = 0; i < 30; ++i) {
            const Answer answer = ask(faulty.task());
            QCOMPARE(answer.status, 200);
            others << answer.field(u"_id");
        }
        QVERIFY(!others.contains(filmId) && !others.contains(QString()));
        QVERIFY(others.size() > 5);
        QCOMPARE(ask(faulty.task(unknownId)).status,
                 404); // there is none to take for another
        QVERIFY(ask(faulty.list()).json().contains("page_info"_L1));
    }

    void noList()
    {
        const Faulty faulty({.hasNoList = true});
        const Answer answer = ask(faulty.list());
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.field(u"code"), u"resource_not_exist"_s);
        QCOMPARE(ask(faulty.task()).status, 200);
    }

    void anotherKey()
    {
        const Faulty faulty({}, 0, "tlk_of_nobody");
        QCOMPARE(ask(faulty.task(), "tlk_of_nobody").status, 200);
        const Answer refused = ask(faulty.task(), "demo");
        QCOMPARE(refused.status, 401);
        QVERIFY(!refused.body.contains("tlk_of_nobody"));
    }

    void aRequestBeforeADelayedAnswerIsCutOff()
    {
        const Faulty faulty({.delay = 300ms});
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(QUrl(faulty.task()).port()));
        QVERIFY(socket.waitForConnected());
        const QByteArray request = "GET /x HTTP/1.1\r\nHost: x\r\nx-api-key: demo\r\n\r\n";
        socket.write(request);
        QTest::qWait(50);
        socket.write(request);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(socket.readAll(), QByteArray());
    }

    void theCrowdAnswersAndIsListed()
    {
        constexpr int crowd = 120;
        const Faulty faulty({}, crowd);
        const QList<DemoTask> tasks = faulty.service().crowd();
        QCOMPARE(tasks.size(), crowd);
        QCOMPARE(tasks[4], (DemoTask{DemoCrowd::id(4), u"crowd 5"_s}));
        for (const DemoTask &task : tasks.first(5))
            QCOMPARE(ask(faulty.task(task.id)).field(u"_id"), task.id);
        QSet<QString> listed;
        QStringList moments;
        for (int page = 1; page <= 3; ++page) {
            const QJsonObject json = ask(faulty.list() + u"?page_limit=50&page=%1"_s.arg(page)).json();
            QCOMPARE(json["page_info"_L1]["total_results"_L1].toInt(), crowd + 8);
            for (const QJsonValue &task : json["data"_L1].toArray()) {
                listed << task["_id"_L1].toString();
                moments << task["created_at"_L1].toString();
            }
        }
        QCOMPARE(listed.size(), crowd + 8);
        QVERIFY(std::is_sorted(moments.rbegin(), moments.rend()));
        for (const DemoTask &task : tasks)
            QVERIFY(listed.contains(task.id));
    }

    void aLargeCrowdIsListed()
    {
        const Faulty faulty({}, DemoCrowd::most);
        for (int i = 0; i < 20; ++i) {
            const QJsonObject json =
                ask(faulty.list() + u"?page_limit=50&page=%1&status=ready"_s.arg(1 + i)).json();
            QCOMPARE(json["data"_L1].toArray().size(), 50);
        }
    }
};

EMBEDSCOPE_TEST(TestDemoFaults)
#include "tst_demofaults.moc"
