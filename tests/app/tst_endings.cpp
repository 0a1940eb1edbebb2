// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/programrun.h"
#include "support/fifo.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::Fifo;
using test::LoopbackServer;
using test::ProgramRun;

/// Whatever the real program waits for, the signals that end it end it.
class TestEndings final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<ProgramRun> m_run;
    QString m_id = u"64f8d2c7e4a1b37f8a9c5d12"_s;

    QString path(const QString &name) const { return m_run->home() + u'/' + name; }
    /// Of an answer that is more than a pipe holds.
    QString largeFile() const
    {
        QFile file(path(u"large.json"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(largeAnswer());
        return file.fileName();
    }
    QByteArray largeAnswer() const
    {
        return LoopbackServer::taskBody(m_id, "ready", ", \"more\":\"" + QByteArray(3'000'000, 'x') + '"');
    }
    void send(int number) const { ::kill(static_cast<pid_t>(m_run->process().processId()), number); }

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
        m_run.reset();
        m_server.reset();
    }

    void everyWaitEnds_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("wait");
        QTest::addColumn<int>("exitCode");
        for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
            const auto row = [number](const QString &wait, int exitCode) {
                QTest::addRow("%s, %d", qPrintable(wait), number) << number << wait << exitCode;
            };
            row(u"fetch: input"_s, 128 + number);
            row(u"fetch: key"_s, 128 + number);
            row(u"fetch: a FIFO without a reader"_s, 4); // the export is not written
            row(u"fetch: output"_s, 4);
            row(u"fetch: standard error"_s, 128 + number);
            row(u"convert: input"_s, 128 + number);
            row(u"convert: a FIFO without a writer"_s, 128 + number);
            row(u"convert: output"_s, 128 + number);
            row(u"demo-service: output"_s, 0);
        }
    }
    void everyWaitEnds()
    {
        QFETCH(int, number);
        QFETCH(QString, wait);
        QFETCH(int, exitCode);
        Fifo fifo(path(u"fifo"_s)); // nobody writes to it, or reads from it
        const QString lonely = path(u"lonely"_s);
        QCOMPARE(::mkfifo(lonely.toLocal8Bit().constData(), 0600), 0);
        const bool isOutput = wait.endsWith("output"_L1);
        m_server->setTask(m_id, largeAnswer());
        if (isOutput)
            m_run->process().setStandardOutputFile(fifo.path(), QIODevice::Append);
        if (wait.endsWith("input"_L1))
            m_run->process().setStandardInputFile(fifo.path());
        if (wait.endsWith("error"_L1)) {
            m_run->process().setStandardErrorFile(fifo.path(), QIODevice::Append);
            while (fifo.put("x")) { }
        }
        if (wait == u"fetch: input"_s)
            m_run->start({u"fetch"_s, u"-"_s});
        else if (wait == u"fetch: key"_s)
            m_run->start({u"fetch"_s, u"--api-key-file"_s, lonely, m_id});
        else if (wait == u"fetch: a FIFO without a reader"_s)
            m_run->start({u"fetch"_s, u"--output"_s, lonely, m_id});
        else if (wait.startsWith("fetch"_L1))
            m_run->start({u"fetch"_s, m_id});
        else if (wait == u"convert: input"_s)
            m_run->start({u"convert"_s, u"-"_s});
        else if (wait == u"convert: output"_s)
            m_run->start({u"convert"_s, largeFile()});
        else if (wait.startsWith("convert"_L1))
            m_run->start({u"convert"_s, lonely});
        else
            m_run->start({u"demo-service"_s, u"--crowd"_s, u"5000"_s, u"--print-crowd"_s});
        if (isOutput)
            QTRY_VERIFY(fifo.isFull());
        else if (wait.endsWith("reader"_L1))
            QVERIFY(m_run->waitForError("ready"));
        else if (wait.endsWith("error"_L1))
            QTRY_COMPARE(m_server->requestsFor(m_id), 1);
        QTRY_VERIFY(m_run->catches(number));
        send(number);
        QCOMPARE(m_run->wait(), exitCode);
        QVERIFY(m_run->filesInHome().filter(u"spool/run-"_s).isEmpty());
    }

    void whatAnotherProgramMakesIsConverted_data()
    {
        QTest::addColumn<bool>("isInput");
        QTest::newRow("standard input") << true;
        QTest::newRow("a FIFO") << false;
    }
    void whatAnotherProgramMakesIsConverted()
    {
        QFETCH(bool, isInput);
        Fifo fifo(path(u"fifo"_s));
        if (isInput)
            m_run->process().setStandardInputFile(fifo.path());
        m_run->start({u"convert"_s, u"--format"_s, u"jsonl"_s, isInput ? u"-"_s : fifo.path()});
        const QByteArray answer = LoopbackServer::taskBody(m_id, "ready");
        for (const QByteArray &piece : {answer.left(20), answer.mid(20)}) {
            QVERIFY(fifo.put(piece));
            QTRY_COMPARE(fifo.bytesInIt(), 0); // each is read before the next one comes
        }
        fifo.close();
        QCOMPARE(m_run->wait(), 0);
        QCOMPARE(m_run->output(), answer + '\n');
        QCOMPARE(m_run->filesInHome().filter(u".cache"_s), QStringList());
    }

    void anArgumentThatIsNoUtf8IsRefused()
    {
        m_run->process().setProgram(u"/bin/sh"_s);
        m_run->start({u"-c"_s, u"exec \"$0\" convert \"$(printf 'caf\\351.json')\""_s, QStringLiteral(EMBEDSCOPE_PROGRAM)});
        QCOMPARE(m_run->wait(), 2);
        QVERIFY(m_run->error().contains("Argument 2 is not valid UTF-8"));
    }

    void nothingIsAskedForAnOutputThatIsClosed()
    {
        m_run->process().setChildProcessModifier([] { ::close(STDOUT_FILENO); });
        m_run->start({u"fetch"_s, m_id});
        QCOMPARE(m_run->wait(), 4);
        QCOMPARE(m_server->requests().size(), size_t(0));
    }
};

EMBEDSCOPE_TEST(TestEndings)
#include "tst_endings.moc"
