// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/savedtask.h"

#include "store/sessiontasks.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

class TestSavedTask final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingThatLastsComesBack()
    {
        TaskMaker maker(1);
        for (int i = 0; i < 300; ++i) {
            const TaskRecord record = maker.record(sessionTaskId(i));
            const SavedTask saved = toSaved(record, 7);
            QCOMPARE(saved.orderKey, 7);
            QCOMPARE(fieldsOf(saved).mid(1), fieldsOf(record));
            QCOMPARE(fieldsOf(fromSaved(saved)), fieldsOf(record));
            QVERIFY(toSaved(fromSaved(saved), 7) == saved);
        }
    }

    void nothingOfARequestUnderWayComesBack()
    {
        TaskMaker maker(2);
        TaskRecord record = maker.record(sessionTaskId(1));
        record.underWay = record.viaList = true;
        record.problem = Failure{.bytes = AnswerBytes::fromMemory("secret")};
        const TaskRecord back = fromSaved(toSaved(record, 1));
        QVERIFY(back.answer.isNull());
        QVERIFY(back.problem->bytes.isNull());
        QVERIFY(!back.nextPoll && !back.underWay && !back.viaList);
        QCOMPARE(back.receivedBytes, 0);
    }

    void progressOfARequestIsNoChange()
    {
        TaskMaker maker(3);
        TaskRecord record = maker.record(sessionTaskId(1));
        const SavedTask before = toSaved(record, 1);
        record.receivedBytes += 1000;
        record.nextPoll.reset();
        record.underWay = !record.underWay;
        QVERIFY(toSaved(record, 1) == before);
        record.label += u'x';
        QVERIFY(!(toSaved(record, 1) == before));
    }

    void theArchiveAddsWhatIsMissing()
    {
        TaskMaker maker(4);
        std::vector<SavedTask> tasks{maker.saved(sessionTaskId(1), 10), maker.saved(sessionTaskId(2), 20)};
        const ArchivedAnswer own{sessionTaskId(1), QByteArray(32, 'a'), 5, 5, false};
        tasks[0].archived = own;
        tasks[1].archived.reset();
        tasks[1].dropped.reset();
        const ArchivedAnswer other{sessionTaskId(1), QByteArray(32, 'b'), 6, 6, false};
        const ArchivedAnswer second{sessionTaskId(2), QByteArray(32, 'c'), 7, 3, true};
        const ArchivedAnswer third{sessionTaskId(3), QByteArray(32, 'd'), 8, 8, false};
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);
        QCOMPARE(addFromArchive(tasks, std::vector{other, second, third, third}, now), 2);
        QCOMPARE(tasks.size(), 3U);
        QVERIFY(tasks[0].archived == own); // what the session names counts
        QVERIFY(tasks[1].archived == second);
        QVERIFY(tasks[2].archived == third);
        QCOMPARE(tasks[2].state, TaskState::Waiting);
        QCOMPARE(tasks[2].firstSeen, now);
        QCOMPARE_GT(tasks[2].orderKey, tasks[1].orderKey);
        SavedTask dropped; // its file was about to go
        dropped.id = sessionTaskId(4);
        dropped.dropped = DroppedAnswer{now, DroppedAnswer::Cause::Limit};
        std::vector<SavedTask> known{dropped};
        QCOMPARE(addFromArchive(known, std::vector{ArchivedAnswer{sessionTaskId(4), QByteArray(32, 'e'), 8, 8, false}}, now), 0);
        QVERIFY(!known[0].archived);
        std::vector<SavedTask> none;
        QCOMPARE(addFromArchive(none, std::vector{third}, now), 1);
        QCOMPARE(none.front().orderKey, 1);
    }
};

EMBEDSCOPE_TEST(TestSavedTask)
#include "tst_savedtask.moc"
