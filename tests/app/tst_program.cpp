// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/programrun.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using embedscope::test::LoopbackServer;
using embedscope::test::ProgramRun;

/// The real program as a whole: its texts, the demo service with fetch, and the window.
class TestProgram final : public QObject
{
    Q_OBJECT

private:
    static bool isAlive(pid_t process) { return ::kill(process, 0) == 0; }
    /// The demo service that a window has started, by what /proc says; 0 where there is none.
    static pid_t childOf(qint64 parent)
    {
        QFile children(u"/proc/%1/task/%1/children"_s.arg(parent));
        if (!children.open(QIODevice::ReadOnly))
            return 0;
        return children.readAll().trimmed().split(' ').constFirst().toInt();
    }

private Q_SLOTS:
    void versionAndHelp()
    {
        ProgramRun version;
        QCOMPARE(version.run({u"--version"_s}), 0);
        QVERIFY(version.output().startsWith("embedscope "));
        for (const QStringList &arguments : {QStringList{u"--help"_s}, QStringList{u"fetch"_s, u"--help"_s},
                                             QStringList{u"demo-service"_s, u"-h"_s}}) {
            ProgramRun help;
            QCOMPARE(help.run(arguments), 0);
            QVERIFY(help.output().contains("Usage:"));
            QCOMPARE(help.error(), QByteArray());
            QCOMPARE(help.filesInHome(), QStringList());
        }
    }

    void aWindowWithoutADisplay()
    {
        ProgramRun run;
        QCOMPARE(run.run({}), 1);
        QVERIFY(run.error().contains("fetch"));
        QCOMPARE(run.error().count('\n'), 1);
    }

    void badUsageOfTheWindow()
    {
        ProgramRun run;
        QCOMPARE(run.run({u"--base-url"_s, u"http://example.com/v1.3"_s}), 2);
        QVERIFY(run.error().contains("https"));
    }

    /// All tasks of the demo that come without waiting, in an order of our own.
    void fetchFromTheDemoService()
    {
        ProgramRun service;
        service.start({u"demo-service"_s});
        QVERIFY(service.waitForOutput("(404)\n"));
        const QString output = QString::fromUtf8(service.output());
        QHash<QString, QString> ids; // by what stands behind them
        QString url;
        for (const QString &line : output.split(u'\n')) {
            if (line.startsWith("url "_L1))
                url = line.mid(4);
            if (line.startsWith("task "_L1))
                ids.insert(line.section(u' ', 2), line.section(u' ', 1, 1));
        }
        const auto idOf = [&ids](const QString &part) {
            for (auto it = ids.cbegin(); it != ids.cend(); ++it) {
                if (it.key().contains(part))
                    return it.value();
            }
            return u"no such task"_s;
        };
        const QStringList asked{idOf(u"404"_s), idOf(u"island"_s), idOf(u"broken"_s), idOf(u"12 minutes"_s)};
        ProgramRun run;
        run.setVariable(u"TL_API_KEY"_s, u"demo"_s);
        QCOMPARE(run.run(QStringList{u"fetch"_s, u"--wait"_s, u"--base-url"_s, url} + asked), 1);
        const QJsonObject envelope = QJsonDocument::fromJson(run.output()).object();
        const QJsonArray tasks = envelope.value("tasks"_L1).toArray();
        QCOMPARE(tasks.size(), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(tasks[i]["_id"_L1].toString(), asked[i + 1]);
        QCOMPARE(envelope.value("problems"_L1).toArray().size(), 1);
        QCOMPARE(envelope.value("problems"_L1).toArray()[0]["task_id"_L1].toString(), asked[0]);

        ProgramRun ready;
        ready.setVariable(u"TL_API_KEY"_s, u"demo"_s);
        QCOMPARE(ready.run({u"fetch"_s, u"--base-url"_s, url, idOf(u"island"_s)}), 0);
        ProgramRun refused;
        refused.setVariable(u"TL_API_KEY"_s, u"another"_s);
        QCOMPARE(refused.run({u"fetch"_s, u"--base-url"_s, url, idOf(u"island"_s)}), 3);

        service.process().terminate();
        QCOMPARE(service.wait(), 0);
    }

    /// Files of the command line and of a second start, in a window that could ask a service and does not.
    void filesOpenWithoutTheService()
    {
        LoopbackServer server;
        ProgramRun window;
        window.setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        const QString key = window.home() + u"/key"_s;
        QFile keyFile(key);
        QVERIFY(keyFile.open(QFile::WriteOnly));
        keyFile.write("some-key");
        keyFile.close();
        const QString service = server.baseUrl();
        const auto archived = [&window](const QString &id) {
            QStringList names = window.filesInHome().filter(u"archive/"_s + id);
            for (QString &name : names)
                name.remove(u".zst"_s); // both forms are there while one takes the other's place
            names.removeDuplicates();
            return names.size();
        };
        const QString folder = QStringLiteral(EMBEDSCOPE_TEST_DATA "/imports/");
        window.start({u"--base-url"_s, service, u"--api-key-file"_s, key, folder + u"v1_67edc5a731cc2c99458c1d4c.json"_s});
        QTRY_COMPARE(archived(u"67edc5a731cc2c99458c1d4c"_s), 1);
        QProcess second;
        QProcessEnvironment environment = window.process().processEnvironment();
        second.setProcessEnvironment(environment);
        second.setWorkingDirectory(folder); // a relative path is that of who starts it
        second.start(QStringLiteral(EMBEDSCOPE_PROGRAM), {u"./v1_67ca93a989d8a564e80dc3ba.json"_s});
        QVERIFY(QTest::qWaitFor([&second] { return second.state() == QProcess::NotRunning; }, 30'000));
        QCOMPARE(second.exitCode(), 0);
        QTRY_COMPARE(archived(u"67ca93a989d8a564e80dc3ba"_s), 1);
        window.process().terminate();
        window.wait();
        QCOMPARE(server.requests().size(), size_t(0));
        QCOMPARE(server.connections(), 0);
    }

    /// The demo's process ends with the window, even with one that is killed.
    void theDemoEndsWithTheWindow_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGKILL") << SIGKILL;
    }
    void theDemoEndsWithTheWindow()
    {
        QFETCH(int, number);
        ProgramRun window;
        window.setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        window.start({u"--demo"_s});
        pid_t service = 0;
        QTRY_VERIFY((service = childOf(window.process().processId())) != 0);
        QVERIFY(isAlive(service));
        ::kill(static_cast<pid_t>(window.process().processId()), number);
        window.wait();
        QTRY_VERIFY(!isAlive(service));
    }
};

EMBEDSCOPE_TEST(TestProgram)
#include "tst_program.moc"
