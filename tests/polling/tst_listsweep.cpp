// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/listsweep.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;

class TestListSweep final : public QObject
{
    Q_OBJECT

private:
    static inline const MonotonicTime start = MonotonicTime(1000h);

    static TaskId id(int number) { return *TaskId::fromString(QStringLiteral("task%1").arg(number)); }
    static TaskListPage page(std::initializer_list<int> numbers, int total)
    {
        TaskListPage page;
        page.totalPages = total;
        for (const int number : numbers) {
            ListedTask task;
            task.id = id(number);
            page.tasks.push_back(task);
        }
        return page;
    }

private Q_SLOTS:
    void theFirstPageTellsHowManyThereAre()
    {
        ListSweep sweep;
        sweep.watch(id(1));
        sweep.watch(id(9));
        sweep.begin(start);
        QVERIFY(sweep.hasPage());
        QCOMPARE(sweep.takePage(), 1);
        QVERIFY(!sweep.hasPage()); // how many there are is not known yet
        sweep.notePage(1, page({1, 2}, 3));
        QVERIFY(sweep.hasPage());
        QCOMPARE(sweep.takePage(), 2);
        QCOMPARE(sweep.takePage(), 3); // side by side
        QVERIFY(!sweep.hasPage());
        sweep.notePage(3, page({5}, 3));
        QVERIFY(sweep.isUnderWay());
        QCOMPARE(sweep.notePage(2, page({3}, 3)), std::vector{id(9)});
        QVERIFY(!sweep.isUnderWay());
    }

    void itEndsWhenAllAreFound()
    {
        ListSweep sweep;
        sweep.watch(id(1));
        sweep.begin(start);
        (void)sweep.takePage();
        sweep.notePage(1, page({1}, 50));
        QVERIFY(!sweep.isUnderWay());
        QVERIFY(!sweep.hasPage());
        QCOMPARE(sweep.pagesNeeded(), 1);
    }

    void pagesWithoutWatchedTasksArePassedOver()
    {
        ListSweep sweep;
        for (const int number : {1, 2, 3})
            sweep.watch(id(number));
        sweep.begin(start);
        (void)sweep.takePage();
        sweep.notePage(1, page({1}, 4));
        for (int i = 2; i <= 4; ++i)
            (void)sweep.takePage();
        sweep.notePage(2, page({}, 4));
        sweep.notePage(3, page({}, 4));
        sweep.notePage(4, page({2, 3}, 4));
        QCOMPARE(sweep.pagesNeeded(), 2);
        sweep.abandon();
        sweep.begin(start);
        QCOMPARE(sweep.takePage(), 1);
        QCOMPARE(sweep.takePage(), 4);
        QVERIFY(!sweep.hasPage());
        // One has been pushed to another page: then all the others are looked through.
        sweep.notePage(1, page({1}, 5));
        sweep.notePage(4, page({2}, 5));
        QVERIFY(sweep.isUnderWay());
        QCOMPARE(sweep.takePage(), 2);
        QCOMPARE(sweep.takePage(), 3);
        QCOMPARE(sweep.takePage(), 5);
        sweep.notePage(2, page({}, 5));
        sweep.notePage(3, page({}, 5));
        QVERIFY(sweep.notePage(5, page({3}, 5)).empty());
        QVERIFY(!sweep.isUnderWay());
        QCOMPARE(sweep.pagesNeeded(), 3);
        sweep.unwatch(id(3));
        QCOMPARE(sweep.pagesNeeded(), 2);
    }

    void whatIsNotWatchedAnyMoreIsNotMissing()
    {
        ListSweep sweep;
        sweep.watch(id(1));
        sweep.watch(id(2));
        sweep.begin(start);
        (void)sweep.takePage();
        sweep.unwatch(id(2));
        QVERIFY(sweep.notePage(1, page({1}, 1)).empty());
        QVERIFY(!sweep.isUnderWay());
    }

