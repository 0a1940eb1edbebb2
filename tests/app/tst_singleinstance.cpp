// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include "support/smalldisk.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// With real processes: a child is the other program.
class TestSingleInstance final : public QObject
{
    Q_OBJECT

private:
    using Outcome = SingleInstance::Outcome;
    QTemporaryDir m_root;
    QString m_folder;

    static TaskId id(const QString &text) { return *TaskId::fromString(text); }
    void start(QProcess &process, const QString &folder, const QStringList &more = {}) const
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(EMBEDSCOPE_INSTANCE_CHILD), QStringList{folder} + more);
    }
    /// The next line that the process prints, while this one goes on answering.
    static QByteArray lineOf(QProcess &process)
    {
        for (int i = 0; i < 2000 && !process.canReadLine(); ++i)
            QTest::qWait(10);
        return process.readLine().trimmed();
    }
    QString socketPath() const { return m_folder + u"/in-use.socket"_s; }
    /// What the server answers to these bytes; nothing where it hangs up.
    QByteArray answerTo(const QByteArray &bytes) const
    {
        QLocalSocket socket;
        socket.connectToServer(socketPath());
        socket.write(bytes);
        for (int i = 0; i < 1000 && !socket.canReadLine() && socket.state() != QLocalSocket::UnconnectedState; ++i)
            QTest::qWait(10);
        return socket.isOpen() ? socket.readLine() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_folder = m_root.filePath(QString::fromLatin1(QTest::currentTestFunction())); }

    void theSecondHandsOver()
    {
        SingleInstance first(m_folder);
        QSignalSpy requested(&first, &SingleInstance::requested);
        QCOMPARE(first.claim({}), Outcome::First);
        QProcess second;
        start(second, m_folder, {u"67ca93a989d8a564e80dc3ba"_s, u"67edc5869cffa5179927b0a9"_s});
        QCOMPARE(lineOf(second), "handed over");
        QTRY_COMPARE(second.state(), QProcess::NotRunning);
        QCOMPARE(second.exitCode(), 0);
        QCOMPARE(requested.count(), 1);
        const auto request = requested.at(0).at(0).value<InstanceRequest>();
        QVERIFY((request.ids == std::vector{id(u"67ca93a989d8a564e80dc3ba"_s), id(u"67edc5869cffa5179927b0a9"_s)}));
        QProcess third;
        start(third, m_folder);
        QCOMPARE(lineOf(third), "handed over"); // with nothing: the window is raised
        QTRY_COMPARE(third.state(), QProcess::NotRunning);
        QCOMPARE(requested.count(), 2);
    }

    void aKilledProgramsLockOnADiskThatIsReadAloneStopsNobody()
    {
        test::SmallDisk disk(m_folder, u"1m"_s);
        if (!disk.isMounted())
            QSKIP("a file system can be mounted by root alone");
        QFile lock(m_folder + u"/in-use.lock"_s);
        QVERIFY(lock.open(QFile::WriteOnly));
        // 4,194,304 is the largest PID that Linux gives out, plus one.
        lock.write("4194305\nembedscope\n" + QSysInfo::machineHostName().toLocal8Bit() + "\n\n\n");
        lock.close();
        QVERIFY(disk.remount(u"remount,ro"_s));
        SingleInstance reader(m_folder);
        QCOMPARE(reader.claim({}, std::chrono::milliseconds(300)), Outcome::First);
    }

    void otherFoldersNeverMeet()
    {
        SingleInstance first(m_folder);
        QCOMPARE(first.claim({}), Outcome::First);
        SingleInstance other(m_folder + u"-other"_s);
        QCOMPARE(other.claim({}), Outcome::First);
    }

    void theSameFolderByAnotherNameMeets()
    {
        QVERIFY(QDir().mkpath(m_folder));
        QVERIFY(QFile::link(m_folder, m_folder + u"-link"_s));
        QProcess first;
        start(first, m_folder);
        QCOMPARE(lineOf(first), "first");
        SingleInstance second(m_folder + u"-link/"_s);
        QCOMPARE(second.claim({}), Outcome::HandedOver);
        QCOMPARE(lineOf(first), "0 requested");
        first.kill();
        first.waitForFinished();
    }

    void theLockOfAKilledOneIsTakenOver()
    {
        for (int i = 0; i < 3; ++i) {
            QProcess killed;
            start(killed, m_folder);
            QCOMPARE(lineOf(killed), "first"); // from the second time on: takes over itself
            killed.kill();
            killed.waitForFinished();
            QVERIFY(QFileInfo::exists(m_folder + u"/in-use.lock"_s));
        }
        SingleInstance next(m_folder);
        QSignalSpy requested(&next, &SingleInstance::requested);
        QCOMPARE(next.claim({}), Outcome::First);
        QProcess second;
        start(second, m_folder);
        QCOMPARE(lineOf(second), "handed over"); // the killed one's socket is not in the way
        QTRY_COMPARE(second.state(), QProcess::NotRunning);
        QCOMPARE(requested.count(), 1);
    }

    void oneThatEndsLeavesTheFolderToTheNext()
    {
        {
            SingleInstance first(m_folder);
            QCOMPARE(first.claim({}), Outcome::First);
        }
        SingleInstance next(m_folder);
        QCOMPARE(next.claim({}), Outcome::First);
    }

    void oneThatHangsIsTold()
    {
        QProcess hung;
        start(hung, m_folder);
        QCOMPARE(lineOf(hung), "first");
        ::kill(static_cast<pid_t>(hung.processId()), SIGSTOP);
        SingleInstance second(m_folder);
        QCOMPARE(second.claim({}, 500ms), Outcome::NotReached);
        QVERIFY2(second.problem().contains(QString::number(hung.processId())), qPrintable(second.problem()));
        ::kill(static_cast<pid_t>(hung.processId()), SIGKILL);
        hung.waitForFinished();
    }

    void ofSeveralAtOnceOneIsFirst()
    {
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int i = 0; i < 6; ++i) {
            processes.push_back(std::make_unique<QProcess>());
            start(*processes.back(), m_folder, {u"67ca93a989d8a564e80dc3ba"_s});
        }
        QByteArrayList lines;
        for (const auto &process : processes)
            lines += lineOf(*process);
        QCOMPARE(lines.count("first"), 1);
        QCOMPARE(lines.count("handed over"), 5);
        for (const auto &process : processes) {
            process->kill();
            process->waitForFinished();
        }
    }

    void theSocketIsForTheUserAlone()
    {
        SingleInstance first(m_folder);
        QCOMPARE(first.claim({}), Outcome::First);
        struct stat status{};
        QCOMPARE(::stat(QFile::encodeName(socketPath()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0077, 0U);
        QCOMPARE(::stat(QFile::encodeName(m_folder).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0077, 0U);
    }

    void whatComesIsBoundedAndChecked()
    {
        SingleInstance first(m_folder);
        QSignalSpy requested(&first, &SingleInstance::requested);
        QCOMPARE(first.claim({}), Outcome::First);
        QCOMPARE(answerTo("nonsense\n"), "refused\n");
        QCOMPARE(answerTo("{\"version\":1,\"ids\":[\"../../etc\"],\"files\":[]}\n"), "refused\n");
        QCOMPARE(answerTo(QByteArray(longestInstanceMessage + 10, 'x') + '\n'), "");
        QCOMPARE(requested.count(), 0);
        std::vector<std::unique_ptr<QLocalSocket>> silent;
        for (int i = 0; i < 40; ++i) {
            silent.push_back(std::make_unique<QLocalSocket>());
            silent.back()->connectToServer(socketPath());
        }
        QTest::qWait(100);
        QCOMPARE(answerTo(toInstanceMessage({})), ""); // too many guests
        silent.clear();
        QTest::qWait(200);
        QCOMPARE(answerTo(toInstanceMessage({})), "taken\n");
        QCOMPARE(requested.count(), 1);
    }

    void aLongPathMeetsToo()
    {
        const QString deep = m_folder + u'/' + QString(120, u'x');
        QVERIFY(QDir().mkpath(deep));
        QTemporaryDir runtime; // what the user's session sets up
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
        QProcess first;
        start(first, deep);
        QCOMPARE(lineOf(first), "first");
        SingleInstance second(deep);
        QCOMPARE(second.claim({}), Outcome::HandedOver);
        first.kill();
        first.waitForFinished();
        qunsetenv("XDG_RUNTIME_DIR");
    }
};

EMBEDSCOPE_TEST(TestSingleInstance)
#include "tst_singleinstance.moc"
