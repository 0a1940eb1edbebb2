// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/listuse.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;

/// The list's state as a value: all times are made up, nothing is sent.
class TestListUse final : public QObject
{
    Q_OBJECT

private:
    static inline const MonotonicTime start = MonotonicTime(1000h);

    static TaskId id(int number) { return *TaskId::fromString(QStringLiteral("task%1").arg(number)); }
    static void add(ListUse &list, int count, MonotonicTime now)
    {
        for (int number = 1; number <= count; ++number) {
            list.watch(id(number), now);
        }
    }
    static TaskListPage page(std::initializer_list<int> numbers, int total = 1)
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
    static std::optional<int> takePage(ListUse &list, MonotonicTime now) { return list.takePage(5s, now); }
    /// One sweep of one page, from `now` on, that finds tasks 1 to `count`.
    static void sweep(ListUse &list, int count, MonotonicTime now)
    {
        QCOMPARE(takePage(list, now), std::optional(1));
        TaskListPage content;
        for (int number = 1; number <= count; ++number)
            content.tasks.push_back(page({number}).tasks.front());
        QVERIFY(list.notePage(1, content).empty());
    }
    static inline const Failure trouble{.kind = FailureKind::ServiceError, .httpStatus = 500};

private Q_SLOTS:
    void aPageMustSettleMoreThanOneTask()
    {
        ListUse list;
        add(list, 1, start);
        QVERIFY(!list.isUsed(start));
        QVERIFY(!takePage(list, start));
        QVERIFY(!list.nextDue(5s, start));
        add(list, 2, start);
        QVERIFY(list.isUsed(start));
        QVERIFY(!list.works(start)); // nothing has come yet
        sweep(list, 2, start);
        QVERIFY(list.works(start));
        // Once swept, the last one stays with the list.
        list.unwatch(id(1));
        QVERIFY(list.works(start));
        list.unwatch(id(2));
        QVERIFY(!list.isUsed(start));
        list.watch(id(3), start);
        QVERIFY(!list.isUsed(start));
    }

    void whereItMayNotBeUsedItNeverIs()
    {
        ListUse list(false);
        add(list, 5, start);
        QVERIFY(list.isRefused());
        QVERIFY(!takePage(list, start));
    }

    void aFirstPageThatHangsHoldsNobodyUp()
    {
        ListUse list;
        add(list, 3, start);
        QCOMPARE(*list.nextDue(5s, start), start);
        QVERIFY(takePage(list, start).has_value());
        QVERIFY(!list.hangs(start + 1s));
        QCOMPARE(*list.nextDue(5s, start + 1s), start + 2s); // when it will be said to hang
        QVERIFY(list.hangs(start + 2s));
        QVERIFY(!takePage(list, start + 2s));
        (void)list.notePage(1, page({1, 2, 3}));
        QVERIFY(!list.hangs(start + 3s));
        QVERIFY(list.works(start + 3s));
        // A list that has answered before is waited for.
        QVERIFY(takePage(list, start + 10s).has_value());
        QVERIFY(!list.hangs(start + 60s));
    }

    void theNextSweepComesWithinTheInterval()
    {
        ListUse list;
        add(list, 3, start);
        sweep(list, 3, start);
        QCOMPARE(list.nextSweep(5s, start), start + 4s);
        QCOMPARE(*list.nextDue(5s, start), start + 4s);
        QVERIFY(!takePage(list, start + 3s));
        QCOMPARE(list.nextSweep(5s, start + 9s), start + 9s);
        // What runs for an hour is looked for every 20 s, for a day once a minute.
        sweep(list, 3, start + 1h);
        QCOMPARE(list.nextSweep(5s, start + 1h), start + 1h + 20s);
        sweep(list, 3, start + 24h);
        QCOMPARE(list.nextSweep(5s, start + 24h), start + 24h + 60s);
        // A new one is looked for at once, and so are all when the user asks for it.
        list.watch(id(4), start + 24h + 1s);
        QCOMPARE(list.nextSweep(5s, start + 24h + 1s), start + 24h + 1s);
        list.unwatch(id(4));
        list.sweepSoon();
        QCOMPARE(list.nextSweep(5s, start + 24h + 2s), start + 24h + 2s);
    }

