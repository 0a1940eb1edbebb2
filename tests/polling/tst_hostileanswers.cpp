// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/taskclient.h"
#include "polling/answerjudge.h"
#include "polling/poller.h"
#include "support/gzip.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QStandardPaths>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using test::LoopbackServer;
using Then = LoopbackServer::Step::Then;

/// What broken servers and things in between send, by the byte, up to what it means for the task. Qt takes
/// most of it for a success.
class TestHostileAnswers final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number)
    {
        return *TaskId::fromString(QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')));
    }
    static QByteArray ready(int number, const QByteArray &more = {})
    {
        return LoopbackServer::taskBody(id(number).toString(), "ready", more);
    }
    /// A 200 with these header lines and this body, whatever they promise.
    static QByteArray answer(const QByteArray &headers, const QByteArray &body)
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body;
    }
    static QByteArray lengthOf(const QByteArray &body)
    {
        return "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }

    /// Asks for task 1 and judges what comes.
    static Result<SharedTask> ask(const LoopbackServer::Script &script, const RequestLimits &limits = {})
    {
        LoopbackServer server;
        server.setHandler([&](const LoopbackServer::Request &) { return script; });
        TaskClient client(*ServiceAddress::fromString(server.baseUrl()), limits);
        client.setKey(ApiKey("k", ApiKey::Source::Entered, {}));
        Result<SharedTask> outcome = Failure{.kind = FailureKind::Cancelled};
        bool done = false;
        connect(&client, &TaskClient::finished, &client, [&](quint64, const Result<HttpAnswer> &came) {
            outcome = came ? judgeAnswer(*came, id(1)) : came.failure();
            done = true;
        });
        client.get(1, id(1));
        if (!test::waitFor([&] { return done; }))
            qWarning("nothing came in time");
        return outcome;
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void noTaskGetsAnothersDataAfterAnInterimAnswer_data()
    {
        QTest::addColumn<QByteArray>("interim");
        QTest::newRow("102") << QByteArray("HTTP/1.1 102 Processing\r\n\r\n");
        QTest::newRow("103") << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n");
        QTest::newRow("100") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
    }
    void noTaskGetsAnothersDataAfterAnInterimAnswer()
    {
        QFETCH(QByteArray, interim);
        LoopbackServer server;
        int interims = 0;
        server.setHandler([&](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (!request.path.contains("/tasks/"))
                return {{.bytes = LoopbackServer::wholeAnswer(404, "{}")}};
            const QByteArray body =
                LoopbackServer::taskBody(QString::fromLatin1(request.path.right(24)), "ready");
            // The first answer of each task only, else nothing could ever be read.
            const bool isFirst = ++interims <= 2;
            return {{.bytes = (isFirst ? interim : QByteArray()) + LoopbackServer::wholeAnswer(200, body)}};
        });
        TaskClient client(*ServiceAddress::fromString(server.baseUrl()));
        Poller poller(client, {.interval = 20ms, .budget = {1'000'000, 0}});
        QHash<TaskId, int> right;
        int wrong = 0;
        connect(&poller, &Poller::answered, &poller, [&](const TaskId &asked, const SharedTask &task) {
            task->id == asked ? ++right[asked] : ++wrong;
        });
        connect(&poller, &Poller::failed, &poller, [&](const TaskId &, const Failure &failure) {
            wrong += failure.kind == FailureKind::WrongTask ? 1 : 0;
        });
        poller.setKey(ApiKey("k", ApiKey::Source::Entered, {}));
        poller.watch(std::array{id(1)}); // alone, so that the second would take its connection
        QTRY_COMPARE(server.requests().size(), size_t(1));
        poller.watch(std::array{id(2)});
        QTRY_VERIFY(right.contains(id(1)) && right.contains(id(2)));
        QCOMPARE(right, (QHash<TaskId, int>{{id(1), 1}, {id(2), 1}}));
        QCOMPARE(wrong, 0); // it would have been seen, but not even asked for
    }

    void brokenBodiesAreNoAnswers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<FailureKind>("kind");
        const QByteArray body = ready(1);
        QTest::newRow("two lengths, the first too short")
            << answer("Content-Length: 20\r\n" + lengthOf(body), body) << FailureKind::Unreadable;
        QTest::newRow("an unknown encoding")
            << answer("Content-Encoding: compress\r\nContent-Length: 4\r\n", "\x1f\x9d\x90\x7b") << FailureKind::Unreadable;
        QTest::newRow("no length, cut") << answer("", body.chopped(1)) << FailureKind::Unreadable;
        // Of these nothing is left.
        QTest::newRow("a chunk of ZZ bytes") << answer("Transfer-Encoding: chunked\r\n", "ZZ\r\n" + body + "\r\n0\r\n\r\n")
                                             << FailureKind::NotTheService;
        const QByteArray gzip = test::gzipped(ready(1, ",\"x\":\"" + QByteArray(5000, 'y') + "\""));
        const QByteArray half = gzip.left(gzip.size() / 2);
        QTest::newRow("half a gzip of the right length")
            << answer("Content-Encoding: gzip\r\n" + lengthOf(half), half) << FailureKind::NotTheService;
        QTest::newRow("nothing") << answer("Content-Length: 0\r\n", "") << FailureKind::NotTheService;
    }
    void brokenBodiesAreNoAnswers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(FailureKind, kind);
        const auto outcome = ask({{.bytes = bytes, .then = Then::Close}});
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, kind);
        QCOMPARE(outcome.failure().httpStatus, std::optional(200));
        QVERIFY(!outcome.failure().detail.isEmpty());
    }

    void wholeBodiesAreReadWhateverStandsAround_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray body = ready(1);
        QTest::newRow("two lengths, the first right")
            << answer(lengthOf(body) + "Content-Length: 20\r\n", body);
        QTest::newRow("an unknown encoding that is none")
            << answer("Content-Encoding: x\r\n" + lengthOf(body), body);
        QTest::newRow("gzip") << answer("Content-Encoding: gzip\r\n" + lengthOf(test::gzipped(body)),
                                        test::gzipped(body));
        QTest::newRow("no length") << answer("", body);
    }
    void wholeBodiesAreReadWhateverStandsAround()
    {
        QFETCH(QByteArray, bytes);
        const auto outcome = ask({{.bytes = bytes, .then = Then::Close}});
        QVERIFY2(outcome.hasValue(), outcome ? "" : qPrintable(outcome.failure().detail));
        QCOMPARE((*outcome)->state, TaskState::Ready);
    }

    void vectorsOfZerosAreNoBomb()
    {
        // Qt takes more than 10 MiB that were packed better than 40:1 for one.
        QByteArray data = ",\"data\":[";
        for (int vector = 0; vector < 1500; ++vector)
            data += "{\"embedding\":[0" + QByteArray(",0.00000").repeated(1024) + "]},";
        data.back() = ']';
        const QByteArray body = ready(1, data);
        const QByteArray gzip = test::gzipped(body);
        QVERIFY(body.size() > (11 << 20) && body.size() > 40 * gzip.size());
        const auto outcome = ask(
            {{.bytes = answer("Content-Encoding: gzip\r\n" + lengthOf(gzip), gzip), .then = Then::Close}});
        QVERIFY2(outcome.hasValue(), outcome ? "" : qPrintable(outcome.failure().detail));
        QCOMPARE((*outcome)->segments.size(), size_t(1500));
    }

    void aBombIsRefused_data()
    {
        QTest::addColumn<int>("cap");
        QTest::newRow("a small cap") << (1 << 20);
        QTest::newRow("over what Qt checks") << (20 << 20);
    }
    void aBombIsRefused()
    {
        QFETCH(int, cap);
        const QByteArray gzip = test::gzipped(QByteArray(32 << 20, ' '));
        const auto outcome =
            ask({{.bytes = answer("Content-Encoding: gzip\r\n" + lengthOf(gzip), gzip), .then = Then::Close}},
                {.bodyBytes = cap});
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::TooLarge);
    }

    void ofAnErrorOnlyTheBeginningIsRead()
    {
        const QByteArray endless = "HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n40000\r\n"
            + QByteArray(0x40000, ' ') + "\r\n";
        const auto outcome = ask({{.bytes = endless}}, {.idle = 5s});
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::ServiceError);
        QCOMPARE(outcome.failure().httpStatus, std::optional(503));
    }

    void ourDeadlinesEndIt_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("drip");
        const QByteArray body = ready(1);
        QTest::newRow("150 headers") << answer(QByteArray("X-Many: a\r\n").repeated(150) + lengthOf(body),
                                               body)
                                     << QByteArray();
        QTest::newRow("a header of 200 kB")
            << answer("X-Long: " + QByteArray(200'000, 'a') + "\r\n" + lengthOf(body), body) << QByteArray();
        QTest::newRow("a header that drips") << QByteArray("HTTP/1.1 200 OK\r\nX-Slow: ") << QByteArray("a");
        QTest::newRow("a body that drips") << answer("Content-Length: 1000\r\n", "{") << QByteArray(" ");
    }
    void ourDeadlinesEndIt()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, drip);
        LoopbackServer::Script script{{.bytes = head}};
        for (int i = 0; i < 10'000 && !drip.isEmpty(); ++i) // longer than anything here waits
            script.push_back({.bytes = drip, .pauseMs = 50});
        const auto outcome = ask(script, {.headers = 300ms, .idle = 200ms, .slow = 300ms, .slowBytes = 100});
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::Timeout);
    }

    void aProxyThatWantsAPassword()
    {
        const auto outcome = ask({{.bytes = LoopbackServer::wholeAnswer(
                                       407, "<html>", "Proxy-Authenticate: Basic realm=\"office\"\r\n")}});
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::NotTheService);
        QCOMPARE(outcome.failure().httpStatus, std::optional(407));
    }

    void slotsAreFreeAgain()
    {
        // Six hostile answers at once fill every slot there is; what comes next is asked all the same.
        const QByteArray hostile[] = {
            answer(QByteArray("X-Many: a\r\n").repeated(150), ready(1)),
            answer("Transfer-Encoding: chunked\r\n", "ZZ\r\n"),
            answer("Content-Length: 1000\r\n", "{"),
            answer("Content-Length: 3\r\n", ready(1)),
            "HTTP/1.1 103 Early Hints\r\n\r\n",
            "",
        };
        LoopbackServer server;
        size_t served = 0;
        server.setHandler([&](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (served < std::size(hostile))
                return {{.bytes = hostile[served++]}};
            return {
                {.bytes = LoopbackServer::wholeAnswer(
                     200, LoopbackServer::taskBody(QString::fromLatin1(request.path.right(24)), "ready"))}};
        });
        TaskClient client(*ServiceAddress::fromString(server.baseUrl()), {.headers = 200ms, .idle = 200ms});
        client.setKey(ApiKey("k", ApiKey::Source::Entered, {}));
        QHash<quint64, bool> isRight;
        connect(&client, &TaskClient::finished, &client, [&](quint64 ticket, const Result<HttpAnswer> &came) {
            isRight[ticket] = came && judgeAnswer(*came, id(static_cast<int>(ticket))).hasValue();
        });
        for (quint64 ticket = 1; ticket <= 6; ++ticket)
            client.get(ticket, id(static_cast<int>(ticket)));
        QTRY_COMPARE(isRight.size(), 6);
        QCOMPARE(isRight.values().count(true), 0);
        client.renewConnections(); // as the poller does when one has sent rubbish
        for (quint64 ticket = 7; ticket <= 12; ++ticket)
            client.get(ticket, id(static_cast<int>(ticket)));
        QTRY_COMPARE(isRight.size(), 12);
        QCOMPARE(isRight.values().count(true), 6);
    }
};

EMBEDSCOPE_TEST(TestHostileAnswers)
#include "tst_hostileanswers.moc"
