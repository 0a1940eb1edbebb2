// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"
#include "demo/demoids.h"
#include "demo/demoservice.h"
#include "support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A client that reads only when it is told to.
class SlowClient final
{
public:
    explicit SlowClient(const DemoService &service)
    {
        m_socket.setReadBufferSize(64 * 1024);
        m_socket.bind(QHostAddress::LocalHost); // so that there is something to set the option on
        m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 64 * 1024);
        m_socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(QUrl(service.url()).port()));
        m_socket.waitForConnected();
    }

    void send(const QString &id)
    {
        m_socket.write("GET /v1.3/embed-v2/tasks/" + id.toLatin1()
                       + " HTTP/1.1\r\nHost: x\r\nx-api-key: demo\r\n\r\n");
    }

    /// The next answer's body, of the length that its head promises.
    QByteArray readBody()
    {
        const auto readMore = [this] {
            if (m_socket.bytesAvailable() == 0)
                QSignalSpy(&m_socket, &QIODevice::readyRead).wait(60'000);
            const QByteArray more = m_socket.readAll();
            m_read += more;
            return !more.isEmpty();
        };
        while (!m_read.contains("\r\n\r\n")) {
            if (!readMore())
                return {};
        }
        const qsizetype at = m_read.indexOf("Content-Length: ") + 16;
        const qsizetype length = m_read.mid(at, m_read.indexOf('\r', at) - at).toLongLong();
        m_read.remove(0, m_read.indexOf("\r\n\r\n") + 4);
        while (m_read.size() < length) {
            if (!readMore())
                return {};
        }
        const QByteArray body = m_read.left(length);
        m_read.remove(0, length);
        return body;
    }

    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_read;
};

} // namespace

class TestDemoService final : public QObject
{
    Q_OBJECT

private:
    static QString taskUrl(const DemoService &service, const QString &id)
    {
        return service.url() + u"/embed-v2/tasks/"_s + id;
    }

    static bool listen(DemoService &service)
    {
        QString error;
        return service.listen(0, &error);
    }

    static bool isReady(const DemoService &service, const QString &id)
    {
        return ask(taskUrl(service, id)).body.contains("\"status\":\"ready\"");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(listen(m_service));
        QTRY_VERIFY(isReady(m_service, longId));
    }

