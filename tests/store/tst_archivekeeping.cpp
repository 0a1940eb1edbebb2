// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivekeeping.h"

#include "store/archiveworker.h"
#include "store/leavinganswers.h"
#include "store/sessionwriter.h"
#include "store/tasklist.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// Limits and the user's word on a list of tasks; tst_taskkeeper has the files.
class TestArchiveKeeping final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number) { return *TaskId::fromString(u"task%1"_s.arg(number)); }
    struct Rig
    {
        QTemporaryDir folder;
        TaskList list;
        SessionWriter session{list, folder.path(), [] { return PollMemory(); }};
        ArchiveWorker archive{folder.filePath(u"archive"_s)};
        TaskId arriving;
        QDateTime now = QDateTime::currentDateTimeUtc();
        LeavingAnswers leaving{archive, session, [](const TaskId &) { return false; }};
        ArchiveKeeping keeping{list, leaving, [this](const TaskId &id) { return id == arriving; },
                               [this] { return now; }};

        /// So many tasks of 100 bytes each, the first one the oldest by days.
        explicit Rig(int tasks)
        {
            std::vector<TaskRecord> records;
            for (int i = 0; i < tasks; ++i) {
                TaskRecord &record = records.emplace_back();
                record.id = id(i);
                record.state = TaskState::Ready;
                record.settledAt = now.addDays(i - tasks);
                record.archived = ArchivedAnswer{id(i), QByteArray(32, char('a' + i)), 200, 100, true};
                record.answer = AnswerBytes::fromMemory("{}");
            }
            list.append(std::move(records));
        }
        /// The program was open on each of the last so many days.
        OpenDays days(int count) const
        {
            OpenDays open;
            for (int i = 1; i <= count; ++i)
                open.note(now.date().addDays(-i));
            return open;
        }
        QString archived() const
        {
            QStringList rows;
            for (int row = 0; row < list.size(); ++row)
                rows += list.at(row).archived ? QString::number(row) : u"-"_s;
            return rows.join(u' ');
        }
    };

private Q_SLOTS:
    void nothingGoesBeforeTheSessionIsThereOrWithoutLimits()
    {
        Rig rig(3);
        rig.keeping.setLimits({.mostBytes = 100});
        QTest::qWait(500);
        QCOMPARE(rig.archived(), u"0 1 2"_s);
        rig.keeping.setLimits({});
        rig.keeping.begin({});
        QTest::qWait(500);
        QCOMPARE(rig.archived(), u"0 1 2"_s);
    }

    void theOldestGoFirstAndTheTaskKnows()
    {
        Rig rig(4);
        QSignalSpy dropped(&rig.keeping, &ArchiveKeeping::dropped);
        rig.keeping.begin({});
        rig.keeping.setLimits({.mostBytes = 250});
        QTRY_COMPARE(rig.archived(), u"- - 2 3"_s);
        QCOMPARE(dropped.size(), 2);
        const TaskRecord &record = rig.list.at(0);
        QVERIFY(record.answer.isNull());
        QCOMPARE(record.state, TaskState::Ready);
        QCOMPARE(record.dropped->cause, DroppedAnswer::Cause::Limit);
        QVERIFY(record.dropped->at.secsTo(QDateTime::currentDateTimeUtc()) < 60);
        QVERIFY(!rig.list.at(3).dropped);
    }

    void isToldOnceForEachLimit()
    {
        Rig rig(5);
        const QSignalSpy told(&rig.keeping, &ArchiveKeeping::limitReached);
        rig.keeping.begin({});
        rig.keeping.setLimits({.mostBytes = 300});
        QTRY_COMPARE(rig.archived(), u"- - 2 3 4"_s);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().at(0).toInt(), 2);
        QCOMPARE(told.first().at(1).toLongLong(), 200);
        rig.keeping.setLimits({.mostBytes = 100});
        QTRY_COMPARE(rig.archived(), u"- - - - 4"_s);
        QCOMPARE(told.size(), 2);
    }

    void ageCountsFromWhenTheAnswerCame()
    {
        Rig rig(4); // 4, 3, 2 and 1 days old: 3, 2, 1 and 0 whole days
        rig.keeping.begin(rig.days(10));
        rig.keeping.setLimits({.mostDays = 2});
        QTRY_COMPARE(rig.archived(), u"- - 2 3"_s);
    }

    // Nor does the time in which the program was closed.
    void aClockThatJumpsRemovesNothing()
    {
        Rig rig(4);
        const QSignalSpy days(&rig.keeping, &ArchiveKeeping::daysChanged);
        rig.keeping.begin(rig.days(2));
        QCOMPARE(days.size(), 1);
        // What is over the limit of size goes with each look: the proof that it was one.
        const auto look = [&rig](qint64 mostBytes) {
            rig.keeping.setLimits({.mostBytes = mostBytes, .mostDays = 4});
            rig.keeping.look();
        };
        rig.now = rig.now.addYears(70);
        look(300);
        QTRY_COMPARE(rig.archived(), u"- 1 2 3"_s);
        QCOMPARE(days.size(), 2);
        rig.now = rig.now.addYears(-70).addDays(1);
        look(200);
        QTRY_COMPARE(rig.archived(), u"- - 2 3"_s);
        for (int day = 0; day < 2; ++day) { // it stays open for some days
            rig.now = rig.now.addDays(1);
            rig.keeping.look();
        }
        QTRY_COMPARE(rig.archived(), u"- - - 3"_s);
        QCOMPARE(rig.list.at(2).dropped->cause, DroppedAnswer::Cause::Limit);
    }

    void keptShownAndArrivingOnesStay()
    {
        Rig rig(5);
        rig.list.edit(0, [](TaskRecord &record) { record.isKept = true; });
        rig.keeping.setShown(id(1));
        rig.arriving = id(2);
        rig.keeping.begin({});
        rig.keeping.setLimits({.mostBytes = 1});
        QTRY_COMPARE(rig.archived(), u"0 1 2 - -"_s);
        rig.keeping.setShown(id(4)); // it goes when it is not shown any more
        QTRY_COMPARE(rig.archived(), u"0 - 2 - -"_s);
        rig.list.edit(0, [](TaskRecord &record) { record.isKept = false; });
        QTRY_COMPARE(rig.archived(), u"- - 2 - -"_s);
    }

    void theUsersWordCountsForKeptOnesToo()
    {
        Rig rig(4);
        rig.list.edit(1, [](TaskRecord &record) { record.isKept = true; });
        rig.arriving = id(3);
        QCOMPARE(rig.keeping.drop(std::array{id(1), id(3), id(77)}), 1);
        QCOMPARE(rig.archived(), u"0 - 2 3"_s);
        QCOMPARE(rig.list.at(1).dropped->cause, DroppedAnswer::Cause::User);
        QCOMPARE(rig.keeping.drop(std::array{id(1)}), 0); // it is gone already
    }

    void whatComesLaterIsCheckedToo()
    {
        Rig rig(2);
        rig.keeping.begin({});
        rig.keeping.setLimits({.mostBytes = 250});
        QTest::qWait(500);
        QCOMPARE(rig.archived(), u"0 1"_s);
        TaskRecord fresh = rig.list.at(1);
        fresh.id = id(9);
        fresh.archived->id = id(9);
        rig.list.append({fresh});
        QTRY_COMPARE(rig.archived(), u"- 1 2"_s);
    }
};

EMBEDSCOPE_TEST(TestArchiveKeeping)
#include "tst_archivekeeping.moc"
