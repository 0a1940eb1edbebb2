// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/programrun.h"
#include "support/fifo.h"
#include "support/loopbackserver.h"
#include "support/pseudoterminal.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <csignal>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::LoopbackServer;
using test::ProgramRun;
using test::PseudoTerminal;

/// `embedscope fetch`, the real program, against a scripted server: exit codes, lists, lines, and what it
/// leaves alone.
class TestFetch final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<ProgramRun> m_run;

    static QString id(int number) { return u"%1"_s.arg(number, 24, 16, QLatin1Char('0')); }
    static QByteArray ready(int number)
    {
        return LoopbackServer::taskBody(id(number), "ready",
                                        R"(, "data":[ {"embedding":[1.0, -0.50]} ], "new": 1e-05)");
    }
    static QByteArray processing(int number) { return LoopbackServer::taskBody(id(number), "processing"); }
    /// The beginning of a line on standard error.
    static QByteArray line(int number, const QByteArray &rest) { return id(number).toLatin1() + '\t' + rest; }
    void serve(int number, const QByteArray &body, int status = 200)
    {
        m_server->setTask(id(number), body, status);
    }

    int fetch(const QStringList &arguments, const QByteArray &input = {})
    {
        return m_run->run(QStringList{u"fetch"_s} + arguments, input);
    }
    QJsonObject envelope() { return QJsonDocument::fromJson(m_run->output()).object(); }
    QStringList taskIds()
    {
        QStringList ids;
        for (const auto &task : envelope().value("tasks"_L1).toArray())
            ids += task["_id"_L1].toString();
        return ids;
    }
    /// "ID kind status" of each.
    QStringList problems()
    {
        QStringList list;
        for (const auto &problem : envelope().value("problems"_L1).toArray()) {
            const auto status = problem["http_status"_L1];
            list += problem["task_id"_L1].toString() + u' ' + problem["kind"_L1].toString() + u' '
                + (status.isNull() ? u"null"_s : QString::number(status.toInt()));
        }
        return list;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<LoopbackServer>();
        m_run = std::make_unique<ProgramRun>();
        m_run->setVariable(u"TWELVELABS_BASE_URL"_s, m_server->baseUrl());
        m_run->setVariable(u"TWELVELABS_API_KEY"_s, u"canary-0123456789"_s);
    }
    void cleanup()
    {
        // Whatever a test did: no key anywhere, and nothing but a cache was touched.
        QVERIFY(!m_run->output().contains("canary"));
        QVERIFY2(!m_run->error().contains("canary"), m_run->error().constData());
        for (const QString &file : m_run->filesInHome())
            QVERIFY2(file.startsWith(".cache/embedscope/"_L1), qPrintable(file));
        m_run.reset();
        m_server.reset();
    }

    void allReady()
    {
        serve(1, ready(1));
        serve(2, "\xEF\xBB\xBF\n" + ready(2) + "\r\n");
        QCOMPARE(fetch({id(2), id(1), id(2)}), 0);
        QCOMPARE(taskIds(), (QStringList{id(2), id(1)})); // order of first mention, each once
        QVERIFY(m_run->output().contains(ready(1)));
        QVERIFY(m_run->output().contains(QByteArray('[' + ready(2))));
        QVERIFY(problems().isEmpty());
        QCOMPARE(envelope().value("service"_L1).toString(), m_server->baseUrl());
        QCOMPARE(m_server->requestsFor(id(2)), 1);
        QCOMPARE(m_server->requests().front().headers.value("x-api-key"), QByteArray("canary-0123456789"));
        QByteArrayList lines = m_run->error().trimmed().split('\n');
        std::sort(lines.begin(), lines.end());
        QCOMPARE(lines, (QByteArrayList{line(1, "ready"), line(2, "ready")}));
    }

    void everyIdStandsInOneOfTheLists()
    {
        serve(1, ready(1));
        serve(2, LoopbackServer::taskBody(id(2), "failed", R"(,"error":{"message":"Bad media."})"));
        serve(3, processing(3));
        serve(4, "{}", 404);
        serve(5, "<html>");
        serve(6, ready(7)); // another task's answer
        serve(8, R"({"code":"x","message":"Down."})", 503);
        QCOMPARE(fetch({id(8), id(1), id(6), id(2), id(5), id(3), id(4)}), 1);
        QCOMPARE(taskIds(), (QStringList{id(1), id(2), id(3)}));
        QCOMPARE(problems(),
                 (QStringList{id(8) + u" service_error 503"_s, id(6) + u" wrong_task 200"_s,
                              id(5) + u" not_the_service 200"_s, id(4) + u" not_found 404"_s}));
        QCOMPARE(m_server->requestsFor(id(3)), 1); // one round
        const QByteArray error = m_run->error();
        for (const QByteArray &expected :
             {line(1, "ready\n"), line(2, "failed\tThe service says: “Bad media.”"), line(3, "processing\n"),
              line(4, "not found\t"), line(5, "unreachable\tSomething other than the service responded: a web page (HTTP 200)."), line(6, "wrong task\t"),
              line(8, "unreachable\t")})
            QVERIFY2(error.contains(expected), expected.constData());
        QCOMPARE(error.count('\n'), 8); // the last one says what to do about those without an answer
    }

    void waitsUntilAllAreSettled()
    {
        serve(1, processing(1));
        m_run->start({u"fetch"_s, u"--wait"_s, u"--interval"_s, u"1"_s, id(1)});
        QVERIFY(m_run->waitForError("\tprocessing\n"));
        serve(1, ready(1));
        QCOMPARE(m_run->wait(), 0);
        QCOMPARE(taskIds(), QStringList{id(1)});
        QVERIFY(m_run->error().endsWith("\tready\n"));
    }

    void theTimeoutEndsIt()
    {
        serve(1, processing(1));
        serve(2, ready(2));
        m_server->setHandler([](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (request.path.endsWith(id(3).toLatin1()))
                return {{.bytes = "HTTP/1.1 200 OK\r\n"}}; // and never another byte
            const int number = request.path.endsWith(id(2).toLatin1()) ? 2 : 1;
            return {{.bytes = LoopbackServer::wholeAnswer(200, number == 2 ? ready(2) : processing(1))}};
        });
        QCOMPARE(fetch({u"--wait"_s, u"--timeout"_s, u"2.5"_s, id(3), id(1), id(2)}), 1);
        QCOMPARE(taskIds(), (QStringList{id(1), id(2)}));
        QCOMPARE(problems(), QStringList{id(3) + u" timeout null"_s});
        QVERIFY(m_run->error().contains(line(3, "waiting\tNot answered within the 2.5 s of --timeout.\n")));
    }

    void interruptedButWritten_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void interruptedButWritten()
    {
        QFETCH(int, number);
        serve(1, processing(1));
        m_server->setHandler([](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (request.path.endsWith(id(2).toLatin1()))
                return {{.bytes = "HTTP/1.1 200 OK\r\n"}};
            return {{.bytes = LoopbackServer::wholeAnswer(200, processing(1))}};
        });
        const QString path = m_run->home() + u"/.cache/embedscope/out.json"_s;
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        m_run->start({u"fetch"_s, u"--wait"_s, u"--output"_s, path, id(1), id(2)});
        QVERIFY(m_run->waitForError("\tprocessing\n"));
        QCOMPARE(::kill(static_cast<pid_t>(m_run->process().processId()), number), 0);
        QCOMPARE(m_run->wait(), 128 + number);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject written = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(written.value("tasks"_L1).toArray().size(), 1);
        const auto problem = written.value("problems"_L1).toArray().first();
        QCOMPARE(problem["kind"_L1].toString(), u"network"_s);
        QCOMPARE(problem["message"_L1].toString(), u"Not answered before the program was interrupted."_s);
    }

    /// The tasks that a sweep of the list looks for last are answered before their page is asked for; two stay with the list.
    void aListOfAsManyPagesAsTasksIsFollowedToItsEnd()
    {
        constexpr int count = 60;
        int firstPages = 0;
        m_server->setHandler([&firstPages](const LoopbackServer::Request &request) {
            const QByteArray headers = "X-Ratelimit-Limit: 6000\r\nX-Ratelimit-Remaining: 5999\r\nX-Ratelimit-Reset: 60\r\n";
            const QUrl url(QString::fromLatin1(request.path));
            const QString name = url.path().section(u'/', -1);
            QByteArray body = LoopbackServer::taskBody(name, "ready");
            if (name == "tasks"_L1) {
                const int page = QUrlQuery(url).queryItemValue(u"page"_s).toInt();
                const QByteArray first = processing(1) + ',' + processing(2);
                const QByteArray later = LoopbackServer::taskBody(id(1), "ready") + ',' + LoopbackServer::taskBody(id(2), "ready");
                body = R"({"data":[)" + (page > 1 ? processing(page + 1) : firstPages++ == 0 ? first : later)
                    + R"(],"page_info":{"limit_per_page":2,"total_page":60,"page":)" + QByteArray::number(page) + "}}";
            }
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(200, body, headers)}};
        });
        QStringList arguments{u"--wait"_s, u"--interval"_s, u"1"_s};
        for (int number = 3; number <= count; ++number)
            arguments += id(number);
        QCOMPARE(fetch(arguments + QStringList{id(1), id(2)}), 0);
        QCOMPARE(taskIds().size(), count);
    }

    void oneRoundEndsWhereNothingAnswers()
    {
        m_server->stop();
        QStringList arguments;
        for (int number = 1; number <= 10; ++number)
            arguments += id(number);
        QCOMPARE(fetch(arguments), 1);
        QCOMPARE(problems().size(), 10);
        QCOMPARE(problems().front(), id(1) + " network null"_L1);
        QVERIFY2(m_run->error().contains("10 tasks have no answer. Run it again later, or use --wait.\n"), m_run->error().constData());
    }

    void oneRoundDoesNotWaitForAnHour()
    {
        m_server->setHandler([](const LoopbackServer::Request &request) {
            const QByteArray task = request.path.right(24);
            const bool isLimited = task.endsWith('1') || task.endsWith('2');
            return LoopbackServer::Script{{.bytes = isLimited
                    ? LoopbackServer::wholeAnswer(429, R"({"error":{"code":"too_many_requests","details":{"retryAfter":"3600"}}})")
                    : LoopbackServer::wholeAnswer(200, LoopbackServer::taskBody(QString::fromLatin1(task), "ready"))}};
        });
        QStringList arguments;
        for (int number = 1; number <= 8; ++number)
            arguments += id(number);
        QCOMPARE(fetch(arguments), 1);
        QCOMPARE(problems().front(), id(1) + " rate_limited 429"_L1);
        QVERIFY(problems().size() >= 2); // and those that the wait kept from being asked for
        QCOMPARE(problems().size() + taskIds().size(), 8);
    }

    void aRefusedKeyEndsItAtOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("401") << 401;
        QTest::newRow("403") << 403;
    }
    void aRefusedKeyEndsItAtOnce()
    {
        QFETCH(int, status);
        // The service repeats the key: nobody else shall.
        serve(2, R"({"code":"api_key_invalid","message":"The key canary-0123456789 is not valid."})", status);
        QCOMPARE(fetch({u"--wait"_s, id(2)}), 3);
        QCOMPARE(m_run->output(), QByteArray());
        QVERIFY(m_run->error().contains("TWELVELABS_API_KEY"));
    }

    /// What was fetched before is exported all the same.
    void aRefusalAfterAnswersLosesNone()
    {
        for (const int number : {1, 2, 3})
            serve(number, ready(number));
        m_server->setHandler([this](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            const int number = request.path.right(1).toInt();
            if (number <= 3)
                return {{.bytes = LoopbackServer::wholeAnswer(200, ready(number))}};
            // Only when the other three are told.
            if (m_run->error().count("\tready\n") < 3)
                return {{.bytes = LoopbackServer::wholeAnswer(503, "{}", "Retry-After: 1\r\n")}};
            return {{.bytes = LoopbackServer::wholeAnswer(403, R"({"code":"forbidden","message":"No."})")}};
        });
        QCOMPARE(fetch({u"--wait"_s, id(4), id(1), id(2), id(3)}), 3);
        QCOMPARE(taskIds(), (QStringList{id(1), id(2), id(3)}));
        QCOMPARE(problems(), QStringList{id(4) + u" forbidden 403"_s});
        QVERIFY(m_run->error().contains("TWELVELABS_API_KEY"));
    }

    void anAnswerThatIsLostInTheCacheIsAProblemOfItsOwn()
    {
        const QByteArray large = LoopbackServer::taskBody(id(1), "ready", ", \"more\":\"" + QByteArray(100'000, 'x') + '"');
        serve(1, large);
        serve(2, ready(2));
        serve(3, processing(3));
        m_run->start({u"fetch"_s, u"--wait"_s, u"--interval"_s, u"1"_s, id(1), id(2), id(3)});
        QVERIFY(m_run->waitForError(line(1, "ready\n")));
        QVERIFY(m_run->waitForError(line(2, "ready\n")));
        QDir spool(m_run->home() + u"/.cache/embedscope/spool"_s);
        for (const QString &run : spool.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const QString &answer : QDir(spool.filePath(run)).entryList({u"answer-*"_s}, QDir::Files)) {
                if (QFileInfo(spool.filePath(run) + u'/' + answer).size() == large.size())
                    QVERIFY(QFile::remove(spool.filePath(run) + u'/' + answer));
            }
        }
        serve(3, ready(3));
        QCOMPARE(m_run->wait(), 1);
        QCOMPARE(taskIds(), (QStringList{id(2), id(3)}));
        QCOMPARE(problems(), QStringList{id(1) + u" unreadable null"_s});
        QVERIFY(m_run->error().contains(line(1, "unreadable\tThe answer came, but")));
    }

    void aCacheThatTakesNothingLosesNothing_data()
    {
        QTest::addColumn<bool>("hasTemporary");
        QTest::newRow("the temporary folder") << true;
        QTest::newRow("memory") << false;
    }
    void aCacheThatTakesNothingLosesNothing()
    {
        QFETCH(const bool, hasTemporary);
        const QString temporary = m_run->home() + u"/.cache/embedscope/tmp"_s;
        QVERIFY(QDir().mkpath(temporary));
        m_run->setVariable(u"XDG_CACHE_HOME"_s, u"/dev/null"_s); // refused to root, too
        m_run->setVariable(u"TMPDIR"_s, hasTemporary ? temporary : u"/dev/null"_s);
        QByteArrayList answers;
        for (const int number : {1, 2, 3}) {
            const QByteArray text(number == 1 ? 10'000 : 500'000, 'x');
            answers += LoopbackServer::taskBody(id(number), "ready", ", \"more\":\"" + text + '"');
            serve(number, answers.constLast());
        }
        QCOMPARE(fetch({id(1), id(2), id(3)}), 0);
        QCOMPARE(taskIds(), (QStringList{id(1), id(2), id(3)}));
        for (const QByteArray &answer : answers)
            QVERIFY(m_run->output().contains(answer));
        QVERIFY2(m_run->error().count("The cache folder /dev/null/embedscope/spool cannot be used: Not a directory. Using ") == 1,
                 m_run->error().constData());
        QCOMPARE(m_run->error().contains("Using memory instead, up to 256 MiB."), !hasTemporary);
        QVERIFY(QDir(temporary).isEmpty());
    }

    void noKeyAnywhere()
    {
        m_run->setVariable(u"TWELVELABS_API_KEY"_s, u" "_s);
        QCOMPARE(fetch({id(1)}), 3);
        QCOMPARE(m_run->output(), QByteArray());
        QVERIFY(m_run->error().contains("--api-key-file"));
        QCOMPARE(m_server->requests().size(), size_t(0));
    }

    void theKeyFileComesFirst()
    {
        serve(1, ready(1));
        QVERIFY(QDir(m_run->home()).mkpath(u".cache/embedscope"_s));
        QFile file(m_run->home() + u"/.cache/embedscope/key"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("canary-from-file\r\n") > 0);
        file.close();
        QCOMPARE(fetch({u"--api-key-file"_s, file.fileName(), id(1)}), 0);
        QCOMPARE(m_server->requests().front().headers.value("x-api-key"), QByteArray("canary-from-file"));
    }

    void aKeyFileThatIsNotThere()
    {
        QCOMPARE(fetch({u"--api-key-file"_s, u"/nowhere/key"_s, id(1)}), 3);
        QVERIFY(m_run->error().contains("/nowhere/key"));
        QCOMPARE(m_server->requests().size(), size_t(0));
    }

    void aRedirectIsNotFollowed()
    {
        LoopbackServer other;
        serve(3, ready(3));
        m_server->setHandler([&other](const LoopbackServer::Request &) -> LoopbackServer::Script {
            return {{.bytes = LoopbackServer::wholeAnswer(
                         302, {}, "Location: " + other.baseUrl().toLatin1() + "/x\r\n")}};
        });
        QStringList ids;
        for (int i = 1; i <= 10; ++i)
            ids += id(i);
        QCOMPARE(fetch(ids), 1);
        QCOMPARE(other.requests().size(), size_t(0));
        QCOMPARE(problems().size(), 10);
        QCOMPARE(problems().filter(u" redirect 302"_s).size(), 10);
        QCOMPARE(m_server->requests().size(), size_t(30)); // three tries each
    }

    void aSignInPageIsWaitedFor_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        for (const int status : {200, 401, 403, 404, 511})
            QTest::addRow("%d", status) << status << QByteArray("<html><title>Hotel Wi-Fi</title>");
        QTest::newRow("nothing") << 200 << QByteArray();
    }
    void aSignInPageIsWaitedFor()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        size_t pages = 0;
        constexpr size_t most = 3;
        m_server->setHandler([&](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (++pages <= most)
                return {{.bytes = LoopbackServer::wholeAnswer(status, body)}};
            return {{.bytes = LoopbackServer::wholeAnswer(
                         200, LoopbackServer::taskBody(QString::fromLatin1(request.path.right(24)), "ready"))}};
        });
        QCOMPARE(fetch({u"--wait"_s, id(1), id(2)}), 0);
        QCOMPARE(taskIds(), (QStringList{id(1), id(2)}));
        QCOMPARE(m_server->requests().size(), most + 2);
        QVERIFY2(m_run->error().contains("\tunreachable\tSomething other than the service responded: "),
                 m_run->error().constData());
    }

    void inOneRoundASignInPageIsAProblemOfItsOwn()
    {
        m_server->setHandler([](const LoopbackServer::Request &) -> LoopbackServer::Script {
            return {{.bytes = LoopbackServer::wholeAnswer(401, "<html><title>Hotel Wi-Fi</title>")}};
        });
        QCOMPARE(fetch({id(1), id(2)}), 1); // not 3: nobody has refused the key
        QCOMPARE(problems(), (QStringList{id(1) + u" not_the_service 401"_s, id(2) + u" not_the_service 401"_s}));
        QCOMPARE(m_server->requests().size(), size_t(6));
        QVERIFY(m_run->output().contains("a web page titled “Hotel Wi-Fi”"));
    }

    void anAddressWithoutItsVersionIsNotTheService()
    {
        m_run->setVariable(u"TWELVELABS_BASE_URL"_s, m_server->baseUrl().chopped(5));
        m_server->setHandler([](const LoopbackServer::Request &) -> LoopbackServer::Script {
            return {{.bytes = LoopbackServer::wholeAnswer(404, R"({"message":"no Route matched with those values"})")}};
        });
        QCOMPARE(fetch({id(1)}), 1);
        QCOMPARE(problems(), QStringList{id(1) + u" not_the_service 404"_s});
        QVERIFY2(m_run->error().contains("without a version such as /v1.3"), m_run->error().constData());
    }

    void aRequestThatTheServiceRefusesEndsIt()
    {
        serve(1, R"({"code":"parameter_invalid","message":"Not like this."})", 400);
        QCOMPARE(fetch({u"--wait"_s, id(1)}), 1);
        QCOMPARE(problems(), QStringList{id(1) + u" service_error 400"_s});
        QCOMPARE(m_server->requestsFor(id(1)), 3);
        QVERIFY2(m_run->error().contains(line(1, "refused\tThe service refuses the request: HTTP 400 (Not like this).")),
                 m_run->error().constData());
    }

    void whomWeCannotCheckIsNotAsked()
    {
        m_run->setVariable(u"TWELVELABS_BASE_URL"_s, m_server->baseUrl().replace("http:"_L1, "https:"_L1));
        m_run->setVariable(u"SSL_CERT_FILE"_s, u"/nowhere/at/all.pem"_s);
        QStringList ids;
        for (int i = 1; i <= 10; ++i)
            ids += id(i);
        QCOMPARE(fetch(ids), 1);
        QCOMPARE(m_server->connections(), 0);
        QCOMPARE(problems().size(), 10);
        QCOMPARE(problems().filter(u" network null"_s).size(), 10);
        for (const auto &problem : envelope().value("problems"_L1).toArray())
            QVERIFY(problem["message"_L1].toString().contains("could not prove who it is"_L1));
    }

    void idsFromStandardInput()
    {
        serve(1, ready(1));
        serve(2, ready(2));
        const QByteArray input = "curl https://x.example/v1.3/embed-v2/tasks/" + id(2).toLatin1() + "\nvideo "
            + id(9).toLatin1() + "\n/tasks/" + id(1).toLatin1() + '\n';
        QCOMPARE(fetch({u"-"_s}, input), 0);
        QCOMPARE(taskIds(), (QStringList{id(2), id(1)}));
        QCOMPARE(m_server->requestsFor(id(9)), 0);
    }

    /// What was not taken is told in one line; what looks like an ID with a fault in it makes the exit status 1.
    void whatIsNotTakenIsTold_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("told");
        const QByteArray named = "Created asset: id=" + id(7).toLatin1() + "\nCreated asset: id=" + id(8).toLatin1() + "\nTask ID: "
            + id(1).toLatin1() + '\n';
        const QByteArray broken = "task 68a1c0de000000000000028\n";
        const QByteArray ready = line(1, "ready\n");
        QTest::newRow("assets") << QStringList() << named << 0 << "skipped: 2 named as assets\n" + ready;
        QTest::newRow("a digit is missing")
            << QStringList() << named + broken << 1
            << "skipped: 2 named as assets, 1 with 23 digits (line 4: 68a1c0de000000000000028)\n" + ready;
        QTest::newRow("quiet") << QStringList{u"--quiet"_s} << named + broken << 1 << QByteArray();
        QTest::newRow("nothing is left") << QStringList() << broken + "tlk_SECRETSECRET01\n" << 2
                                         << QByteArray("skipped: 1 with 23 digits (line 1: 68a1c0de000000000000028), 1 API key\n"
                                                       "No task ID was found in standard input.\n");
    }
    void whatIsNotTakenIsTold()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, input);
        QFETCH(int, exitCode);
        serve(1, ready(1));
        QCOMPARE(fetch(options + QStringList{u"-"_s}, input), exitCode);
        QTEST(m_run->error(), "told");
        QCOMPARE(taskIds(), exitCode == 2 ? QStringList() : QStringList{id(1)});
    }

    /// A response that is piped is text with IDs as any other.
    void theIdOfAResponse()
    {
        serve(1, ready(1));
        QCOMPARE(fetch({u"-"_s}, ready(1)), 0);
        QCOMPARE(taskIds(), QStringList{id(1)});
    }

    void aUrlCountsAsItsId()
    {
        serve(10, ready(10));
        serve(11, ready(11));
        QCOMPARE(fetch({u"https://api.twelvelabs.io/v1.3/embed-v2/tasks/"_s + id(10), id(11).toUpper()}), 0);
        QCOMPARE(taskIds(), (QStringList{id(10), id(11)}));
    }

    void idsThatComeSlowly()
    {
        for (const int number : {1, 2, 3})
            serve(number, ready(number));
        QVERIFY(QDir(m_run->home()).mkpath(u".cache/embedscope"_s));
        test::Fifo input(m_run->home() + u"/.cache/embedscope/input"_s);
        m_run->process().setStandardInputFile(input.path());
        m_run->start({u"fetch"_s, u"-"_s});
        for (const int number : {1, 2, 3}) {
            QVERIFY(input.put("task " + id(number).toLatin1() + '\n'));
            QTRY_COMPARE(input.bytesInIt(), 0); // each is read before the next one comes
        }
        input.close();
        QCOMPARE(m_run->wait(), 0);
        QCOMPARE(taskIds(), (QStringList{id(1), id(2), id(3)}));
    }

    void noIdInStandardInput()
    {
        QCOMPARE(fetch({u"-"_s}, "nothing here\n"), 2);
        QCOMPARE(m_run->output(), QByteArray());
        QCOMPARE(m_run->error().count('\n'), 1);
    }

    void badUsageSaysWhy()
    {
        QCOMPARE(fetch({u"--base-url"_s, u"http://example.com"_s, id(1)}), 2);
        QVERIFY(m_run->error().contains("https"));
        QCOMPARE(m_run->output(), QByteArray());
    }

    void jsonLines()
    {
        serve(1,
              "{\n\"_id\": \"" + id(1).toLatin1()
                  + "\",\r\n \"status\":\"ready\", \"data\":[{\"embedding\":[1.0]}]\n}\n");
        serve(2, "{}", 404);
        QCOMPARE(fetch({u"--format"_s, u"jsonl"_s, id(2), id(1)}), 1);
        QCOMPARE(m_run->output(),
                 "{\"_id\": \"" + id(1).toLatin1()
                     + "\", \"status\":\"ready\", \"data\":[{\"embedding\":[1.0]}]}\n");
        QVERIFY(m_run->error().contains(line(2, "not found\t")));
    }

    void aTerminalShowsDoneOpenAndNext()
    {
        PseudoTerminal terminal;
        m_run->setVariable(u"TERM"_s, u"xterm"_s);
        m_run->process().setStandardErrorFile(terminal.path(), QIODevice::Append);
        serve(1, processing(1));
        serve(2, ready(2));
        m_run->start({u"fetch"_s, u"--wait"_s, u"--interval"_s, u"1"_s, id(1), id(2)});
        QTRY_VERIFY_WITH_TIMEOUT(terminal.written().contains("1 done, 1 open, next request at "), 60'000);
        serve(1, ready(1));
        QCOMPARE(m_run->wait(), 0);
        QTRY_VERIFY(terminal.written().endsWith("\tready\r\n"));
        // What is seen in the end: each line as if there had been no other one, and nothing below them.
        QByteArrayList seen;
        for (const QByteArray &line : terminal.written().split('\n'))
            seen.append(line.mid(line.lastIndexOf("\r\x1b[K") + (line.contains("\r\x1b[K") ? 4 : 0)).trimmed());
        QCOMPARE(seen.takeLast(), QByteArray());
        std::ranges::sort(seen);
        QCOMPARE(seen, QByteArrayList({id(1).toLatin1() + "\tprocessing", id(1).toLatin1() + "\tready",
                                       id(2).toLatin1() + "\tready"}));
        for (const QByteArray &piece : terminal.written().replace("\r\n", "\n").replace("\r\x1b[K", "\n").split('\n'))
            QVERIFY2(piece.size() < 80, piece.constData());
    }

    void noTerminalShowsNoStatus_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("terminal");
        QTest::newRow("quiet") << u"--quiet"_s << u"xterm"_s;
        QTest::newRow("cannot rewrite a line") << u"--force"_s << u"dumb"_s;
    }
    void noTerminalShowsNoStatus()
    {
        QFETCH(const QString, option);
        QFETCH(const QString, terminal);
        PseudoTerminal window;
        m_run->setVariable(u"TERM"_s, terminal);
        m_run->process().setStandardErrorFile(window.path(), QIODevice::Append);
        serve(1, ready(1));
        QCOMPARE(fetch({option, id(1)}), 0);
        QVERIFY2(!window.written().contains("open"), window.written().constData());
        QVERIFY(!window.written().contains('\x1b'));
    }

    void aPipeGetsNoStatus()
    {
        m_run->setVariable(u"TERM"_s, u"xterm"_s);
        serve(1, processing(1));
        m_run->start({u"fetch"_s, u"--wait"_s, u"--interval"_s, u"1"_s, id(1)});
        // Long enough for it to be shown twice.
        QTRY_VERIFY_WITH_TIMEOUT(m_server->requestsFor(id(1)) >= 2, 60'000);
        serve(1, ready(1));
        QCOMPARE(m_run->wait(), 0);
        QCOMPARE(m_run->error(), id(1).toLatin1() + "\tprocessing\n" + id(1).toLatin1() + "\tready\n");
    }

    void quietIsQuiet()
    {
        serve(1, ready(1));
        serve(2, "{}", 404);
        QCOMPARE(fetch({u"--quiet"_s, id(1), id(2)}), 1);
        QCOMPARE(m_run->error(), QByteArray());
    }

    void quietStillSaysWhatFails()
    {
        QCOMPARE(fetch({u"--quiet"_s, u"--interval"_s, u"0"_s, id(1)}), 2);
        QVERIFY(m_run->error().contains("--interval"));
    }

    void anExistingFileIsKept()
    {
        serve(1, ready(1));
        QVERIFY(QDir(m_run->home()).mkpath(u".cache/embedscope"_s));
        QFile file(m_run->home() + u"/.cache/embedscope/out.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
        file.close();
        QCOMPARE(fetch({u"--output"_s, file.fileName(), id(1)}), 4);
        QVERIFY(m_run->error().contains("--force"));
        QCOMPARE(m_server->requests().size(), size_t(0)); // before anything was asked
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("old"));
        file.close();
        QCOMPARE(fetch({u"--output"_s, file.fileName(), u"--force"_s, id(1)}), 0);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(ready(1)));
        QCOMPARE(m_run->output(), QByteArray());
    }

    void aFileThatAppearsMeanwhileIsKept()
    {
        serve(1, processing(1));
        QVERIFY(QDir(m_run->home()).mkpath(u".cache/embedscope"_s));
        QFile file(m_run->home() + u"/.cache/embedscope/out.json"_s);
        m_run->start(
            {u"fetch"_s, u"--wait"_s, u"--interval"_s, u"1"_s, u"--output"_s, file.fileName(), id(1)});
        QVERIFY(m_run->waitForError("\tprocessing\n"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("somebody else's") > 0);
        file.close();
        serve(1, ready(1));
        QCOMPARE(m_run->wait(), 4);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("somebody else's"));
        file.close();
        QCOMPARE(QDir(QFileInfo(file).path()).entryList({u".*"_s, u"*.part"_s}, QDir::Files | QDir::Hidden),
                 QStringList());
        QVERIFY(m_run->error().contains("out-2.json")); // and nothing that was fetched is lost
        QFile aside(m_run->home() + u"/.cache/embedscope/out-2.json"_s);
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QVERIFY(aside.readAll().contains(ready(1)));
    }

    void aFullDisk()
    {
        serve(1, ready(1));
        m_run->process().setStandardOutputFile(u"/dev/full"_s);
        QCOMPARE(fetch({id(1)}), 4);
        QVERIFY(m_run->error().contains("No space left on device"));
    }

    void aReaderThatHasGone()
    {
        serve(1, ready(1));
        // Not closeReadChannel(): with that QProcess still reads, and throws away.
        m_run->process().setChildProcessModifier([] {
            int ends[2] = {-1, -1};
            if (::pipe(ends) == 0 && ::dup2(ends[1], STDOUT_FILENO) == STDOUT_FILENO)
                ::close(ends[0]);
        });
        QCOMPARE(fetch({id(1)}), 4);
        QVERIFY(m_run->error().contains("nobody reads it"));
    }

    void standardOutputThatIsClosed()
    {
        serve(1, ready(1));
        m_run->process().setChildProcessModifier([] { ::close(STDOUT_FILENO); });
        QCOMPARE(fetch({id(1)}), 4);
    }

    void aLocaleWithoutUtf8ChangesNothing()
    {
        serve(1,
              LoopbackServer::taskBody(id(1), "ready",
                                       ",\"data\":[{\"embedding\":[1]}],\"name\":\"übergröß\""));
        m_run->setVariable(u"LC_ALL"_s, u"C"_s);
        QCOMPARE(fetch({id(1)}), 0);
        QVERIFY(m_run->output().contains("übergröß"));
        QCOMPARE(m_run->error(), line(1, "ready\n"));
    }

    void nothingIsLeftBehind()
    {
        serve(1, ready(1));
        m_run->setVariable(u"QT_LOGGING_RULES"_s,
                           u"*=true"_s); // and whatever Qt says, cleanup() finds no key in it
        QCOMPARE(fetch({id(1)}), 0);
        QCOMPARE(m_run->filesInHome(), QStringList());
    }

    void tablesAndMatrices()
    {
        serve(1, ready(1));
        QVERIFY(QDir(m_run->home()).mkpath(u".cache/embedscope"_s));
        QCOMPARE(fetch({id(1), u"--format"_s, u"csv"_s}), 0);
        QVERIFY2(m_run->output().startsWith("task,file,modality,scope,start,end,norm,dimension,v0,v1\r\n"),
                 m_run->output().constData());
        QVERIFY(m_run->output().endsWith(",1.118033988749895,2,1.0,-0.50\r\n"));
        const QString folder = m_run->home() + u"/.cache/embedscope/npy"_s;
        const QStringList npy{id(1), u"--format"_s, u"npy"_s, u"--output"_s, folder};
        QCOMPARE(fetch(npy), 0);
        QVERIFY(QFile::exists(folder + u'/' + id(1) + u"_unnamed_unnamed.npy"_s));
        QVERIFY(m_run->output().endsWith("-0.50\r\n")); // standard output has the first export alone
        const int before = m_server->requestsFor(id(1));
        QCOMPARE(fetch(npy), 4);
        QCOMPARE(m_server->requestsFor(id(1)), before); // nobody is asked in vain
    }
};

EMBEDSCOPE_TEST(TestFetch)
#include "tst_fetch.moc"