    void theKeyIsCheckedFirst_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("none") << u"/embed-v2/tasks/"_s + filmId << QByteArray();
        QTest::newRow("wrong") << u"/embed-v2/tasks/"_s + filmId << QByteArray("Demo");
        QTest::newRow("unknown task") << u"/embed-v2/tasks/"_s + unknownId << QByteArray("x");
        QTest::newRow("list") << u"/embed-v2/tasks"_s << QByteArray("x");
        QTest::newRow("nothing there") << u"/nothing"_s << QByteArray("x");
    }
    void theKeyIsCheckedFirst()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, key);
        const Answer answer = ask(m_service.url() + path, key);
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.field(u"code"), u"api_key_invalid"_s);
        QVERIFY(!answer.field(u"message").isEmpty());
    }

    void everyTaskAnswers()
    {
        const QHash<QString, QString> others{
            {lateId, u"processing"_s}, {failedId, u"failed"_s}, {unknownId, QString()}};
        QCOMPARE(DemoService::tasks().size(), 9);
        for (const DemoTask &task : DemoService::tasks()) {
            const Answer answer = ask(taskUrl(m_service, task.id));
            const QJsonObject json = answer.json();
            QCOMPARE(answer.status, task.id == unknownId ? 404 : 200);
            QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
            if (task.id == unknownId) {
                QCOMPARE(answer.field(u"code"), u"resource_not_exist"_s);
                continue;
            }
            QCOMPARE(answer.field(u"_id"), task.id);
            QCOMPARE(answer.field(u"status"), others.value(task.id, u"ready"_s));
            const QDateTime created = QDateTime::fromString(answer.field(u"created_at"), Qt::ISODateWithMs);
            QVERIFY(created.isValid() && created > QDateTime::currentDateTimeUtc().addDays(-1));
            if (answer.field(u"status") != u"ready")
                continue;
            QVERIFY(QDateTime::fromString(answer.field(u"updated_at"), Qt::ISODateWithMs) > created);
            QVERIFY(!json["data"_L1].toArray().isEmpty());
            QVERIFY(task.what.contains(json["metadata"_L1]["input_filename"_L1].toString()));
        }
        QCOMPARE(
            ask(taskUrl(m_service, failedId)).json()["error"_L1]["message"_L1].toString(),
            u"We could not process your media for embedding. Please verify the input file and try again."_s);
    }

    void answersAreTheSameByteForByte()
    {
        for (const DemoTask &task : DemoService::tasks())
            QCOMPARE(ask(taskUrl(m_service, task.id)).body, ask(taskUrl(m_service, task.id)).body);
    }

    void realVectorsAreAsTheyCame()
    {
        for (const QString &id :
             {u"67edc5869cffa5179927b0a9"_s, u"67ca93a989d8a564e80dc3ba"_s, u"67edc5a731cc2c99458c1d4c"_s}) {
            QFile file(u":/demo/"_s + id + u".json"_s);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray original = file.readAll();
            const QByteArray body = ask(taskUrl(m_service, id)).body;
            QCOMPARE(body.sliced(body.indexOf(",\"data\"")), original.sliced(original.indexOf(",\"data\"")));
        }
    }

    void theLateTaskGetsReady()
    {
        DemoService quick(DemoOptions{500ms, 60s});
        QVERIFY(listen(quick));
        QTRY_VERIFY(isReady(quick, lateId));
        const QJsonObject json = ask(taskUrl(quick, lateId)).json();
        const auto moment = [&json](QStringView name) {
            return QDateTime::fromString(json[name].toString(), Qt::ISODateWithMs);
        };
        QCOMPARE(moment(u"created_at").msecsTo(moment(u"updated_at")), 500);
    }

    void theListShowsAllButTheUnknown()
    {
        QStringList listed;
        QStringList moments;
        for (int page = 1; page <= 3; ++page) {
            const Answer answer = ask(m_service.url() + u"/embed-v2/tasks?page_limit=3&page=%1"_s.arg(page));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.json()["page_info"_L1]["total_results"_L1].toInt(), 8);
            for (const QJsonValue &task : answer.json()["data"_L1].toArray()) {
                listed << task["_id"_L1].toString();
                moments << task["created_at"_L1].toString();
                QCOMPARE(ask(taskUrl(m_service, listed.back())).field(u"status"),
                         task["status"_L1].toString());
                QCOMPARE(ask(taskUrl(m_service, listed.back())).field(u"created_at"), moments.back());
            }
        }
        QCOMPARE(listed.removeDuplicates(), 0);
        QCOMPARE(listed.size(), DemoService::tasks().size() - 1);
        QVERIFY(!listed.contains(unknownId));
        QVERIFY(std::is_sorted(moments.rbegin(), moments.rend()));

        const Answer refused = ask(m_service.url() + u"/embed-v2/tasks?page_limit=51"_s);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.field(u"code"), u"parameter_invalid"_s);
        const Answer late = ask(m_service.url() + u"/embed-v2/tasks?status=processing"_s);
        QCOMPARE(late.json()["data"_L1][0]["_id"_L1].toString(), lateId);
    }

    void whatIsNotThereIsA404_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("verb");
        QTest::newRow("root") << u"/"_s << QByteArray("GET");
        QTest::newRow("list with a slash") << u"/embed-v2/tasks/"_s << QByteArray("GET");
        QTest::newRow("deeper") << u"/embed-v2/tasks/"_s + filmId + u"/x"_s << QByteArray("GET");
        QTest::newRow("upper case") << u"/embed-v2/tasks/"_s + filmId.toUpper() << QByteArray("GET");
        QTest::newRow("creating") << u"/embed-v2/tasks"_s << QByteArray("POST");
        QTest::newRow("deleting") << u"/embed-v2/tasks/"_s + filmId << QByteArray("DELETE");
    }
    void whatIsNotThereIsA404()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, verb);
        const Answer answer = ask(m_service.url() + path, "demo", verb);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.field(u"code"), u"resource_not_exist"_s);
    }

    void requestsAreCounted()
    {
        int remaining = ask(taskUrl(m_service, filmId)).headers.value("x-ratelimit-remaining").toInt();
        QVERIFY(remaining > 0);
        for (int i = 0; i < 5; ++i) {
            const Answer answer = ask(taskUrl(m_service, filmId), i % 2 == 0 ? "demo" : "wrong");
            QCOMPARE(answer.headers.value("x-ratelimit-limit"), QByteArray("600"));
            const int now = answer.headers.value("x-ratelimit-remaining").toInt();
            QCOMPARE(answer.headers.value("x-ratelimit-used").toInt(), 600 - now);
            // One less each time, unless a new minute began in between.
            QVERIFY(now == remaining - 1 || now == 599);
            remaining = now;
            QVERIFY(answer.headers.value("x-ratelimit-reset").toLongLong()
                    >= QDateTime::currentSecsSinceEpoch() - 1);
        }
    }

    void aSlowReaderHoldsUpNobody()
    {
        DemoService own(DemoOptions{1h, 10min}); // more than the buffers of a socket take
        QVERIFY(listen(own));
        QTRY_VERIFY(isReady(own, longId));
        SlowClient slow(own);
        slow.send(longId);
        const Answer fast = ask(taskUrl(own, longId));
        QVERIFY(fast.body.size() > 8'000'000);
        QVERIFY(fast.body.endsWith("Z\"}"));
        QCOMPARE(ask(taskUrl(own, filmId)).status, 200);
        QVERIFY(slow.readBody() == fast.body);
        slow.send(failedId); // the connection goes on
        QCOMPARE(slow.readBody(), ask(taskUrl(own, failedId)).body);

        SlowClient gone(own);
        gone.send(longId);
        QTRY_VERIFY(gone.socket().bytesAvailable() > 0);
        gone.socket().abort();
        SlowClient hasty(own);
        hasty.send(longId);
        QTRY_VERIFY(hasty.socket().bytesAvailable() > 0);
        hasty.send(failedId); // before the first answer has come: cut off, never mixed up
        hasty.socket().setReadBufferSize(0);
        QTRY_COMPARE(hasty.socket().state(), QAbstractSocket::UnconnectedState);
        QVERIFY(!hasty.socket().readAll().contains("\"failed\""));
        QCOMPARE(ask(taskUrl(own, filmId)).status, 200);
    }

    void aDiskThatTakesNoFilm()
    {
        DemoService own(DemoOptions{1h, 120s, u"/nowhere/at/all"_s});
        QVERIFY(listen(own));
        QTRY_COMPARE(ask(taskUrl(own, longId)).field(u"status"), u"failed"_s);
        QVERIFY(!ask(taskUrl(own, longId)).json()["error"_L1]["message"_L1].toString().isEmpty());
        const Answer failed = ask(own.url() + u"/embed-v2/tasks?status=failed"_s);
        QCOMPARE(failed.json()["data"_L1][0]["_id"_L1].toString(), longId);
    }

    void aTakenPortIsRefused()
    {
        DemoService second;
        QString error;
        QVERIFY(!second.listen(static_cast<quint16>(QUrl(m_service.url()).port()), &error));
        QVERIFY(!error.isEmpty());
        QVERIFY(second.url().isEmpty());
    }

private:
    DemoService m_service{DemoOptions{1h, 120s}}; // for all that does not need one of its own
};

EMBEDSCOPE_TEST(TestDemoService)
#include "tst_demoservice.moc"