    void itKnowsTheYoungest()
    {
        ListSweep sweep;
        QVERIFY(!sweep.youngest());
        sweep.watch(id(1), start);
        sweep.watch(id(2), start + 5s);
        sweep.watch(id(3), start + 5s);
        QCOMPARE(sweep.youngest(), start + 5s);
        sweep.unwatch(id(2));
        QCOMPARE(sweep.youngest(), start + 5s);
        sweep.unwatch(id(3));
        QCOMPARE(sweep.youngest(), start);
        sweep.unwatch(id(1));
        QVERIFY(!sweep.youngest());
    }

    /// What is looked for may be answered, removed or paused before its page is asked for.
    void itEndsWhenNobodyIsLookedForAnyMore()
    {
        ListSweep sweep;
        for (const int number : {1, 2, 3})
            sweep.watch(id(number));
        sweep.begin(start);
        (void)sweep.takePage();
        sweep.notePage(1, page({1, 2}, 3));
        QVERIFY(sweep.hasPage());
        sweep.unwatch(id(3));
        QVERIFY(!sweep.isUnderWay());
        QVERIFY(!sweep.hasPage());
        QCOMPARE(sweep.begunAt(), start);
        // And it is as good a sweep as any.
        QVERIFY(sweep.knowsAllPages());
        QCOMPARE(sweep.pagesNeeded(), 1);
    }

    void aPageOfAnEarlierSweepEndsNoLaterOne()
    {
        ListSweep sweep;
        sweep.watch(id(1));
        sweep.begin(start);
        (void)sweep.takePage();
        sweep.notePage(1, page({}, 3));
        QCOMPARE(sweep.takePage(), 2);
        sweep.abandon();
        QVERIFY(!sweep.begunAt() && !sweep.isUnderWay());
        sweep.begin(start + 5s);
        QCOMPARE(sweep.takePage(), 1);
        QVERIFY(sweep.notePage(2, page({}, 3)).empty()); // the first one's page comes
        QVERIFY(sweep.isUnderWay());
        sweep.putBack(7); // and one that this sweep did not ask for fails
        QVERIFY(!sweep.hasPage());
        QVERIFY(sweep.notePage(1, page({}, 3)).empty());
        QCOMPARE(sweep.takePage(), 3); // page 2 need not come again
        QCOMPARE(sweep.notePage(3, page({}, 3)), std::vector{id(1)});
    }

    void aListThatBecomesShorterIsNotAskedForMoreThanItHas()
    {
        ListSweep sweep;
        sweep.watch(id(1));
        sweep.begin(start);
        (void)sweep.takePage();
        sweep.notePage(1, page({}, 4));
        QCOMPARE(sweep.takePage(), 2);
        QCOMPARE(sweep.notePage(2, page({}, 2)), std::vector{id(1)});
    }

    void whatIsNewDuringASweepIsNotMissing()
    {
        ListSweep sweep;
        sweep.watch(id(1));
        sweep.begin(start);
        sweep.watch(id(2));
        (void)sweep.takePage();
        QVERIFY(sweep.notePage(1, page({1}, 1)).empty());
        QVERIFY(!sweep.isUnderWay());
        sweep.begin(start);
        (void)sweep.takePage();
        QCOMPARE(sweep.notePage(1, page({}, 1)).size(), 2U);
    }

    void aPageThatCouldNotBeHadComesAgain()
    {
        ListSweep sweep;
        sweep.watch(id(1));
        sweep.begin(start);
        (void)sweep.takePage();
        sweep.putBack(1);
        QVERIFY(sweep.hasPage());
        QCOMPARE(sweep.takePage(), 1);
        QCOMPARE(sweep.notePage(1, page({}, 1)).size(), 1U);
        QVERIFY(!sweep.isUnderWay());
    }
};

EMBEDSCOPE_TEST(TestListSweep)
#include "tst_listsweep.moc"
