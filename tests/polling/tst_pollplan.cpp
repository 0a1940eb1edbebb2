// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/pollplan.h"

#include "support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <deque>
#include <random>

using namespace embedscope;
using namespace std::chrono_literals;

/// The plan as a value: which request comes when. All times are made up, nothing is sent.
class TestPollPlan final : public QObject
{
    Q_OBJECT

private:
    static inline const MonotonicTime start = MonotonicTime(1000h);
    static inline const QDateTime wall = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);

    static TaskId id(int number) { return *TaskId::fromString(QStringLiteral("task%1").arg(number)); }
    static std::vector<TaskId> ids(int count)
    {
        std::vector<TaskId> all;
        for (int i = 1; i <= count; ++i)
            all.push_back(id(i));
        return all;
    }
    static PollPlan plan(bool mayUseList = true, RequestBudget::Limits budget = {6000, 0})
    {
        return PollPlan({.interval = 5s, .budget = budget, .mayUseList = mayUseList}, 1);
    }
    static TaskListPage page(std::initializer_list<std::pair<int, TaskState>> tasks, int total = 1)
    {
        TaskListPage page;
        page.totalPages = total;
        for (const auto &[number, state] : tasks) {
            ListedTask task;
            task.id = id(number);
            task.state = state;
            page.tasks.push_back(task);
        }
        return page;
    }
    static void answer(PollPlan &plan, int number, TaskState state, MonotonicTime now)
    {
        PolledFacts facts;
        facts.state = state;
        plan.taskAnswered(id(number), facts, {}, now, wall);
    }
    static double secondsTo(const PollPlan &plan, MonotonicTime now)
    {
        const auto next = plan.nextTake(now);
        return next ? std::chrono::duration<double>(*next - now).count() : -1;
    }

