// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionload.h"
#include "store/sessionopening.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// A program that writes is killed, at random and at its n-th system call that changes a file: what is read afterwards is
/// what it had told to be on the disk, or that with the next batch, and nothing else. EMBEDSCOPE_KILL_ROUNDS: how often
/// each is done; 0: at every such system call (and 200 times at random).
class TestSessionKills final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_root;
    QString m_folder;
    int m_rounds = 12;
    bool m_isThorough = false;

    static QString child() { return QStringLiteral(EMBEDSCOPE_SESSION_CHILD); }
    /// The last batch that was acknowledged in what a child has printed; `before` where none was.
    static int acknowledged(QProcess &process, int before)
    {
        const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
        return lines.size() > 1 ? lines.at(lines.size() - 2).toInt() : before; // behind the last line break: nothing
    }
    /// Runs the child until its n-th system call that changes a file; whether it was killed there.
    static bool runUntilCall(QProcess &process, int n, const QStringList &arguments)
    {
        const QString calls = u"pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir,fallocate"_s;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // LeakSanitizer cannot run under another tracer
        process.setProcessEnvironment(environment);
        process.start(u"strace"_s, QStringList{u"-f"_s, u"-qq"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace="_s + calls,
                                               u"-e"_s, u"inject=%1:signal=KILL:when=%2"_s.arg(calls).arg(n), child()}
                                       + arguments);
        process.waitForFinished(60'000);
        return process.exitStatus() == QProcess::CrashExit;
    }
    /// Runs the child on a file system that takes no sync; whether it ended well.
    bool runsWithoutSync(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s);
        process.setProcessEnvironment(environment);
        process.start(u"strace"_s, QStringList{u"-f"_s, u"-qq"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s,
                                               u"inject=fsync:error=EINVAL"_s, child(), m_folder} + arguments);
        return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }
    /// Which of the states `from` and the next one is on the disk; -1: another.
    int stateOnDisk(int from) const
    {
        const auto opened = openSession(m_folder);
        if (!opened || !opened->database || opened->wasBroken || !opened->session.notes.isEmpty())
            return -1;
        const QStringList state = sessionStateOf(opened->session);
        if (state == sessionLoadState(from))
            return from;
        return state == sessionLoadState(from + 1) ? from + 1 : -1;
    }
    /// The numbers of the calls to be killed at: a dozen at random among the first, or all.
    std::vector<int> callsToTry(int calls) const
    {
        std::vector<int> numbers;
        TaskMaker dice(static_cast<quint32>(calls));
        for (int n = 1; n <= calls; ++n) {
            if (m_isThorough || dice.below(calls) < m_rounds)
                numbers.push_back(n);
        }
        return numbers;
    }
    static bool hasStrace() { return !QStandardPaths::findExecutable(u"strace"_s).isEmpty(); }
    bool emptyFolder() const { return QDir(m_folder).removeRecursively(); }
    bool makeSession(int batches) const
    {
        const auto opened = openSession(m_folder);
        for (int number = 1; number <= batches; ++number) {
            if (!opened || !opened->database || opened->database->apply(sessionLoadBatch(number)))
                return false;
        }
        return true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("EMBEDSCOPE_KILL_ROUNDS"))
            m_rounds = qEnvironmentVariableIntValue("EMBEDSCOPE_KILL_ROUNDS");
        if (m_rounds == 0) {
            m_isThorough = true;
            m_rounds = 200;
        }
    }
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = m_root->filePath(u"data"_s);
    }

    // One folder for all rounds: each goes on where the last one was killed.
    void atRandom()
    {
        TaskMaker dice(30);
        int state = 0;
        int killed = 0;
        for (int round = 0; round < m_rounds; ++round) {
            QProcess process;
            process.start(child(), {m_folder, QString::number(state + 1), QString::number(state + 400)});
            if (dice.below(4) > 0)
                QVERIFY(process.waitForReadyRead(60'000)); // else it may be killed before it writes
            QTest::qSleep(dice.below(60));
            process.kill();
            QVERIFY(process.waitForFinished(60'000));
            killed += process.exitStatus() == QProcess::CrashExit;
            const int told = acknowledged(process, state);
            state = stateOnDisk(told);
            QVERIFY2(state >= 0, qPrintable(u"round %1, acknowledged %2"_s.arg(round).arg(told)));
        }
        QCOMPARE_GT(killed, m_rounds / 2);
        QCOMPARE_GT(state, m_rounds / 2);
    }

    void atSystemCallsThatWrite()
    {
        if (!hasStrace())
            QSKIP("strace is not installed");
        int rounds = 0;
        for (const int n : callsToTry(60)) {
            QVERIFY(!QFileInfo::exists(m_folder) || emptyFolder());
            QProcess process;
            const bool wasKilled = runUntilCall(process, n, {m_folder, u"1"_s, u"5"_s});
            const int told = acknowledged(process, 0);
            if (!wasKilled && process.exitCode() == 0 && told == 5)
                break; // it has no more such calls
            QVERIFY2(wasKilled, process.readAllStandardError().constData());
            QVERIFY2(stateOnDisk(told) >= 0, qPrintable(u"call %1, acknowledged %2"_s.arg(n).arg(told)));
            ++rounds;
        }
        QCOMPARE_GT(rounds, 5);
    }

    void whileItMigrates()
    {
        if (!hasStrace())
            QSKIP("strace is not installed");
        int rounds = 0;
        for (const int n : callsToTry(40)) {
            QVERIFY(!QFileInfo::exists(m_folder) || emptyFolder());
            QVERIFY(makeSession(3));
            QProcess process;
            const bool wasKilled = runUntilCall(process, n, {m_folder, u"next"_s});
            {
                // Either version is whole; the newer one is only read.
                const auto opened = openSession(m_folder);
                QVERIFY(opened && !opened->wasBroken);
                QCOMPARE(sessionStateOf(opened->session), sessionLoadState(3));
            }
            const auto opened = openSession(m_folder, nextSessionSchema());
            QVERIFY(opened && opened->database && !opened->wasBroken);
            QCOMPARE(sessionStateOf(opened->session), sessionLoadState(3));
            if (!wasKilled)
                break;
            ++rounds;
        }
        QCOMPARE_GT(rounds, 5);
    }

    void whileItReplacesABrokenOne()
    {
        if (!hasStrace())
            QSKIP("strace is not installed");
        const auto breakIt = [this] {
            QFile file(sessionPath(m_folder));
            return file.open(QFile::ReadWrite) && file.seek(file.size() - 4096) && file.write(QByteArray(4096, 'U')) == 4096;
        };
        QVERIFY(makeSession(6) && breakIt());
        QStringList rest; // what can be read of it
        {
            const auto opened = openSession(m_folder);
            QVERIFY(opened->wasBroken && opened->database);
            rest = sessionStateOf(opened->session);
        }
        int rounds = 0;
        for (const int n : callsToTry(60)) {
            QVERIFY(emptyFolder() && makeSession(6) && breakIt());
            QProcess process;
            const bool wasKilled = runUntilCall(process, n, {m_folder, u"1"_s, u"0"_s});
            const auto opened = openSession(m_folder);
            QVERIFY(opened && opened->database);
            QCOMPARE(sessionStateOf(opened->session), rest);
            QVERIFY(!QDir(m_folder).entryList({u"session-broken-*.sqlite"_s}, QDir::Files).isEmpty());
            if (!wasKilled)
                break;
            ++rounds;
        }
        QCOMPARE_GT(rounds, 5);
    }

    // 9p, some FUSE and network file systems answer EINVAL: no reason not to migrate, or not to replace what is broken.
    void whereNoSyncIsKnown()
    {
        if (!hasStrace())
            QSKIP("strace is not installed");
        QVERIFY(makeSession(3));
        QVERIFY(runsWithoutSync({u"next"_s}));
        {
            const auto opened = openSession(m_folder, nextSessionSchema());
            QVERIFY(opened && opened->database && opened->session.notes.isEmpty());
            QCOMPARE(sessionStateOf(opened->session), sessionLoadState(3));
        }
        QVERIFY(emptyFolder() && makeSession(6));
        QFile file(sessionPath(m_folder));
        QVERIFY(file.open(QFile::ReadWrite) && file.seek(file.size() - 4096) && file.write(QByteArray(4096, 'U')) == 4096);
        file.close();
        QVERIFY(runsWithoutSync({u"1"_s, u"0"_s}));
        const auto opened = openSession(m_folder);
        QVERIFY(opened && opened->database && !opened->wasBroken);
    }
};

EMBEDSCOPE_TEST(TestSessionKills)
#include "tst_sessionkills.moc"