    void whatCameDuringASweepIsLookedForAfterIt()
    {
        ListUse list;
        add(list, 3, start);
        QVERIFY(takePage(list, start).has_value());
        list.watch(id(9), start + 1s);
        QVERIFY(list.notePage(1, page({1, 2, 3})).empty());
        QCOMPARE(list.nextSweep(5s, start + 2s), start + 2s);
        QVERIFY(takePage(list, start + 2s).has_value());
    }

    void whatAWholeSweepDidNotHoldIsMissing()
    {
        ListUse list;
        add(list, 3, start);
        QVERIFY(takePage(list, start).has_value());
        QCOMPARE(list.notePage(1, page({1, 3})), std::vector{id(2)});
    }

    void nothingIsWaitedForWhereNothingIsLookedFor()
    {
        ListUse list;
        add(list, 4, start);
        QCOMPARE(takePage(list, start), std::optional(1));
        (void)list.notePage(1, page({1, 2}, 2));
        list.unwatch(id(3));
        list.unwatch(id(4)); // before its page was asked for
        QVERIFY(list.works(start));
        QCOMPARE(*list.nextDue(5s, start), start + 4s);
        QVERIFY(takePage(list, start + 4s).has_value());
    }

    void withoutAListItIsGivenUp_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::newRow("404") << static_cast<int>(FailureKind::NotFound) << 404;
        QTest::newRow("403") << static_cast<int>(FailureKind::Forbidden) << 403;
        QTest::newRow("400") << static_cast<int>(FailureKind::ServiceError) << 400;
        QTest::newRow("no list") << static_cast<int>(FailureKind::Unreadable) << 200;
    }
    void withoutAListItIsGivenUp()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        ListUse list;
        add(list, 3, start);
        QVERIFY(takePage(list, start).has_value());
        const auto decision
            = list.pageFailed(1, {.kind = static_cast<FailureKind>(kind), .httpStatus = status}, 0.5, start);
        QVERIFY(!decision.standstill && !decision.settled);
        QVERIFY(list.isRefused());
        list.hurry(); // not even then
        QVERIFY(!takePage(list, start + 1h));
    }

    void aRefusedKeyStopsTheSweepButNotTheList()
    {
        ListUse list;
        add(list, 3, start);
        QVERIFY(takePage(list, start).has_value());
        QVERIFY(list.pageFailed(1, {.kind = FailureKind::Unauthorized, .httpStatus = 401}, 0.5, start).standstill);
        QVERIFY(!list.isRefused());
        QCOMPARE(takePage(list, start + 1s), std::optional(1));
    }

    void aListInTroubleRests()
    {
        ListUse list;
        add(list, 3, start);
        MonotonicTime now = start;
        for (int tries = 1; tries <= 3; ++tries) {
            QCOMPARE(takePage(list, now), std::optional(1));
            const auto decision = list.pageFailed(1, trouble, 0.5, now);
            QCOMPARE(decision.cycleOver, tries == 3);
            QVERIFY(!takePage(list, now));
            if (tries < 3) {
                QVERIFY(list.isUsed(now));
                now += *decision.wait;
                QCOMPARE(*list.nextDue(5s, start), now);
            }
        }
        QVERIFY(!list.isUsed(now + 59s)); // single tasks are asked for meanwhile
        QVERIFY(list.isUsed(now + 60s));
        list.hurry(); // the user does not want to wait
        QCOMPARE(takePage(list, now + 1s), std::optional(1));
    }

    void aRefusalIsNoTroubleOfTheList()
    {
        ListUse list;
        add(list, 3, start);
        MonotonicTime now = start;
        for (int tries = 1; tries <= 12; ++tries) {
            QCOMPARE(takePage(list, now), std::optional(1));
            const auto decision = list.pageFailed(1, {.kind = FailureKind::RateLimited, .httpStatus = 429}, 0, now);
            QVERIFY(list.isUsed(now));
            now += *decision.wait;
        }
        QCOMPARE(takePage(list, now), std::optional(1));
        (void)list.pageFailed(
            1, {.kind = FailureKind::RateLimited, .httpStatus = 429, .retryAfter = 90s}, 0, now);
        QVERIFY(!takePage(list, now + 89s));
        QCOMPARE(takePage(list, now + 90s), std::optional(1));
    }
};

EMBEDSCOPE_TEST(TestListUse)
#include "tst_listuse.moc"
