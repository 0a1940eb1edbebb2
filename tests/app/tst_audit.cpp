// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

/// `embedscope audit`: the real program on files as users have them.
class TestAudit final : public QObject
{
    Q_OBJECT

private:
    struct Run
    {
        int exitCode = -1;
        QByteArray output;
        QByteArray error;
    };

    Run run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_CACHE_HOME"_s, m_home.filePath(u"cache"_s));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(EMBEDSCOPE_PROGRAM), QStringList{u"audit"_s} + arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    static QString input(const char *name) { return QStringLiteral(EMBEDSCOPE_TEST_DATA "/inputs/") + QLatin1StringView(name); }

    QTemporaryDir m_home;

private Q_SLOTS:
    void whatWasFoundMakesTheExitStatus_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("level");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("sound") << u"80-m35-local-video.json"_s << u"warning"_s << 0;
        QTest::newRow("a document") << u"81-m35-pdf-pages.json"_s << u"warning"_s << 0;
        QTest::newRow("an error") << u"63-all-zero.json"_s << u"error"_s << 1;
        QTest::newRow("a warning alone") << u"69-status-completed.json"_s << u"error"_s << 0;
        QTest::newRow("a warning that counts") << u"69-status-completed.json"_s << u"warning"_s << 1;
        QTest::newRow("no response") << u"26-embeddings.npy"_s << u"error"_s << 2;
    }
    void whatWasFoundMakesTheExitStatus()
    {
        QFETCH(QString, file);
        QFETCH(QString, level);
        QFETCH(int, exitCode);
        const Run done = run({u"--fail-on"_s, level, input(qPrintable(file))});
        QVERIFY2(done.exitCode == exitCode, QByteArray(done.output + done.error).constData());
    }

    void aLineAFindingAndTheHealth()
    {
        const Run done = run({input("62-nested-2d-vectors.json")});
        const QByteArrayList lines = done.output.trimmed().split('\n');
        QVERIFY(lines.front().startsWith("68a1c0de0000000000000002\terror\t"));
        QVERIFY(lines.front().contains("lists of their own"));
        QCOMPARE(lines.front().count('\t'), 4);
        QVERIFY(lines.back().startsWith("68a1c0de0000000000000002\thealth\t0, "));
        QVERIFY(done.error.isEmpty());
    }

    void jsonSaysTheSame()
    {
        const Run done = run({u"--format"_s, u"json"_s, input("62-nested-2d-vectors.json"), input("80-m35-local-video.json")});
        QCOMPARE(done.exitCode, 1);
        const QJsonArray tasks = QJsonDocument::fromJson(done.output).object().value("tasks"_L1).toArray();
        QCOMPARE(tasks.size(), 2);
        QCOMPARE(tasks[0].toObject().value("health"_L1).toInt(-1), 0);
        QCOMPARE(tasks[0].toObject().value("findings"_L1).toArray().first().toObject().value("severity"_L1).toString(), u"error"_s);
        QCOMPARE(tasks[1].toObject().value("health"_L1).toInt(-1), 100);
        QVERIFY(tasks[1].toObject().value("findings"_L1).toArray().isEmpty());
    }

    void junitHasACaseForEachTask()
    {
        const Run done = run({u"--format"_s, u"junit"_s, input("62-nested-2d-vectors.json"), input("80-m35-local-video.json")});
        QXmlStreamReader xml(done.output);
        int cases = 0;
        int failures = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            cases += xml.isStartElement() && xml.name() == "testcase"_L1 ? 1 : 0;
            failures += xml.isStartElement() && xml.name() == "failure"_L1 ? 1 : 0;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(cases, 2);
        QCOMPARE(failures, 1);
    }

    void allBadFilesAreTold()
    {
        const QStringList files{input("26-embeddings.npy"), input("80-m35-local-video.json"), input("53-answers.zip")};
        const Run done = run(files);
        QCOMPARE(done.exitCode, 2);
        QVERIFY(done.output.isEmpty());
        QVERIFY(done.error.contains("NumPy") && done.error.contains("zip"));
        const Run going = run(QStringList{u"--keep-going"_s} + files);
        QCOMPARE(going.exitCode, 1);
        QVERIFY(going.output.contains("68a1c0de0000000000000101\thealth\t100"));
    }

    void standardInputIsRead()
    {
        QFile file(input("04-js-sdk-stringify.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Run done = run({u"-"_s}, file.readAll());
        QCOMPARE(done.exitCode, 0);
        QVERIFY(done.output.contains("68a1c0de0000000000000004\thealth\t"));
    }
};

EMBEDSCOPE_TEST(TestAudit)
#include "tst_audit.moc"
