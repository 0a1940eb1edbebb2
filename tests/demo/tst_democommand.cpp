// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democommand.h"
#include "demo/demoservice.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Runs this very program as `demo-service`: the command needs signals and a standard input of its own.
class TestDemoCommand final : public QObject
{
    Q_OBJECT

private:
    static void start(QProcess &process, const QStringList &arguments)
    {
        process.start(QCoreApplication::applicationFilePath(), QStringList{u"demo-service"_s} + arguments);
    }

    /// The lines that come before the service waits for requests.
    static QStringList firstLines(QProcess &process, int more = 0)
    {
        QStringList lines;
        const qsizetype wanted = 2 + DemoService::tasks().size() + more;
        while (lines.size() < wanted && (process.canReadLine() || process.waitForReadyRead(30'000))) {
            while (process.canReadLine())
                lines << QString::fromUtf8(process.readLine()).chopped(1);
        }
        return lines;
    }

private Q_SLOTS:
    void linesAreAsTheContractSays()
    {
        QProcess process;
        start(process, {});
        const QStringList lines = firstLines(process);
        QCOMPARE(lines.size(), 11);
        QVERIFY(QRegularExpression(u"^url http://127\\.0\\.0\\.1:[1-9][0-9]*/v1\\.3$"_s)
                    .match(lines[0])
                    .hasMatch());
        QCOMPARE(lines[1], u"key demo"_s);
        for (const QString &line : lines.mid(2))
            QVERIFY2(QRegularExpression(u"^task [0-9a-f]{24} \\S.*$"_s).match(line).hasMatch(),
                     qPrintable(line));
        process.terminate();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardError(), QByteArray());
    }

    void signalsEndItCleanly_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void signalsEndItCleanly()
    {
        QFETCH(int, number);
        QProcess process;
        start(process, {});
        QCOMPARE(firstLines(process).size(), 11);
        ::kill(static_cast<pid_t>(process.processId()), number);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }

    void theEndOfInputEndsItOnlyWhereAsked()
    {
        QProcess bound;
        start(bound, {u"--until-stdin-closes"_s});
        QProcess free;
        start(free, {});
        QCOMPARE(firstLines(bound).size(), 11);
        QCOMPARE(firstLines(free).size(), 11);
        bound.write("whatever\n"); // only the end counts
        free.closeWriteChannel();
        QVERIFY(!bound.waitForFinished(100));
        bound.closeWriteChannel();
        QVERIFY(bound.waitForFinished());
        QCOMPARE(bound.exitCode(), 0);
        QCOMPARE(free.state(), QProcess::Running);
        free.terminate();
        QVERIFY(free.waitForFinished());
    }

    void thePortThatIsAskedForIsTaken()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, 0));
        const QString port = QString::number(server.serverPort());
        QProcess refused;
        start(refused, {u"--port"_s, port});
        QVERIFY(refused.waitForFinished());
        QCOMPARE(refused.exitCode(), 1);
        QCOMPARE(refused.readAllStandardOutput(), QByteArray());
        QVERIFY(refused.readAllStandardError().contains(port.toUtf8()));

        server.close();
        QProcess process;
        start(process, {u"--port="_s + port});
        QCOMPARE(firstLines(process).value(0), u"url http://127.0.0.1:%1/v1.3"_s.arg(port));
        process.terminate();
        QVERIFY(process.waitForFinished());
    }

    void theCrowdIsPrintedOnlyWhereAsked()
    {
        QProcess silent;
        start(silent, {u"--crowd"_s, u"3"_s});
        QCOMPARE(firstLines(silent).size(), 11);
        QVERIFY(!silent.waitForReadyRead(100));
        silent.terminate();
        QVERIFY(silent.waitForFinished());

        QProcess process;
        start(process, {u"--crowd"_s, u"3"_s, u"--print-crowd"_s, u"--key"_s, u"tlk_of-nobody"_s});
        const QStringList lines = firstLines(process, 3);
        QCOMPARE(lines.size(), 14);
        QCOMPARE(lines[1], u"key tlk_of-nobody"_s);
        for (int i = 0; i < 3; ++i)
            QVERIFY2(QRegularExpression(u"^task [0-9a-f]{24} crowd %1$"_s.arg(i + 1)).match(lines[11 + i]).hasMatch(),
                     qPrintable(lines[11 + i]));
        process.terminate();
        QVERIFY(process.waitForFinished());
    }

    void badUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("unknown option") << QStringList{u"--prot"_s, u"1"_s}
                                        << QByteArray("The demo service has no option \"--prot\".");
        QTest::newRow("no port") << QStringList{u"--port"_s, u"x"_s}
                                 << QByteArray("\"x\" is no port: --port needs a number from 0 to 65535.");
        QTest::newRow("no fault") << QStringList{u"--fault"_s, u"smoke"_s} << QByteArray("\"smoke\" is no fault: ");
    }
    void badUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, sentence);
        QProcess process;
        start(process, arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.startsWith(sentence), said.constData());
        QVERIFY(said.contains("demo-service [--port N]"));
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], "demo-service") == 0)
        return runDemoCommand(QCoreApplication::arguments().mid(2), stdout, stderr);
    TestDemoCommand test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_democommand.moc"