private Q_SLOTS:
    void onePollGrowsToAMinute()
    {
        PollPlan plan = TestPollPlan::plan();
        plan.add(std::array{id(1)}, start);
        MonotonicTime now = start;
        for (const double expected : {5.0, 7.5, 11.25, 16.9, 25.3, 38.0, 57.0, 60.0, 60.0}) {
            const auto request = plan.take(now);
            QVERIFY(request && request->id == id(1));
            QVERIFY(!plan.take(now)); // under way
            answer(plan, 1, TaskState::Processing, now);
            const double wait = secondsTo(plan, now);
            QVERIFY2(wait >= 0.79 * expected && wait <= 1.21 * expected, qPrintable(QString::number(wait)));
            now = *plan.nextTake(now);
        }
        QVERIFY(plan.take(now).has_value());
        answer(plan, 1, TaskState::Ready, now);
        QVERIFY(!plan.nextTake(now)); // never again by itself
    }

    void experienceMovesThePollTowardsTheLikelyEnd()
    {
        PollPlan plan = TestPollPlan::plan();
        MonotonicTime now = start;
        for (int i = 0; i < 5; ++i, now += 10s) {
            plan.add(std::array{id(100 + i)}, now);
            QVERIFY(plan.take(now).has_value());
            plan.taskAnswered(id(100 + i),
                              {TaskState::Ready, QStringLiteral("video"), 600, wall, wall.addSecs(290 + i)}, {}, now,
                              wall);
        }
        plan.add(std::array{id(1)}, now);
        QVERIFY(plan.take(now).has_value());
        // It was created 280 s ago: by itself the first wait would be 5 s, and it is.
        const PolledFacts facts{TaskState::Processing, QStringLiteral("video"), 600, wall, {}};
        plan.taskAnswered(id(1), facts, {}, now, wall.addSecs(280));
        QVERIFY(secondsTo(plan, now) <= 10.1);
        QCOMPARE(plan.estimate(id(1))->tasks, 5);
        // After many polls the wait would be a minute; the likely end comes first.
        for (int i = 0; i < 12; ++i) {
            now = *plan.nextTake(now);
            QVERIFY(plan.take(now).has_value());
            plan.taskAnswered(id(1), facts, {}, now, wall.addSecs(200));
        }
        const PolledFacts late{TaskState::Processing, QStringLiteral("video"), 600, wall, {}};
        now = *plan.nextTake(now);
        QVERIFY(plan.take(now).has_value());
        plan.taskAnswered(id(1), late, {}, now, wall.addSecs(270));
        const double wait = secondsTo(plan, now);
        QVERIFY2(wait > 15 && wait < 22, qPrintable(QString::number(wait)));
    }

    void manyAreFollowedByTheList()
    {
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(5), start);
        auto request = plan.take(start);
        QVERIFY(request && request->isPage());
        QCOMPARE(request->page, 1);
        QVERIFY(!plan.take(start));
        plan.pageAnswered(1, page({{1, TaskState::Processing}, {2, TaskState::Ready}, {3, TaskState::Failed},
                                   {4, TaskState::Processing}}),
                          {}, start + 1s);
        // Those that have ended, and the one that the list does not hold, are asked for one by one.
        QSet<TaskId> single;
        while ((request = plan.take(start + 1s)))
            single.insert(request->id);
        QCOMPARE(single, (QSet<TaskId>{id(2), id(3), id(5)}));
        QVERIFY(plan.isFollowedByList(id(1), start + 1s));
        QVERIFY(!plan.isFollowedByList(id(5), start + 1s));
        answer(plan, 2, TaskState::Ready, start + 2s);
        answer(plan, 3, TaskState::Failed, start + 2s);
        answer(plan, 5, TaskState::Processing, start + 2s);
        QVERIFY(plan.view(start + 2s).usesList);
        // The next sweep comes after the interval, and so does the poll of the one on its own.
        int pages = 0;
        for (MonotonicTime now = start + 2s; now < start + 12s; now += 100ms) {
            while ((request = plan.take(now))) {
                if (request->isPage()) {
                    ++pages;
                    plan.pageAnswered(1, page({{1, TaskState::Processing}, {4, TaskState::Processing}}), {}, now);
                } else {
                    QCOMPARE(request->id, id(5));
                    answer(plan, 5, TaskState::Processing, now);
                }
            }
        }
        QVERIFY2(pages >= 2 && pages <= 4, qPrintable(QString::number(pages)));
    }

    void whatTheListDoesNotHoldLeavesItAFewAtATime()
    {
        constexpr int count = 3000;
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(count), start);
        QVERIFY(plan.take(start)->isPage());
        plan.pageAnswered(1, page({}), {}, start);
        const auto followed = [&plan] {
            const std::vector<TaskId> all = ids(count);
            return std::ranges::count_if(all, [&plan](const TaskId &id) { return plan.isFollowedByList(id, start); });
        };
        const auto first = followed();
        QVERIFY2(first > 0 && first < count, qPrintable(QString::number(first)));
        // Every one of them is asked for, once.
        QSet<TaskId> asked;
        MonotonicTime now = start;
        while (asked.size() < count && now < start + 10min) {
            while (const auto request = plan.take(now)) {
                if (request->isPage()) {
                    plan.pageAnswered(request->page, page({}), {}, now);
                    continue;
                }
                QVERIFY(!asked.contains(request->id));
                asked.insert(request->id);
                PolledFacts facts;
                facts.state = TaskState::Ready;
                plan.taskAnswered(request->id, facts, {}, now, wall);
            }
            now += 100ms;
        }
        QCOMPARE(asked.size(), count);
        QCOMPARE(plan.view(now).open, 0);
    }

    void whatALaterPageHoldsStaysWithTheList()
    {
        constexpr int count = 3000;
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(count), start);
        QVERIFY(plan.take(start)->isPage());
        plan.pageAnswered(1, page({}), {}, start);
        int later = 1; // one that was not moved yet
        while (!plan.isFollowedByList(id(later), start))
            ++later;
        plan.pageAnswered(1, page({{later, TaskState::Processing}}), {}, start);
        for (int i = 0; i < 20; ++i)
            (void)plan.take(start + std::chrono::seconds(i));
        QVERIFY(plan.isFollowedByList(id(later), start + 20s));
    }

    void aServiceWithoutAListGetsSingleRequests_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::newRow("404") << static_cast<int>(FailureKind::NotFound) << 404;
        QTest::newRow("403, while a single request may be welcome") << static_cast<int>(FailureKind::Forbidden) << 403;
        QTest::newRow("400") << static_cast<int>(FailureKind::ServiceError) << 400;
        QTest::newRow("no list") << static_cast<int>(FailureKind::Unreadable) << 200;
    }
    void aServiceWithoutAListGetsSingleRequests()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(4), start);
        QVERIFY(plan.take(start)->isPage());
        const auto decision = plan.pageFailed(
            1, {.kind = static_cast<FailureKind>(kind), .httpStatus = status}, {}, start, start + 1s);
        QVERIFY(!decision.standstill);
        int single = 0;
        for (MonotonicTime now = start + 1s; now < start + 60s; now += 100ms) {
            while (const auto request = plan.take(now)) {
                QVERIFY(!request->isPage());
                ++single;
                plan.taskAnswered(request->id, {}, {}, now, wall);
            }
        }
        QVERIFY(single >= 12);
    }

    void aListThatHangsHoldsNobodyUp()
    {
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(3), start);
        QVERIFY(plan.take(start)->isPage());
        QVERIFY(!plan.take(start + 1s));
        QVERIFY(secondsTo(plan, start + 1s) <= 1.1);
        const auto request = plan.take(start + 2s);
        QVERIFY(request && !request->isPage());
    }

    void aListInTroubleRestsAndSingleRequestsGoOn()
    {
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(3), start);
        MonotonicTime now = start;
        int pages = 0;
        int single = 0;
        for (; now < start + 50s; now += 100ms) {
            while (const auto request = plan.take(now)) {
                if (request->isPage()) {
                    ++pages;
                    (void)plan.pageFailed(1, {.kind = FailureKind::ServiceError, .httpStatus = 500}, {}, now, now);
                } else {
                    ++single;
                    plan.taskAnswered(request->id, {}, {}, now, wall);
                }
            }
        }
        QCOMPARE(pages, 3);
        QVERIFY(single >= 6);
    }

    void whatTheServiceAsksToWaitHoldsForAll_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("slows");
        QTest::newRow("429") << static_cast<int>(FailureKind::RateLimited) << 429 << true;
        QTest::newRow("503") << static_cast<int>(FailureKind::ServiceError) << 503 << false;
        QTest::newRow("404") << static_cast<int>(FailureKind::NotFound) << 404 << false;
    }
    void whatTheServiceAsksToWaitHoldsForAll()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        QFETCH(bool, slows);
        const Failure failure{.kind = static_cast<FailureKind>(kind), .httpStatus = status, .retryAfter = 90s};
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(ids(5), start);
        const auto request = plan.take(start);
        QVERIFY(request.has_value());
        (void)plan.taskFailed(request->id, failure, {}, start, start + 1s);
        plan.askNow(std::array{id(5)}, start + 2s); // not even what the user asks for
        plan.hurry(start + 2s);
        for (MonotonicTime now = start + 1s; now < start + 91s; now += 100ms)
            QVERIFY(!plan.take(now));
        QCOMPARE(*plan.nextTake(start + 2s), start + 91s);
        QCOMPARE(*plan.view(start + 2s).budget.resumes, start + 91s); // and the window says so
        QCOMPARE(plan.view(start + 2s).budget.isSlowed, slows);
        QCOMPARE(plan.take(start + 91s)->id, id(5));
    }

    void whatAPageIsAskedToWaitHoldsForSingleTasks()
    {
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(5), start);
        QVERIFY(plan.take(start)->isPage());
        (void)plan.pageFailed(1, {.kind = FailureKind::ServiceError, .httpStatus = 503, .retryAfter = 90s}, {}, start,
                              start + 1s);
        plan.askNow(std::array{id(5)}, start + 2s);
        for (MonotonicTime now = start + 1s; now < start + 91s; now += 100ms)
            QVERIFY(!plan.take(now));
        QCOMPARE(plan.take(start + 91s)->id, id(5));
        QVERIFY(plan.take(start + 91s)->isPage());
    }

    void theUserComesFirst()
    {
        PollPlan plan = TestPollPlan::plan(false, {2, 0});
        plan.add(ids(10), start);
        QVERIFY(plan.take(start).has_value());
        plan.askNow(std::array{id(9)}, start);
        QCOMPARE(plan.take(start)->id, id(9));
    }

    void notFoundTakesThreeInARow()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(std::array{id(1)}, start);
        MonotonicTime now = start;
        const Failure failure{.kind = FailureKind::NotFound, .httpStatus = 404};
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(plan.take(now).has_value());
            const auto decision = plan.taskFailed(id(1), failure, {}, now, now);
            QCOMPARE(decision.settled.has_value(), i == 3);
            if (i < 3)
                now = *plan.nextTake(now);
        }
        QVERIFY(!plan.isWatched(id(1)));
    }

    void unreachableIsNotFailed()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(std::array{id(1)}, start);
        MonotonicTime now = start;
        for (int i = 1; i <= 9; ++i) {
            QVERIFY(plan.take(now).has_value());
            const auto decision = plan.taskFailed(id(1), {.kind = FailureKind::Network}, {}, now, now);
            QVERIFY(!decision.settled);
            QCOMPARE(decision.cycleOver, i % 3 == 0);
            const double wait = secondsTo(plan, now);
            QVERIFY2(i % 3 == 0 ? wait >= 30 : wait >= 0.5, qPrintable(QString::number(wait)));
            now = *plan.nextTake(now);
        }
    }

    void aStormOpensTheBreaker()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(ids(1000), start);
        int sent = 0;
        for (MonotonicTime now = start; now < start + 10min; now += 50ms) {
            while (const auto request = plan.take(now)) {
                ++sent;
                (void)plan.taskFailed(request->id, {.kind = FailureKind::Network}, {}, now, now);
            }
        }
        // Ten, then a probe after 30, 60, 120, 240 s.
        QVERIFY2(sent >= 13 && sent <= 16, qPrintable(QString::number(sent)));
        QVERIFY(plan.view(start + 10min).isBroken);
    }

    /// The service has answered: what the disk did with it is no reason to leave the service alone.
    void aFullDiskOpensNoBreaker()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(ids(100), start);
        const Failure full{.kind = FailureKind::Network, .isOfDisk = true};
        int sent = 0;
        for (MonotonicTime now = start; now < start + 1min; now += 50ms) {
            while (const auto request = plan.take(now)) {
                ++sent;
                (void)plan.taskFailed(request->id, full, {}, now, now);
            }
        }
        QVERIFY2(sent >= 100, qPrintable(QString::number(sent)));
        QVERIFY(!plan.view(start + 1min).isBroken);
    }

    void answersThatTheDiskDidNotTakeAreCounted()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(ids(3), start);
        const Failure full{.kind = FailureKind::Network, .detail = QStringLiteral("No space left"), .isOfDisk = true};
        for (int i = 1; i <= 3; ++i)
            (void)plan.taskFailed(plan.take(start)->id, full, {}, start, start);
        QCOMPARE(plan.view(start).notKept, 3);
        QCOMPARE(plan.view(start).whyNotKept, QStringLiteral("No space left"));
        plan.remove(std::array{id(1)});
        QCOMPARE(plan.view(start).notKept, 2);
        plan.hurry(start + 1s);
        (void)plan.taskFailed(id(2), {.kind = FailureKind::Timeout}, {}, start, start + 1s);
        PolledFacts ready;
        ready.state = TaskState::Ready;
        plan.taskAnswered(id(3), ready, {}, start + 1s, {});
        QCOMPARE(plan.view(start + 1s).notKept, 0);
        QVERIFY(plan.view(start + 1s).whyNotKept.isEmpty());
    }

    /// The probe's task may be removed while the probe is under way.
    void aProbeThatIsTakenBackIsFollowedByAnother()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(ids(40), start);
        MonotonicTime now = start;
        while (!plan.view(now).isBroken) {
            const auto request = plan.take(now);
            QVERIFY(request.has_value());
            (void)plan.taskFailed(request->id, {.kind = FailureKind::Network}, {}, now, now);
        }
        now = *plan.nextTake(now);
        const auto probe = plan.take(now);
        QVERIFY(probe.has_value());
        plan.remove(std::array{probe->id});
        plan.requestGone();
        QVERIFY(plan.nextTake(now).has_value());
        QVERIFY(plan.take(*plan.nextTake(now)).has_value());
    }

    void pollNowProbesAtOnce()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(ids(4), start);
        plan.setOffline(true, start);
        QVERIFY(!plan.take(start + 1s));
        plan.hurry(start + 1s);
        QVERIFY(plan.take(start + 1s).has_value());
    }

    void theListEndsWithWhatItLooksFor()
    {
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(4), start);
        QVERIFY(plan.take(start)->isPage());
        plan.pageAnswered(1, page({{1, TaskState::Processing}, {2, TaskState::Processing}}, 3), {}, start);
        plan.remove(std::array{id(3), id(4)}); // before their page was asked for
        QVERIFY(plan.nextTake(start).has_value());
        plan.hurry(start + 1s);
        QVERIFY(plan.take(start + 1s).has_value());
    }

    void aPausedTaskIsLeftAlone()
    {
        PollPlan plan = TestPollPlan::plan(false);
        plan.add(ids(2), start);
        plan.setTasksPaused(std::array{id(1)}, true, start);
        QVERIFY(plan.isPaused(id(1)));
        QCOMPARE(plan.take(start)->id, id(2));
        QVERIFY(!plan.take(start));
        plan.setTasksPaused(std::array{id(1)}, false, start + 1s);
        QCOMPARE(plan.take(start + 1s)->id, id(1));
    }

    void oneRoundAsksEachOnce()
    {
        PollPlan plan({.budget = {6000, 0}, .onlyOneRound = true}, 1);
        plan.add(ids(3), start);
        for (int i = 1; i <= 3; ++i)
            QVERIFY(!plan.take(start)->isPage());
        answer(plan, 1, TaskState::Processing, start);
        answer(plan, 2, TaskState::Ready, start);
        const auto decision = plan.taskFailed(
            id(3), {.kind = FailureKind::RateLimited, .httpStatus = 429, .retryAfter = 1h}, {}, start, start);
        QVERIFY(decision.cycleOver); // nobody waits an hour for one round
        QVERIFY(!plan.nextTake(start));
    }

    void oneRoundEndsAfterThreeRefusals()
    {
        PollPlan plan({.budget = {6000, 0}, .onlyOneRound = true}, 1);
        plan.add(ids(1), start);
        MonotonicTime now = start;
        int asked = 0;
        while (plan.isWatched(id(1))) {
            now = std::max(now + 1ms, plan.nextTake(now).value_or(now));
            if (!plan.take(now))
                continue;
            QVERIFY(++asked <= 3);
            (void)plan.taskFailed(id(1), {.kind = FailureKind::RateLimited, .httpStatus = 429}, {}, now, now);
        }
        QCOMPARE(asked, 3);
        QVERIFY(now - start >= 2s); // and not at once
    }

