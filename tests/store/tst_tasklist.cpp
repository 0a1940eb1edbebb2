// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/tasklist.h"

#include "support/testprogram.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTaskList final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number) { return *TaskId::fromString(QString::number(number)); }
    static std::vector<TaskId> ids(int from, int to)
    {
        std::vector<TaskId> made;
        for (int i = from; i < to; ++i)
            made.push_back(id(i));
        return made;
    }
    /// Each change that a spy was told of: "0-1", with a comma between runs that were told together.
    static QString runsOf(const QSignalSpy &spy)
    {
        QStringList told;
        for (const QVariantList &arguments : spy) {
            QStringList runs;
            for (const auto &[first, last] : arguments.at(0).value<RowRuns>())
                runs += u"%1-%2"_s.arg(first).arg(last);
            told += runs.join(u',');
        }
        return told.join(u' ');
    }
    const QDateTime m_now = QDateTime::currentDateTimeUtc();

private Q_SLOTS:
    void addsEachOnceAtTheEnd()
    {
        TaskList list;
        const QSignalSpy inserted(&list, &TaskList::rowsAboutToBeInserted);
        QCOMPARE(list.add(std::array{id(1), id(2), id(1)}, m_now), 2);
        QCOMPARE(list.add(std::array{id(2), id(3)}, m_now), 1);
        QCOMPARE(list.add(std::array{id(3)}, m_now), 0);
        QCOMPARE(inserted.count(), 2); // nothing new, no signal
        QCOMPARE(runsOf(inserted), u"0-1 2-2"_s);
        QCOMPARE(list.rowOf(id(3)), 2);
        QCOMPARE(list.rowOf(id(4)), -1);
    }

    void recordsAreAppendedAsOneInsertion()
    {
        TaskList list;
        list.add(ids(0, 2), m_now);
        std::vector<TaskRecord> records(4);
        for (int i = 0; i < 4; ++i)
            records[static_cast<size_t>(i)].id = id(i < 3 ? i + 1 : 3); // one is known, one stands twice
        records[1].label = QStringLiteral("kept");
        const QSignalSpy inserted(&list, &TaskList::rowsAboutToBeInserted);
        QCOMPARE(list.append(records), 2);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(runsOf(inserted), u"2-3"_s);
        QCOMPARE(list.at(2).label, QStringLiteral("kept"));
        QCOMPARE(list.rowOf(id(3)), 3);
    }

    void statesAreNotedWithTheirTimes()
    {
        TaskList list;
        list.add(ids(0, 1), m_now, {false, QStringLiteral("https://service")});
        QCOMPARE(list.at(0).origin.name, QStringLiteral("https://service"));
        const QDateTime before = QDateTime::currentDateTimeUtc();
        for (const TaskState state : {TaskState::Processing, TaskState::Processing, TaskState::Ready})
            list.edit(0, [state](TaskRecord &record) { record.state = state; });
        const auto &history = list.at(0).history;
        QCOMPARE(history.size(), 2U);
        QCOMPARE(history[0].state, TaskState::Processing);
        QCOMPARE(history[1].state, TaskState::Ready);
        QVERIFY(history[0].at >= before && history[1].at <= QDateTime::currentDateTimeUtc());
        for (int i = 0; i < 300; ++i)
            list.edit(0, [i](TaskRecord &record) { record.state = i % 2 ? TaskState::Ready : TaskState::Unreadable; });
        QCOMPARE(history.size(), TaskRecord::mostHistory);
        QCOMPARE(history.back().state, TaskState::Ready);
    }

    void changesAreToldOnceAsMergedRanges()
    {
        TaskList list;
        list.add(ids(0, 10), m_now);
        const QSignalSpy changed(&list, &TaskList::rowsChanged);
        for (const int row : {7, 2, 3, 2, 9, 1})
            list.edit(row, [](TaskRecord &record) { ++record.tries; });
        QCOMPARE(changed.count(), 0);
        QTRY_COMPARE(changed.count(), 3);
        QCOMPARE(changed.at(0), (QVariantList{1, 3}));
        QCOMPARE(changed.at(1), (QVariantList{7, 7}));
        QCOMPARE(changed.at(2), (QVariantList{9, 9}));
        QCOMPARE(list.at(2).tries, 2);
        list.flush();
        QCOMPARE(changed.count(), 3);
    }

    void veryManyChangesAreFewRanges()
    {
        TaskList list;
        list.add(ids(0, 20'000), m_now);
        int told = 0;
        int rows = 0;
        connect(&list, &TaskList::rowsChanged, this, [&](int first, int last) {
            ++told;
            rows += last - first + 1;
        });
        for (int row = 0; row < list.size(); row += 10)
            list.edit(row, [](TaskRecord &record) { ++record.tries; });
        list.flush();
        QCOMPARE(told, 1);
        told = rows = 0;
        for (int row = 0; row < list.size(); row += 400)
            list.edit(row, [](TaskRecord &record) { ++record.tries; });
        list.flush();
        QCOMPARE(told, 50); // these are told exactly
        QCOMPARE(rows, 50);
    }

    void whatChangedBeforeARemovalIsToldUnderItsOldRow()
    {
        TaskList list;
        list.add(ids(0, 5), m_now);
        const QSignalSpy changed(&list, &TaskList::rowsChanged);
        list.edit(4, [](TaskRecord &record) { record.tries = 1; });
        list.remove({0});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0), (QVariantList{4, 4}));
        QCOMPARE(list.at(3).tries, 1);
    }

    void removesRunsFromTheTail()
    {
        TaskList list;
        list.add(ids(0, 10), m_now);
        const QSignalSpy removed(&list, &TaskList::rowsAboutToBeRemoved);
        const auto taken = list.remove({9, 0, 1, 5, 1, 77, -1});
        QCOMPARE(removed.count(), 3);
        QCOMPARE(runsOf(removed), u"9-9 5-5 0-1"_s);
        QCOMPARE(taken.size(), size_t(4));
        QCOMPARE(taken.front().first, 0);
        QCOMPARE(list.rowOf(id(2)), 0);
        list.restore(taken);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(list.rowOf(id(i)), i);
    }

    void whatWasRemovedTogetherComesBackTogether()
    {
        TaskList list;
        list.add(ids(0, 100), m_now);
        std::vector<int> rows;
        for (int row = 10; row < 60; ++row)
            rows.push_back(row);
        rows.push_back(80);
        const auto taken = list.remove(rows);
        const QSignalSpy inserted(&list, &TaskList::rowsAboutToBeInserted);
        list.restore(taken);
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(runsOf(inserted), u"10-59 80-80"_s);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(list.at(i).id, id(i));
    }

    // Each run told alone would move all that is behind it: 50,000 runs took 44 s with a window on the list.
    void manyRunsAreOneChange()
    {
        for (const int count : {100, 1000}) {
            TaskList list;
            list.add(ids(0, count), m_now);
            std::vector<int> rows;
            for (int row = 1; row < count; row += 2)
                rows.push_back(row);
            const QSignalSpy removed(&list, &TaskList::rowsAboutToBeRemoved);
            const QSignalSpy inserted(&list, &TaskList::rowsInserted);
            const auto taken = list.remove(rows);
            QCOMPARE(removed.count(), 1);
            QCOMPARE(removed.at(0).at(0).value<RowRuns>().size(), size_t(count / 2));
            for (int i = 0; i < count; i += 2)
                QCOMPARE(list.rowOf(id(i)), i / 2);
            list.restore(taken);
            QCOMPARE(inserted.count(), 1);
            QCOMPARE(inserted.at(0).at(0).value<RowRuns>().size(), size_t(count / 2));
            for (int i = 0; i < count; ++i) {
                QCOMPARE(list.at(i).id, id(i));
                QCOMPARE(list.rowOf(id(i)), i);
            }
        }
    }

    void aSnapshotStaysAsItWas()
    {
        TaskList list;
        list.add(ids(0, 2), m_now);
        const auto before = list.snapshot(0);
        QCOMPARE(before.get(), &list.at(0)); // not a copy
        list.edit(0, [](TaskRecord &record) { record.tries = 3; });
        QCOMPARE(before->tries, 0);
        QCOMPARE(list.at(0).tries, 3);
    }

    void agreesWithANaiveTwin()
    {
        QRandomGenerator random(7);
        TaskList list;
        std::vector<TaskId> twin;
        // What a model would hold that only listens to the signals.
        int size = 0;
        const auto sizeOf = [](const RowRuns &runs) {
            int rows = 0;
            for (const auto &[first, last] : runs)
                rows += last - first + 1;
            return rows;
        };
        connect(&list, &TaskList::rowsAboutToBeInserted, this, [&](const RowRuns &runs) { size += sizeOf(runs); });
        connect(&list, &TaskList::rowsAboutToBeRemoved, this, [&](const RowRuns &runs) { size -= sizeOf(runs); });
        std::vector<std::pair<int, TaskRecord>> taken;
        for (int step = 0; step < 2000; ++step) {
            switch (random.bounded(4)) {
            case 0:
            case 1: {
                const int from = random.bounded(200);
                const auto more = ids(from, from + random.bounded(5));
                list.add(more, m_now);
                if (list.size() > 0) {
                    list.edit(random.bounded(list.size()), [&random](TaskRecord &record) {
                        record.state = TaskState{random.bounded(taskStateTotal)};
                        record.origin.isFile = random.bounded(2) == 0;
                    });
                }
                for (const TaskId &task : more) {
                    if (std::find(twin.begin(), twin.end(), task) == twin.end())
                        twin.push_back(task);
                }
                break;
            }
            case 2: {
                std::vector<int> rows;
                for (int i = random.bounded(random.bounded(2) ? 6 : 60); i > 0 && !twin.empty(); --i)
                    rows.push_back(random.bounded(static_cast<int>(twin.size())));
                taken = list.remove(rows);
                for (auto it = taken.rbegin(); it != taken.rend(); ++it)
                    twin.erase(twin.begin() + it->first);
                break;
            }
            default:
                list.restore(taken);
                for (const auto &[row, record] : taken) {
                    if (std::find(twin.begin(), twin.end(), record.id) == twin.end())
                        twin.insert(twin.begin() + std::min(row, static_cast<int>(twin.size())), record.id);
                }
                taken.clear();
            }
            QCOMPARE(list.size(), static_cast<int>(twin.size()));
            std::array<int, taskStateTotal> states{};
            int open = 0;
            for (int row = 0; row < list.size(); ++row) {
                ++states[static_cast<size_t>(list.at(row).state)];
                open += list.at(row).isOpen() ? 1 : 0;
            }
            for (int state = 0; state < taskStateTotal; ++state)
                QCOMPARE(list.countOf(TaskState{state}), states[static_cast<size_t>(state)]);
            QCOMPARE(list.openTotal(), open);
            QCOMPARE(size, list.size());
            for (int row = 0; row < list.size(); ++row) {
                QCOMPARE(list.at(row).id, twin[static_cast<size_t>(row)]);
                QCOMPARE(list.rowOf(list.at(row).id), row);
            }
        }
    }
};

EMBEDSCOPE_TEST(TestTaskList)
#include "tst_tasklist.moc"
