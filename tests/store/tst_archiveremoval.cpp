// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/answerarchive.h"
#include "store/archivetext.h"
#include "store/archiveworker.h"
#include "store/leavinganswers.h"
#include "store/sessionwriter.h"
#include "store/tasklist.h"
#include "support/testprogram.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::archiveId;
using test::archiveText;

namespace {

std::atomic<ino_t> watchedFolder = 0;
std::atomic<int> syncs = 0; // of that folder
std::atomic<int> errorOfSync = 0; // what the next ones of it end with

} // namespace

/// In the place of the C library's, in this program alone.
extern "C" int fsync(int handle)
{
    struct stat state = {};
    if (::fstat(handle, &state) == 0 && state.st_ino == watchedFolder) {
        ++syncs;
        if (errorOfSync != 0) {
            errno = errorOfSync;
            return -1;
        }
    }
    return static_cast<int>(::syscall(SYS_fsync, handle));
}

/// Many answers go at once: the disk is asked to sync their folder once, and what did not go is told.
class TestArchiveRemoval final : public QObject
{
    Q_OBJECT

private:
    static constexpr int count = 24;
    std::unique_ptr<QTemporaryDir> m_data;
    QString m_folder;
    std::vector<ArchivedAnswer> m_answers;

    qsizetype files() const { return QDir(m_folder).entryList(QDir::Files).size(); }
    static ArchivedAnswer answer(const std::vector<ArchivedAnswer> &answers, int number)
    {
        return answers[static_cast<size_t>(number)];
    }
    /// A folder that holds something stands where the answer's file was: it cannot be removed as one.
    void block(int number) const
    {
        const QString path = m_folder + u'/' + answer(m_answers, number).fileName();
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkpath(path + u"/something"_s));
    }

private Q_SLOTS:
    void init()
    {
        m_data = std::make_unique<QTemporaryDir>();
        m_folder = m_data->filePath(u"archive"_s);
        m_answers.clear();
        AnswerArchive archive(m_folder);
        for (int number = 0; number < count; ++number) {
            auto stored = archive.store(archiveId(number), AnswerBytes::fromMemory(archiveText(number, 9000)));
            QVERIFY(stored.hasValue());
            if (number % 2 == 1)
                stored = archive.pack(*stored);
            m_answers.push_back(*stored);
        }
        struct stat state = {};
        QCOMPARE(::stat(QFile::encodeName(m_folder).constData(), &state), 0);
        watchedFolder = state.st_ino;
        syncs = 0;
        errorOfSync = 0;
    }
    void cleanup() { watchedFolder = 0; }

    void manyTakeOneSync()
    {
        AnswerArchive archive(m_folder);
        const auto failures = archive.remove(m_answers);
        QCOMPARE(failures.size(), size_t(count));
        for (const auto &failure : failures)
            QVERIFY(!failure);
        QCOMPARE(files(), 0);
        QCOMPARE(syncs.load(), 1);
        QVERIFY(archive.remove(std::span<const ArchivedAnswer>()).empty());
        QCOMPARE(syncs.load(), 1);
    }

    void whatDoesNotGoIsNamedAndTheOthersGo()
    {
        block(3);
        block(10);
        AnswerArchive archive(m_folder);
        const auto failures = archive.remove(m_answers);
        for (int number = 0; number < count; ++number) {
            const auto &failure = failures[static_cast<size_t>(number)];
            QCOMPARE(failure.has_value(), number == 3 || number == 10);
            if (failure)
                QVERIFY2(failure->isOfDisk && failure->detail.contains(archiveId(number).toString()), qPrintable(failure->detail));
        }
        QCOMPARE(files(), 0);
        QCOMPARE(syncs.load(), 1);
    }

    /// Then it is not known of any whether it is gone for good.
    void aSyncThatFailsIsToldOfEach()
    {
        errorOfSync = EIO;
        AnswerArchive archive(m_folder);
        const auto failures = archive.remove(m_answers);
        for (int number = 0; number < count; ++number) {
            const auto &failure = failures[static_cast<size_t>(number)];
            QVERIFY(failure && failure->detail.contains(archiveId(number).toString()));
        }
        QVERIFY(archive.remove(answer(m_answers, 0)));
        errorOfSync = 0;
        QVERIFY(!archive.remove(answer(m_answers, 0)));
    }

    void theWorkerTellsOfAllTogether()
    {
        block(3);
        ArchiveWorker worker(m_folder);
        QSignalSpy removed(&worker, &ArchiveWorker::removed);
        QSignalSpy failed(&worker, &ArchiveWorker::removeFailed);
        worker.remove({});
        worker.remove(m_answers);
        QTRY_COMPARE(removed.size(), 1);
        QCOMPARE(removed[0][0].value<std::vector<ArchivedAnswer>>().size(), size_t(count - 1));
        QCOMPARE(failed.size(), 1);
        const auto failures = failed[0][0].value<std::vector<Failure>>();
        QCOMPARE(failures.size(), size_t(1));
        QVERIFY(failures[0].detail.contains(archiveId(3).toString()));
        QCOMPARE(syncs.load(), 1);
    }

    void whatLeavesTogetherTakesOneSync()
    {
        TaskList list;
        SessionWriter session(list, m_data->path(), [] { return PollMemory(); });
        QSignalSpy opened(&session, &SessionWriter::opened);
        session.open();
        QVERIFY(opened.wait(test::longestWaitMs));
        ArchiveWorker worker(m_folder);
        LeavingAnswers leaving(worker, session, [](const TaskId &) { return false; });
        for (int number = 0; number < count / 2; ++number)
            leaving.add(answer(m_answers, number), {});
        QTRY_COMPARE(files(), count / 2);
        for (int number = count / 2; number < count; ++number)
            leaving.add(answer(m_answers, number), {});
        leaving.removeAll(); // at the end of the program
        QTRY_COMPARE(files(), 0);
        QTRY_COMPARE(syncs.load(), 2);
    }
};

EMBEDSCOPE_TEST(TestArchiveRemoval)
#include "tst_archiveremoval.moc"