private:
    /// One round by itself: what is sent fails as `failureOf` says, or is answered, 0.1 s later. Returns how long it takes.
    template<class FailureOf>
    static std::chrono::duration<double> oneRound(PollPlan &plan, int tasks, FailureOf failureOf,
                                                  std::optional<PollPlan::RoundEnd> &end, int *answered = nullptr)
    {
        plan.add(ids(tasks), start);
        MonotonicTime now = start;
        std::deque<std::pair<MonotonicTime, TaskId>> underWay;
        QHash<TaskId, int> asked;
        while (now < start + 48h) {
            while (const auto request = plan.take(now)) {
                underWay.emplace_back(now, request->id);
                if (++asked[request->id] > triesPerCycle)
                    return 1000h;
            }
            (void)plan.takeOverdue(now);
            end = plan.roundEnd(now);
            if ((end && underWay.empty()) || plan.view(now).open == 0)
                return now - start;
            const auto next = underWay.empty() ? plan.nextTake(now) : std::optional(underWay.front().first + 100ms);
            const auto latest = plan.nextOfRound(now);
            if (!next && !latest)
                return 1000h;
            const auto first = next && latest ? std::min(*next, *latest) : next ? *next : *latest;
            now = std::max(now + 1ms, first);
            if (underWay.empty() || underWay.front().first + 100ms > now)
                continue;
            const auto [sentAt, id] = underWay.front();
            underWay.pop_front();
            if (const std::optional<Failure> failure = failureOf(id, now)) {
                (void)plan.taskFailed(id, *failure, {}, sentAt, now);
            } else {
                plan.taskAnswered(id, {}, {}, now, wall);
                if (answered)
                    ++*answered;
            }
        }
        return 1000h;
    }

