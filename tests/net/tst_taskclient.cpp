// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/taskclient.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QNetworkProxy>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace embedscope;
using namespace std::chrono_literals;
using test::LoopbackServer;
using Then = LoopbackServer::Step::Then;

/// The client against a scripted server on a real socket: what Qt takes for a success although it is none, above all.
class TestTaskClient final : public QObject
{
    Q_OBJECT

private:
    const TaskId m_id = *TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12");
    const QByteArray m_body = R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"processing"})";

    /// A client for this server, with the key "secret".
    static std::unique_ptr<TaskClient> clientFor(const LoopbackServer &server, const RequestLimits &limits = {})
    {
        auto client = std::make_unique<TaskClient>(*ServiceAddress::fromString(server.baseUrl()), limits);
        client->setKey(ApiKey("secret", ApiKey::Source::Entered, {}));
        return client;
    }
    /// Asks once and waits for what comes.
    static Result<HttpAnswer> ask(TaskClient &client, const TaskId &id, int patienceMs = test::longestWaitMs)
    {
        Result<HttpAnswer> outcome = Failure{.kind = FailureKind::Cancelled};
        bool done = false;
        QObject context;
        connect(&client, &TaskClient::finished, &context, [&](quint64, const Result<HttpAnswer> &answer) {
            outcome = answer;
            done = true;
        });
        client.get(1, id);
        if (!QTest::qWaitFor([&] { return done; }, patienceMs))
            qWarning("no answer in time");
        return outcome;
    }
    static Result<HttpAnswer> askScripted(const LoopbackServer::Script &script, const TaskId &id,
                                          const RequestLimits &limits = {})
    {
        LoopbackServer server;
        server.setHandler([&](const LoopbackServer::Request &) { return script; });
        const auto client = clientFor(server, limits);
        return ask(*client, id);
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    /// Nobody has to start the program again because a file came a moment later than it.
    void aCaFileThatComesLaterIsRead()
    {
        const QList<QSslCertificate> known = QSslConfiguration::systemCaCertificates();
        if (known.isEmpty())
            QSKIP("this system has no certificates to copy");
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("ca.pem"));
        const LoopbackServer server; // speaks no TLS, so that a request to it fails in another way
        TaskClient client(*ServiceAddress::fromString(server.baseUrl().replace(u"http:"_qs, u"https:"_qs)));
        client.setKey(ApiKey("secret", ApiKey::Source::Entered, {}));
        qputenv("SSL_CERT_FILE", path.toLocal8Bit());
        const auto unset = qScopeGuard([] { qunsetenv("SSL_CERT_FILE"); });
        QVERIFY(ask(client, m_id).failure().detail.contains(path));
        QCOMPARE(server.connections(), 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(known.first().toPem()) > 0);
        file.close();
        const Failure failure = ask(client, m_id).failure();
        QVERIFY2(!failure.detail.contains(path), qPrintable(failure.detail));
        QCOMPARE(server.connections(), 1);
    }

    void whoAsksForALoginIsNotTheService()
    {
        // A loopback address is asked without a proxy, so any other name; the proxy never passes it on.
        QTcpServer office;
        QVERIFY(office.listen(QHostAddress::LocalHost));
        connect(&office, &QTcpServer::newConnection, &office, [&office] {
            QTcpSocket *const socket = office.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (socket->peek(4096).contains("\r\n\r\n")) {
                    socket->readAll();
                    socket->write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\n"
                                  "Content-Length: 0\r\n\r\n");
                }
            });
        });
        QNetworkProxy::setApplicationProxy({QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), office.serverPort()});
        const auto unset = qScopeGuard([] { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); });
        TaskClient client(*ServiceAddress::fromString(QStringLiteral("https://service.invalid/v1.3")));
        client.setKey(ApiKey("secret", ApiKey::Source::Entered, {}));
        const Failure failure = ask(client, m_id).failure();
        QCOMPARE(failure.kind, FailureKind::NotTheService);
        QVERIFY2(failure.detail.contains(QStringLiteral("login")), qPrintable(failure.detail));
    }

    void sendsTheKeyAndBringsTheBody()
    {
        LoopbackServer server;
        server.setTask(m_id.toString(), m_body, 200, "Retry-After: 7\r\n");
        const auto client = clientFor(server);
        const auto answer = ask(*client, m_id);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body.head(1000), m_body);
        QCOMPARE(answer->retryAfter, QByteArray("7"));
        QCOMPARE(server.requests().size(), size_t(1));
        const auto &request = server.requests().front();
        QCOMPARE(request.path, QByteArray("/v1.3/embed-v2/tasks/64f8d2c7e4a1b37f8a9c5d12"));
        QCOMPARE(request.headers.value("x-api-key"), QByteArray("secret"));
        QVERIFY(request.headers.value("connection").toLower() != "upgrade"); // no way to HTTP/2
    }

    void aRepeatedKeyIsTold()
    {
        LoopbackServer server;
        server.setTask(m_id.toString(), R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"tlk_CANARY1234567"})");
        const auto client = clientFor(server);
        QVERIFY(!ask(*client, m_id)->holdsKey);
        client->setKey(ApiKey("tlk_CANARY1234567", ApiKey::Source::Entered, {}));
        QVERIFY(ask(*client, m_id)->holdsKey);
    }

    void aRedirectIsNotFollowed_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status;
    }
    void aRedirectIsNotFollowed()
    {
        QFETCH(int, status);
        LoopbackServer elsewhere;
        LoopbackServer server;
        const QString target = QStringLiteral("http://localhost:%1/steal").arg(elsewhere.port());
        server.setTask(m_id.toString(), "", status, "Location: " + target.toLatin1() + "\r\n");
        const auto client = clientFor(server);
        const auto answer = ask(*client, m_id);
        QVERIFY(answer);
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->redirectTarget, target);
        QTest::qWait(50);
        QVERIFY2(elsewhere.requests().empty(), "nothing, and above all no key, goes to another origin");
    }

    void errorBodiesComeAlong()
    {
        LoopbackServer server;
        server.setTask(m_id.toString(), R"({"code":"too_many_requests"})", 429, "Retry-After: 3\r\n");
        const auto client = clientFor(server);
        const auto answer = ask(*client, m_id);
        QVERIFY(answer);
        QCOMPARE(answer->status, 429);
        QCOMPARE(answer->retryAfter, QByteArray("3"));
        QVERIFY(answer->body.head(100).contains("too_many_requests"));
    }

    void aBrokenTransferIsNoSuccess_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("short body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"_id\":");
        QTest::newRow("chunk cut") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"_id\"");
        QTest::newRow("no header") << QByteArray("");
        QTest::newRow("103 alone") << QByteArray("HTTP/1.1 103 Early Hints\r\n\r\n");
        QTest::newRow("not gzip") << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello");
    }
    void aBrokenTransferIsNoSuccess()
    {
        QFETCH(QByteArray, bytes);
        const auto answer = askScripted({{.bytes = bytes, .then = Then::Close}}, m_id);
        QVERIFY(!answer);
        QCOMPARE(answer.failure().kind, FailureKind::Network);
        QVERIFY(!answer.failure().detail.isEmpty());
    }

    void aClosedConnectionIsNotAskedAgainUntold()
    {
        // Qt sends a request up to four times where connections close without an answer.
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = {}, .then = Then::Close}};
        });
        const auto client = clientFor(server);
        QSignalSpy again(client.get(), &TaskClient::sentAgain);
        const auto answer = ask(*client, m_id);
        QTest::qWait(200); // further ones would come now
        QVERIFY(!answer);
        QCOMPARE(answer.failure().kind, FailureKind::Network);
        QCOMPARE(server.requests().size(), size_t(1 + again.size()));
        QVERIFY2(server.requests().size() <= 2, "it ends with the first sign of a second try");
    }
    void nobodyThere()
    {
        LoopbackServer server;
        const auto client = clientFor(server);
        server.stop();
        const auto answer = ask(*client, m_id);
        QVERIFY(!answer);
        QCOMPARE(answer.failure().kind, FailureKind::Network);
    }

    void deadlines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("silence") << QByteArray();
        QTest::newRow("headers never end") << QByteArray("HTTP/1.1 200 OK\r\nX-A: b\r\n");
        QTest::newRow("body stops") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"_id\":");
    }
    void deadlines()
    {
        QFETCH(QByteArray, bytes);
        const RequestLimits limits{.headers = 200ms, .idle = 200ms};
        const auto answer = askScripted({{.bytes = bytes}}, m_id, limits);
        QVERIFY(!answer);
        QCOMPARE(answer.failure().kind, FailureKind::Timeout);
    }

    void largeAnswersStreamToAFile()
    {
        const QByteArray body = '[' + QByteArray(3 << 20, ' ') + ']';
        LoopbackServer server;
        server.setTask(m_id.toString(), body);
        const auto client = clientFor(server);
        auto answer = ask(*client, m_id);
        QVERIFY(answer);
        QCOMPARE(answer->body.size(), body.size());
        const QString path = answer->body.path();
        QVERIFY(QFile::exists(path));
        QCOMPARE(answer->body.head(body.size()), body);
        answer = Failure{};
        QTRY_VERIFY(!QFile::exists(path));
    }

    void theCapEndsTheTransfer()
    {
        const RequestLimits limits{.bodyBytes = 1 << 20};
        const QByteArray answerBytes = LoopbackServer::wholeAnswer(200, QByteArray(3 << 20, ' '));
        const auto answer = askScripted({{.bytes = answerBytes}}, m_id, limits);
        QVERIFY(!answer);
        QCOMPARE(answer.failure().kind, FailureKind::TooLarge);
    }

    void anUnsendableKeyIsNotSent()
    {
        LoopbackServer server;
        const auto client = clientFor(server);
        client->setKey(ApiKey("a\r\nX-Injected: yes", ApiKey::Source::Entered, {}));
        const auto answer = ask(*client, m_id);
        QVERIFY(!answer);
        QCOMPARE(answer.failure().kind, FailureKind::Unauthorized);
        QVERIFY(server.requests().empty());
    }

    void aCancelledRequestSaysNothingMore()
    {
        LoopbackServer server;
        server.setHandler([&](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(200, m_body), .pauseMs = 100}};
        });
        const auto client = clientFor(server);
        const QSignalSpy finished(client.get(), &TaskClient::finished);
        client->get(1, m_id);
        QTRY_COMPARE(server.requests().size(), size_t(1));
        client->cancel(1);
        QTest::qWait(300);
        QCOMPARE(finished.count(), 0);
    }

    void whatIsTakenBackHoldsNoConnection_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("before an answer") << QByteArray();
        QTest::newRow("in the middle of a large answer")
            << "HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n" + QByteArray(8 << 20, ' ');
    }
    /// Qt opens six connections to a host, so the seventh request shows what the six before have left.
    void whatIsTakenBackHoldsNoConnection()
    {
        QFETCH(QByteArray, begin);
        LoopbackServer server;
        server.setHandler([&](const LoopbackServer::Request &) { return LoopbackServer::Script{{.bytes = begin}}; });
        RequestLimits limits;
        limits.headers = 5s;
        const auto client = clientFor(server, limits);
        for (quint64 ticket = 1; ticket <= 6; ++ticket) {
            client->get(ticket, m_id);
            QTRY_COMPARE(server.requests().size(), size_t(ticket));
            QTest::qWait(50); // some of it comes
            client->cancel(ticket);
        }
        server.setHandler([&](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(200, m_body)}};
        });
        const auto answer = ask(*client, m_id);
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.failure().detail));
        QCOMPARE(answer->body.head(1000), m_body);
    }

    void newConnectionsLeaveWhatIsUnderWayAlone()
    {
        LoopbackServer server;
        server.setHandler([&](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(200, m_body), .pauseMs = 200}};
        });
        const auto client = clientFor(server);
        int answers = 0;
        connect(client.get(), &TaskClient::finished, this,
                [&](quint64, const Result<HttpAnswer> &answer) { answers += answer ? 1 : 0; });
        for (quint64 ticket = 1; ticket <= 6; ++ticket)
            client->get(ticket, m_id);
        QTRY_COMPARE(server.requests().size(), size_t(6));
        client->renewConnections();
        client->get(7, m_id);
        QTRY_COMPARE(answers, 7);
        QCOMPARE(server.connections(), 7); // the last one did not take an old one
    }

    void quittingInTheMiddleIsQuick()
    {
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &) { return LoopbackServer::Script{}; });
        auto client = clientFor(server);
        for (quint64 ticket = 1; ticket <= 6; ++ticket)
            client->get(ticket, m_id);
        QTRY_COMPARE(server.requests().size(), size_t(6));
        client.reset(); // must not hang nor leak
    }
};

EMBEDSCOPE_TEST(TestTaskClient)
#include "tst_taskclient.moc"
