// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/keytester.h"

#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using test::LoopbackServer;

/// What a key's test tells of every kind of answer, against a scripted server.
class TestKeyTester final : public QObject
{
    Q_OBJECT

private:
    static inline const QByteArray canary = "tlk_Canary/0123456789+AB";
    const ApiKey m_key{canary, ApiKey::Source::Entered, {}};

    static QByteArray listBody()
    {
        return R"({"data":[],"page_info":{"page":1,"limit_per_page":50,"total_page":0,"total_results":0}})";
    }
    static ServiceAddress addressOf(const LoopbackServer &server)
    {
        return *ServiceAddress::fromString(server.baseUrl());
    }
    static std::optional<Failure> outcomeOf(const QSignalSpy &finished)
    {
        return finished.last().first().value<std::optional<Failure>>();
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void oneRequestForTheListWithThisKey()
    {
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(200, listBody())}};
        });
        KeyTester tester(addressOf(server));
        QSignalSpy finished(&tester, &KeyTester::finished);
        tester.test(m_key);
        QVERIFY(finished.isEmpty());
        QVERIFY(finished.wait(test::longestWaitMs));
        QVERIFY(!outcomeOf(finished));
        QCOMPARE(server.requests().size(), size_t(1));
        QVERIFY(server.requests().front().path.startsWith("/v1.3/embed-v2/tasks?"));
        QCOMPARE(server.requests().front().headers.value("x-api-key"), canary);
    }

    void everyAnswerHasItsKind_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<FailureKind>("kind");
        const QByteArray said = "{\"code\":\"api_key_invalid\",\"message\":\"no " + canary + " please\"}";
        QTest::newRow("401") << 401 << said << FailureKind::Unauthorized;
        QTest::newRow("403") << 403 << said << FailureKind::Forbidden;
        QTest::newRow("404") << 404 << said << FailureKind::NotFound;
        QTest::newRow("404 of a proxy") << 404 << QByteArray("<html>") << FailureKind::NotTheService;
        QTest::newRow("401 of a proxy") << 401 << QByteArray("<html>") << FailureKind::NotTheService;
        QTest::newRow("429") << 429 << said << FailureKind::RateLimited;
        QTest::newRow("400") << 400 << said << FailureKind::ServiceError;
        QTest::newRow("503") << 503 << said << FailureKind::ServiceError;
        QTest::newRow("a sign-in page")
            << 200 << QByteArray("<html>Welcome</html>") << FailureKind::NotTheService;
        QTest::newRow("an empty answer") << 200 << QByteArray() << FailureKind::NotTheService;
        QTest::newRow("a cut answer") << 200 << QByteArray("{\"data\":[") << FailureKind::Unreadable;
        QTest::newRow("302") << 302 << QByteArray() << FailureKind::Redirect;
    }
    void everyAnswerHasItsKind()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(FailureKind, kind);
        LoopbackServer elsewhere;
        LoopbackServer server;
        const QByteArray location =
            "Location: " + elsewhere.baseUrl().toLatin1() + "/?k=" + canary.toPercentEncoding() + "\r\n";
        server.setHandler([&](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(
                                               status, body, status == 302 ? location : QByteArray())}};
        });
        KeyTester tester(addressOf(server));
        QSignalSpy finished(&tester, &KeyTester::finished);
        tester.test(m_key);
        QVERIFY(finished.wait(test::longestWaitMs));
        const auto problem = outcomeOf(finished);
        QVERIFY(problem);
        QCOMPARE(problem->kind, kind);
        QCOMPARE(problem->httpStatus, status);
        for (const QString &text : {problem->detail, problem->serviceCode}) {
            QVERIFY2(!text.contains(QString::fromLatin1(canary)), qPrintable(text));
            QVERIFY2(!text.contains(QString::fromLatin1(canary.toPercentEncoding())), qPrintable(text));
        }
        if (kind == FailureKind::Redirect)
            QVERIFY(problem->detail.startsWith(elsewhere.baseUrl()));
        QTest::qWait(50);
        QVERIFY2(elsewhere.requests().empty(), "the key does not travel");
        QCOMPARE(finished.size(), 1);
        QCOMPARE(server.requests().size(), size_t(1));
    }

    void nobodyAnswers()
    {
        LoopbackServer server;
        server.stop();
        KeyTester tester(addressOf(server));
        QSignalSpy finished(&tester, &KeyTester::finished);
        tester.test(m_key);
        QVERIFY(finished.wait(test::longestWaitMs));
        QCOMPARE(outcomeOf(finished)->kind, FailureKind::Network);
        QVERIFY(!outcomeOf(finished)->isUntrusted);
    }

    void whoeverCannotProveWhoItIsGetsNoKey()
    {
        LoopbackServer server; // speaks no TLS
        KeyTester tester(*ServiceAddress::fromString(u"https://127.0.0.1:%1/v1.3"_s.arg(server.port())),
                         10'000ms);
        QSignalSpy finished(&tester, &KeyTester::finished);
        tester.setCaFile(u"/no/such/file.pem"_s);
        tester.test(m_key);
        QVERIFY(finished.wait(test::longestWaitMs));
        QCOMPARE(outcomeOf(finished)->kind, FailureKind::Network);
        QVERIFY(outcomeOf(finished)->isUntrusted);
        QVERIFY(server.requests().empty());
    }

    void theDeadlineIsForTheWholeTest()
    {
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &) {
            LoopbackServer::Script drops{{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"}};
            for (int i = 0; i < 10'000; ++i) // longer than anything here waits
                drops.push_back({.bytes = " ", .pauseMs = 50}); // each one keeps other deadlines away
            return drops;
        });
        KeyTester tester(addressOf(server), 300ms);
        QSignalSpy finished(&tester, &KeyTester::finished);
        tester.test(m_key);
        QVERIFY(finished.wait(test::longestWaitMs));
        QCOMPARE(outcomeOf(finished)->kind, FailureKind::Timeout);
        QCOMPARE(outcomeOf(finished)->detail, u"0.3 s"_s);
    }

    void whatWasTakenBackIsNotTold()
    {
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(401, "{}"), .pauseMs = 100}};
        });
        KeyTester tester(addressOf(server), 1000ms);
        QSignalSpy finished(&tester, &KeyTester::finished);
        tester.test(m_key);
        QTRY_COMPARE(server.requests().size(), size_t(1));
        tester.cancel();
        QTest::qWait(300);
        QVERIFY(finished.isEmpty());

        tester.test(m_key);
        tester.test(ApiKey("another", ApiKey::Source::Entered, {}));
        QVERIFY(finished.wait(test::longestWaitMs));
        QTest::qWait(300);
        QCOMPARE(finished.size(), 1);
        // The one that was taken back may be on its way all the same, and even come second.
        const auto &requests = server.requests();
        QVERIFY(std::any_of(requests.begin(), requests.end(), [](const LoopbackServer::Request &request) {
            return request.headers.value("x-api-key") == "another";
        }));
    }

    void itMayGoWhileItAsks()
    {
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(401, "{}"), .pauseMs = 1'000'000}}; // longer than a test may take
        });
        auto tester = std::make_unique<KeyTester>(addressOf(server));
        tester->test(m_key);
        QTRY_COMPARE(server.requests().size(), size_t(1));
        tester.reset(); // does not wait for the answer
        QCOMPARE(server.requests().size(), size_t(1));
    }
};

EMBEDSCOPE_TEST(TestKeyTester)
#include "tst_keytester.moc"
