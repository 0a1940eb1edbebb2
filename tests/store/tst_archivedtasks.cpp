// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivedtasks.h"

#include "store/answerarchive.h"
#include "store/archivetext.h"
#include "support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::archiveId;

class TestArchivedTasks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAnswerSaysHowTheTaskEnded()
    {
        const QTemporaryDir folder;
        AnswerArchive archive(folder.path());
        const auto task = [&](int number, const QByteArray &rest) {
            SavedTask saved;
            saved.id = archiveId(number);
            saved.archived = *archive.store(saved.id, AnswerBytes::fromMemory("{\"_id\":\"" + saved.id.toString().toLatin1() + rest));
            return saved;
        };
        std::vector<SavedTask> tasks{task(1, "\",\"status\":\"ready\",\"metadata\":{\"input_filename\":\"a.mp4\"}}"),
                                     task(2, "\",\"status\":\"failed\",\"error\":{\"message\":\"Too short.\"}}"),
                                     task(3, "\",\"status\":\"processing\"}"),
                                     task(4, "\",\"status\""),
                                     task(5, "\",\"status\":\"ready\"}")};
        tasks[4].state = TaskState::Failed; // known already
        completeFromAnswers(tasks, folder.path());
        QCOMPARE(tasks[0].state, TaskState::Ready);
        QCOMPARE(tasks[0].summary.file, u"a.mp4"_s);
        QVERIFY(tasks[0].settledAt.isValid());
        QCOMPARE(tasks[1].state, TaskState::Failed);
        QCOMPARE(tasks[1].summary.errorMessage, u"Too short."_s);
        QCOMPARE(tasks[2].state, TaskState::Waiting);
        QVERIFY(!tasks[2].archived); // not the answer that counts
        QVERIFY(!tasks[3].archived);
        QCOMPARE(tasks[4].state, TaskState::Failed);
        QVERIFY(tasks[4].archived);
    }

    void aLostSessionIsMadeOfTheAnswers()
    {
        const QTemporaryDir folder;
        AnswerArchive archive(folder.path());
        for (const int number : {1, 2})
            QVERIFY(archive.store(archiveId(number),
                                  AnswerBytes::fromMemory("{\"_id\":\"" + archiveId(number).toString().toLatin1()
                                                          + "\",\"status\":\"ready\"}")).hasValue());
        SavedTask known;
        known.id = archiveId(2);
        const auto ofKnown = completedFromArchive({known}, folder.path(), ArchiveUse::KnownTasks);
        QCOMPARE(ofKnown.size(), 1U);
        QCOMPARE(ofKnown[0].state, TaskState::Ready);
        QVERIFY(ofKnown[0].archived);
        const auto all = completedFromArchive({known}, folder.path(), ArchiveUse::AllAnswers);
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[1].id, archiveId(1));
        QCOMPARE(all[1].state, TaskState::Ready);
        const auto alone = tasksOfAnswers(std::array{*all[1].archived}, folder.path());
        QCOMPARE(alone.size(), 1U);
        QCOMPARE(alone[0].state, TaskState::Ready);
        QVERIFY(alone[0].health);
    }
};

EMBEDSCOPE_TEST(TestArchivedTasks)
#include "tst_archivedtasks.moc"