private Q_SLOTS:
    void oneRoundEndsInItsMinute_data()
    {
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("retryAfterSec");
        QTest::addColumn<double>("mostSec");
        QTest::newRow("10 refused") << 10 << static_cast<int>(FailureKind::Network) << 0 << 10.0;
        QTest::newRow("100 refused") << 100 << static_cast<int>(FailureKind::Network) << 0 << 61.0;
        QTest::newRow("10,000 refused") << 10'000 << static_cast<int>(FailureKind::Network) << 0 << 61.0;
        QTest::newRow("10,000 sign-in pages") << 10'000 << static_cast<int>(FailureKind::NotTheService) << 0 << 61.0;
        QTest::newRow("10,000 times in trouble") << 10'000 << static_cast<int>(FailureKind::ServiceError) << 0 << 61.0;
        QTest::newRow("10,000 times too many") << 10'000 << static_cast<int>(FailureKind::RateLimited) << 0 << 61.0;
        QTest::newRow("to wait an hour") << 100 << static_cast<int>(FailureKind::RateLimited) << 3600 << 2.0;
        QTest::newRow("to wait 30 s, again and again") << 100 << static_cast<int>(FailureKind::RateLimited) << 30 << 61.0;
    }
    void oneRoundEndsInItsMinute()
    {
        QFETCH(int, tasks);
        QFETCH(int, kind);
        QFETCH(int, retryAfterSec);
        QFETCH(double, mostSec);
        Failure failure{.kind = static_cast<FailureKind>(kind)};
        if (failure.kind != FailureKind::Network)
            failure.httpStatus = failure.kind == FailureKind::RateLimited ? 429 : 503;
        if (retryAfterSec > 0)
            failure.retryAfter = std::chrono::seconds(retryAfterSec);
        PollPlan plan({.onlyOneRound = true}, 1);
        std::optional<PollPlan::RoundEnd> end;
        const auto took = oneRound(plan, tasks, [&](const TaskId &, MonotonicTime) { return std::optional(failure); }, end);
        QVERIFY2(took.count() <= mostSec, qPrintable(QString::number(took.count())));
        QCOMPARE(end.has_value(), tasks > 10);
        if (retryAfterSec == 3600)
            QVERIFY(end == PollPlan::RoundEnd::ToldToWait);
    }

    void oneRoundOutlastsAShortFault_data()
    {
        QTest::addColumn<int>("tasks");
        for (const int tasks : {10, 59, 60, 80, 1000})
            QTest::newRow(qPrintable(QString::number(tasks))) << tasks;
    }
    void oneRoundOutlastsAShortFault()
    {
        QFETCH(int, tasks);
        PollPlan plan({.onlyOneRound = true}, 1);
        std::optional<PollPlan::RoundEnd> end;
        int answered = 0;
        (void)oneRound(plan, tasks, [&](const TaskId &, MonotonicTime now) {
            return now < start + 2s ? std::optional(Failure{.kind = FailureKind::Network}) : std::nullopt;
        }, end, &answered);
        QVERIFY(!end);
        QVERIFY2(answered >= tasks - 30, qPrintable(QString::number(answered))); // three tries may be over by then
    }

    /// What takes long because very much is asked for is no wait.
    void oneRoundOfALivingServiceGoesOn()
    {
        PollPlan plan({.onlyOneRound = true}, 1);
        std::optional<PollPlan::RoundEnd> end;
        int answered = 0;
        int count = 0;
        const auto took = oneRound(plan, 5000, [&](const TaskId &, MonotonicTime) {
            return ++count % 7 == 0 ? std::optional(Failure{.kind = FailureKind::Network}) : std::nullopt;
        }, end, &answered);
        QVERIFY(took < 1h);
        QVERIFY(!end);
        QVERIFY(answered > 4900);
    }

    void aTaskThatIsAlwaysTooManyHoldsNoRoundUp_data()
    {
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("refused");
        QTest::addColumn<double>("mostSec");
        QTest::newRow("2 of 8") << 8 << 2 << 20.0;
        QTest::newRow("12 of 40") << 40 << 12 << 240.0;
        QTest::newRow("20 of 40") << 40 << 20 << 300.0;
        QTest::newRow("1 of 1,000") << 1000 << 1 << 1200.0; // 1,000 need 16 minutes at 60 a minute
    }
    void aTaskThatIsAlwaysTooManyHoldsNoRoundUp()
    {
        QFETCH(int, tasks);
        QFETCH(int, refused);
        QFETCH(double, mostSec);
        PollPlan plan({.onlyOneRound = true}, 1);
        std::optional<PollPlan::RoundEnd> end;
        int answered = 0;
        const auto took = oneRound(plan, tasks, [&](const TaskId &each, MonotonicTime) {
            for (int i = 1; i <= refused; ++i) {
                if (each == id(1 + (i - 1) * tasks / refused))
                    return std::optional(Failure{.kind = FailureKind::RateLimited, .httpStatus = 429});
            }
            return std::optional<Failure>();
        }, end, &answered);
        QVERIFY(!end);
        QCOMPARE(answered, tasks - refused);
        QVERIFY2(took.count() <= mostSec, qPrintable(QString::number(took.count())));
    }

    void aWaitIsToldWithTheMomentAtWhichARequestIsSent()
    {
        PollPlan plan({.budget = {4, 0}, .mayUseList = false}, 1);
        plan.add(ids(6), start);
        for (int i = 0; i < 4; ++i)
            QVERIFY(plan.take(start));
        (void)plan.taskFailed(id(1), {.kind = FailureKind::RateLimited, .httpStatus = 429, .retryAfter = 20s}, {}, start, start);
        const auto waiting = plan.view(start).waiting;
        QVERIFY(waiting && waiting->until > start + 20s); // the time that was told is over sooner than the minute
        QVERIFY(!plan.take(*waiting->until - 1ms));
        QVERIFY(plan.take(*waiting->until));
    }

    void oneRoundDoesNotWaitForAnotherDay()
    {
        PollPlan plan({.budget = {600, 20}, .onlyOneRound = true}, 1);
        std::optional<PollPlan::RoundEnd> end;
        int answered = 0;
        const auto took = oneRound(plan, 50, [](const TaskId &, MonotonicTime) { return std::optional<Failure>(); }, end, &answered);
        QVERIFY(took < 10s);
        QVERIFY(end == PollPlan::RoundEnd::DaySpent);
        QCOMPARE(answered, 20);
    }

    void anotherServiceIsAnotherStart()
    {
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(3), start);
        QVERIFY(plan.take(start)->isPage());
        (void)plan.pageFailed(1, {.kind = FailureKind::NotFound, .httpStatus = 404}, {}, start, start);
        QVERIFY(!plan.take(start)->isPage());
        plan.startAnew(start + 1s);
        QVERIFY(plan.take(start + 1s)->isPage());
    }

    void anythingMayHappenInAnyOrder()
    {
        // Whatever happens, no task is asked for twice at once, never more than six are, and time never runs backwards.
        for (unsigned seed = 0; seed < 40; ++seed) {
            std::mt19937 random(seed);
            PollPlan plan({.interval = 1s, .budget = {600, 0}}, seed);
            std::vector<PollRequest> underWay;
            MonotonicTime now = start;
            const auto some = [&] { return id(static_cast<int>(random() % 30)); };
            for (int step = 0; step < 3000; ++step) {
                now += std::chrono::milliseconds(random() % 400);
                switch (random() % 12) {
                case 0:
                    plan.add(std::array{some(), some()}, now);
                    break;
                case 1: {
                    const TaskId gone = some();
                    plan.remove(std::array{gone});
                    if (std::erase_if(underWay, [&](const PollRequest &request) { return request.id == gone; }) > 0)
                        plan.requestGone();
                    break;
                }
                case 2:
                    plan.askNow(std::array{some()}, now);
                    break;
                case 3:
                    plan.setTasksPaused(std::array{some()}, random() % 2 == 0, now);
                    break;
                case 4:
                    plan.hurry(now);
                    break;
                case 5:
                    plan.setOffline(random() % 8 == 0, now);
                    break;
                default:
                    break;
                }
                while (const auto request = plan.take(now)) {
                    for (const PollRequest &other : underWay)
                        QVERIFY(request->isPage() || other.isPage() || other.id != request->id);
                    underWay.push_back(*request);
                    QVERIFY(underWay.size() <= 6);
                }
                if (underWay.empty() || random() % 2 == 0)
                    continue;
                const size_t which = random() % underWay.size();
                const PollRequest done = underWay[which];
                underWay.erase(underWay.begin() + static_cast<ptrdiff_t>(which));
                const std::array kinds{FailureKind::Network, FailureKind::RateLimited, FailureKind::NotFound,
                                       FailureKind::Unreadable, FailureKind::ServiceError};
                const Failure failure{.kind = kinds[random() % kinds.size()], .httpStatus = 500};
                if (done.isPage() && random() % 3 == 0)
                    (void)plan.pageFailed(done.page, failure, {}, now, now);
                else if (done.isPage())
                    plan.pageAnswered(done.page,
                                      page({{static_cast<int>(random() % 30), TaskState::Ready},
                                            {static_cast<int>(random() % 30), TaskState::Processing}},
                                           1 + static_cast<int>(random() % 3)),
                                      {}, now);
                else if (random() % 3 == 0)
                    (void)plan.taskFailed(done.id, failure, {}, now, now);
                else
                    plan.taskAnswered(done.id,
                                      {random() % 3 == 0 ? TaskState::Ready : TaskState::Processing, {}, {}, {}, {}}, {},
                                      now, wall);
                if (const auto next = plan.nextTake(now))
                    QVERIFY(*next >= now);
            }
        }
    }

    void whatIsWatchedIsNeverForgotten()
    {
        // As long as a task is watched and nothing of it is under way, the plan knows when it goes on.
        PollPlan plan = TestPollPlan::plan();
        plan.add(ids(60), start);
        std::mt19937 random(3);
        MonotonicTime now = start;
        QSet<TaskId> open;
        for (const TaskId &each : ids(60))
            open.insert(each);
        while (!open.isEmpty()) {
            while (const auto request = plan.take(now)) {
                if (request->isPage()) {
                    TaskListPage content;
                    for (const TaskId &each : std::as_const(open)) {
                        ListedTask listed;
                        listed.id = each;
                        listed.state = random() % 6 == 0 ? TaskState::Ready : TaskState::Processing;
                        if (random() % 5 != 0)
                            content.tasks.push_back(listed);
                    }
                    plan.pageAnswered(request->page, content, {}, now);
                } else if (random() % 4 == 0) {
                    (void)plan.taskFailed(request->id, {.kind = FailureKind::Timeout}, {}, now, now);
                } else if (random() % 2 == 0) {
                    answer(plan, request->id.toString().mid(4).toInt(), TaskState::Ready, now);
                    open.remove(request->id);
                } else {
                    answer(plan, request->id.toString().mid(4).toInt(), TaskState::Processing, now);
                }
            }
            const auto next = plan.nextTake(now);
            QVERIFY(open.isEmpty() || next.has_value());
            now = std::max(now + 1ms, next.value_or(now));
            QVERIFY(now < start + 24h);
        }
    }
};

EMBEDSCOPE_TEST(TestPollPlan)
#include "tst_pollplan.moc"
