// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/programrun.h"
#include "support/fifo.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QTest>

#include <algorithm>
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
        m_server->setTask(m_id, wait.endsWith("error"_L1) ? LoopbackServer::taskBody(m_id, "processing") : largeAnswer());
        if (isOutput)
            m_run->process().setStandardOutputFile(fifo.path(), QIODevice::Append);
        if (wait.endsWith("input"_L1))
            m_run->process().setStandardInputFile(fifo.path());
        if (wait.endsWith("error"_L1)) {
            m_run->process().setStandardErrorFile(fifo.path(), QIODevice::Append);
            fifo.fill();
        }
        if (wait == u"fetch: input"_s)
            m_run->start({u"fetch"_s, u"-"_s});
        else if (wait == u"fetch: key"_s)
            m_run->start({u"fetch"_s, u"--api-key-file"_s, lonely, m_id});
        else if (wait == u"fetch: a FIFO without a reader"_s)
            m_run->start({u"fetch"_s, u"--output"_s, lonely, m_id});
        else if (wait == u"fetch: standard error"_s)
            m_run->start({u"fetch"_s, u"--wait"_s, m_id});
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

    /// A reader that is slow, but goes on, gets all of it after the signal too.
    void aReaderThatGoesOnGetsTheWholeExport()
    {
        Fifo fifo(path(u"fifo"_s));
        m_run->process().setStandardOutputFile(fifo.path(), QIODevice::Append);
        const QByteArray answer = LoopbackServer::taskBody(m_id, "ready", ", \"more\":\"" + QByteArray(200'000, 'x') + '"');
        m_server->setTask(m_id, answer);
        m_run->start({u"fetch"_s, u"--format"_s, u"jsonl"_s, m_id});
        QTRY_VERIFY(fifo.isFull());
        send(SIGTERM);
        QVERIFY(QTest::qWaitFor([this] { return !m_run->hasPending(SIGTERM); }));
        QByteArray all;
        while (m_run->process().state() != QProcess::NotRunning) {
            all += fifo.takeAll();
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_run->wait(), 128 + SIGTERM);
        QCOMPARE(all + fifo.takeAll(), answer + '\n');
    }

    void standardErrorThatNobodyReadsHoldsNothingUp_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("ready") << QByteArray("ready") << QStringList() << 0;
        QTest::newRow("the timeout") << QByteArray("processing") << QStringList{u"--wait"_s, u"--timeout"_s, u"0.5"_s} << 1;
    }
    void standardErrorThatNobodyReadsHoldsNothingUp()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const QStringList, options);
        QFETCH(const int, exitCode);
        Fifo fifo(path(u"fifo"_s));
        fifo.fill();
        m_run->process().setStandardErrorFile(fifo.path(), QIODevice::Append);
        m_server->setTask(m_id, LoopbackServer::taskBody(m_id, status));
        m_run->start(QStringList{u"fetch"_s} + options + QStringList{m_id});
        QCOMPARE(m_run->wait(), exitCode);
        QVERIFY(m_run->output().contains(LoopbackServer::taskBody(m_id, status)));
    }

    void whatStandardErrorDidNotTakeComesLater()
    {
        const QString other = u"64f8d2c7e4a1b37f8a9c5d13"_s;
        Fifo fifo(path(u"fifo"_s));
        fifo.fill();
        m_run->process().setStandardErrorFile(fifo.path(), QIODevice::Append);
        m_server->setTask(m_id, LoopbackServer::taskBody(m_id, "ready"));
        m_server->setTask(other, LoopbackServer::taskBody(other, "processing"));
        m_run->start({u"fetch"_s, u"--wait"_s, u"--interval"_s, u"1"_s, m_id, other});
        QTRY_VERIFY_WITH_TIMEOUT(m_server->requestsFor(m_id) == 1 && m_server->requestsFor(other) >= 2, 60'000); // it goes on
        QVERIFY(!fifo.takeAll().contains('\n'));
        m_server->setTask(other, LoopbackServer::taskBody(other, "ready"));
        QCOMPARE(m_run->wait(), 0);
        QByteArrayList lines = fifo.takeAll().split('\n');
        std::ranges::sort(lines);
        QCOMPARE(lines, (QByteArrayList{"", m_id.toLatin1() + "\tready", other.toLatin1() + "\tprocessing", other.toLatin1() + "\tready"}));
    }

    void theTimeoutEndsTheWaitForTheKey()
    {
        const Fifo fifo(path(u"key"_s)); // nobody writes to it
        m_run->start({u"fetch"_s, u"--timeout"_s, u"0.2"_s, u"--api-key-file"_s, fifo.path(), m_id});
        QCOMPARE(m_run->wait(), 3);
        QVERIFY2(m_run->error().contains("--timeout"), m_run->error().constData());
        QCOMPARE(m_server->requests().size(), size_t(0));
    }

    void aRefusedKeyIsToldWhileAnotherResponseIsAwaited()
    {
        const QByteArray other = "64f8d2c7e4a1b37f8a9c5d13";
        m_server->setHandler([&other](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (request.path.endsWith(other))
                return {{.bytes = "HTTP/1.1 200 OK\r\n"}}; // and never another byte
            return {{.bytes = LoopbackServer::wholeAnswer(401, R"({"code":"api_key_invalid","message":"No."})")}};
        });
        m_run->start({u"fetch"_s, u"--wait"_s, QString::fromLatin1(other), m_id});
        QVERIFY(m_run->waitForError("TWELVELABS_API_KEY"));
        QCOMPARE(m_run->process().state(), QProcess::Running);
        m_server->stop();
        QCOMPARE(m_run->wait(), 3);
        QCOMPARE(m_run->output(), QByteArray());
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
