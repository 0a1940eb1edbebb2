// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/programrun.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace embedscope::test;

/// Hunts for the API key in everything that the window program leaves behind or shows of itself, with every
/// message of Qt switched on and a service that repeats the key in what it says.
class TestKeyHunt final : public QObject
{
    Q_OBJECT

private:
    static inline const QByteArray canary = "tlk_Canary+0123456789/ABCDEFGH=z";
    static inline const QString processing = u"64f8d2c7e4a1b37f00000001"_s;
    static inline const QString failed = u"64f8d2c7e4a1b37f00000002"_s;
    static inline const QString faulty = u"64f8d2c7e4a1b37f00000003"_s;

    /// The key as a text may hold it.
    static QList<QByteArray> forms()
    {
        return {canary, canary.toPercentEncoding(), canary.toPercentEncoding().toLower(),
                canary.toBase64(QByteArray::OmitTrailingEquals),
                canary.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)};
    }
    static bool holdsKey(const QByteArray &text)
    {
        const auto found = [&text](const QByteArray &form) { return text.contains(form); };
        const QList<QByteArray> all = forms();
        return std::any_of(all.begin(), all.end(), found);
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A sentence with the key in every form, as a service may send it back.
    static QByteArray repeatedKey() { return "You sent " + forms().join(" or "); }

    static void script(LoopbackServer &server)
    {
        server.setTask(processing, LoopbackServer::taskBody(processing, "processing"));
        server.setTask(failed,
                       LoopbackServer::taskBody(failed, "failed",
                                                ",\"error\":{\"message\":\"" + repeatedKey() + "\"}"));
        server.setTask(faulty, "{\"code\":\"internal_error\",\"message\":\"" + repeatedKey() + "\"}", 500,
                       "X-Echo: " + canary + "\r\n");
    }
    /// Everything that is written goes below the home, where it is looked for.
    static void enclose(ProgramRun &run)
    {
        const QDir home(run.home());
        for (const auto &[name, folder] :
             {std::pair(u"TMPDIR"_s, u"tmp"_s), std::pair(u"XDG_RUNTIME_DIR"_s, u"run"_s),
              std::pair(u"XDG_CACHE_HOME"_s, u"cache"_s), std::pair(u"XDG_CONFIG_HOME"_s, u"config"_s),
              std::pair(u"XDG_DATA_HOME"_s, u"data"_s), std::pair(u"XDG_STATE_HOME"_s, u"state"_s)}) {
            QVERIFY(home.mkdir(folder));
            run.setVariable(name, home.filePath(folder));
        }
        QVERIFY(QFile::setPermissions(home.filePath(u"run"_s),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        run.setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        run.setVariable(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    }
    /// Whether the session on the disk has the task with what came of asking for it.
    static bool isInSession(const ProgramRun &run, const QByteArray &id)
    {
        for (const QString &file : run.filesInHome()) {
            const QByteArray content = file.contains("session.sqlite"_L1) ? contentOf(QDir(run.home()).filePath(file)) : QByteArray();
            if (content.count(id) >= 2) // added, and answered
                return true;
        }
        return false;
    }
    static void hunt(ProgramRun &run, const QString &exceptedFile)
    {
        for (const QString &file : run.filesInHome()) {
            const QString path = QDir(run.home()).filePath(file);
            if (path != exceptedFile)
                QVERIFY2(!holdsKey(contentOf(path)) && !holdsKey(file.toUtf8()), qPrintable(file));
        }
        QVERIFY2(!holdsKey(run.output()), run.output().constData());
        QVERIFY2(!holdsKey(run.error()), run.error().constData());
    }

    enum class Answers { Included, LeftOut };
    /// Where a service may repeat the key: one thing a run, for some of them end it. An export holds answers that count byte
    /// for byte (a finding says what is in them), so they can be left out.
    static void addEchoes(Answers answers)
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        const QByteArray quoted = '"' + repeatedKey() + '"';
        const auto error = [&](int status, const char *name) {
            QTest::newRow(name) << status << "{\"code\":" + quoted + ",\"message\":" + quoted + ",\"docs_url\":" + quoted + '}'
                                << "X-Echo: " + canary + "\r\nRetry-After: " + canary + "\r\nDate: " + canary
                    + "\r\nX-Ratelimit-Limit: " + canary + "\r\n";
        };
        error(400, "400");
        error(401, "401");
        error(403, "403");
        error(404, "404");
        error(429, "429");
        error(500, "500");
        QTest::newRow("redirect") << 302 << QByteArray() << "Location: https://elsewhere.example/" + canary + "?key="
                + canary.toPercentEncoding() + "\r\n";
        QTest::newRow("sign-in page") << 200 << "<html><head><title>" + repeatedKey() + "</title></head></html>"
                                      << QByteArray("Content-Type: text/html\r\n");
        QTest::newRow("cut off") << 200 << "{\"_id\":\"" + processing.toLatin1() + "\",\"" + canary + "\":" << QByteArray();
        QTest::newRow("another task") << 200 << LoopbackServer::taskBody(u"tlk_Canary"_s, "ready", ",\"x\":" + quoted) << QByteArray();
        if (answers == Answers::LeftOut)
            return;
        QTest::newRow("odd status") << 200 << LoopbackServer::taskBody(processing, repeatedKey()) << QByteArray();
        QTest::newRow("every field")
            << 200
            << LoopbackServer::taskBody(
                   processing, "ready",
                   ",\"created_at\":" + quoted + ",\"usage\":" + quoted + ",\"metadata\":{\"input_type\":" + quoted
                       + ",\"input_filename\":" + quoted + ",\"input_url\":" + quoted + ",\"embedding_options\":[" + quoted
                       + "]," + quoted + ":{\"deep\":" + quoted + "}},\"data\":[{\"embedding\":[1],\"embedding_option\":"
                       + quoted + ",\"embedding_scope\":" + quoted + ",\"start_sec\":0,\"end_sec\":1}],\"large\":\""
                       + QByteArray(100'000, 'x') + '"')
            << QByteArray();
    }

private Q_SLOTS:
    void theHunterSeesWhatItHuntsFor()
    {
        QVERIFY(holdsKey(repeatedKey()));
        for (const QByteArray &form : forms())
            QVERIFY(holdsKey("x" + form + "x"));
        QVERIFY(!holdsKey("tlk_Canary"));
    }

    void theKeyIsNowhere_data()
    {
        QTest::addColumn<bool>("inFile");
        QTest::newRow("from a file") << true;
        QTest::newRow("from the environment") << false;
    }
    void theKeyIsNowhere()
    {
        QFETCH(bool, inFile);
        LoopbackServer server;
        script(server);
        ProgramRun window;
        enclose(window);
        QStringList arguments{u"--base-url"_s, server.baseUrl(), processing, failed, faulty};
        QString keyFile;
        if (inFile) {
            keyFile = QDir(window.home()).filePath(u"key.txt"_s);
            QFile file(keyFile);
            QVERIFY(file.open(QFile::WriteOnly) && file.write(canary + '\n') > 0);
            arguments += {u"--api-key-file"_s, keyFile};
        } else {
            window.setVariable(u"TWELVELABS_API_KEY"_s, QString::fromLatin1(canary));
        }
        window.start(arguments);

        // Long enough that answers were read, shown and asked for again.
        QTRY_VERIFY_WITH_TIMEOUT(server.requestsFor(processing) >= 2 && server.requestsFor(failed) >= 1
                                     && server.requestsFor(faulty) >= 2,
                                 60'000);
        QCOMPARE(server.requests().back().headers.value("x-api-key"), canary);
        const QString process = u"/proc/%1/"_s.arg(window.process().processId());
        QVERIFY(!contentOf(process + u"cmdline"_s).isEmpty());
        QVERIFY(!holdsKey(contentOf(process + u"cmdline"_s)));
        for (const QString &thread : QDir(process + u"task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QVERIFY(!holdsKey(contentOf(process + u"task/"_s + thread + u"/comm"_s)));
        hunt(window, keyFile);

        window.process().terminate();
        window.wait();
        QVERIFY2(window.error().count('\n') > 20, "every message was to be shown");
        hunt(window, keyFile);
    }

    void whateverRepeatsTheKeyItIsNowhere_data() { addEchoes(Answers::Included); }
    void whateverRepeatsTheKeyItIsNowhere()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, headers);
        LoopbackServer server;
        server.setTask(processing, body, status, headers);
        ProgramRun window;
        enclose(window);
        window.setVariable(u"TWELVELABS_API_KEY"_s, QString::fromLatin1(canary));
        window.start({u"--base-url"_s, server.baseUrl(), processing});
        // Judged, and in the session or asked again.
        QVERIFY(waitFor([&] { return server.requestsFor(processing) >= 2 || isInSession(window, processing.toLatin1()); }));
        hunt(window, {});
        window.process().terminate();
        window.wait();
        hunt(window, {});
    }

    void fetchLeavesTheKeyNowhere_data() { addEchoes(Answers::LeftOut); }
    void fetchLeavesTheKeyNowhere()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, headers);
        LoopbackServer server;
        server.setTask(processing, body, status, headers);
        ProgramRun fetch;
        enclose(fetch);
        fetch.setVariable(u"TWELVELABS_API_KEY"_s, QString::fromLatin1(canary));
        fetch.run({u"fetch"_s, u"--base-url"_s, server.baseUrl(), u"--wait"_s, u"--timeout"_s, u"3"_s, u"--output"_s,
                   QDir(fetch.home()).filePath(u"export.json"_s), processing});
        QVERIFY(server.requestsFor(processing) >= 1);
        hunt(fetch, {});
    }
};

EMBEDSCOPE_TEST(TestKeyHunt)
#include "tst_keyhunt.moc"
