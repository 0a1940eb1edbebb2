// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/schedule/simulatedservice.h"
#include "polling/pollplan.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <queue>

// Simulates thousands of hours of watching with the program's own PollPlan, and compares how soon it knows that a
// task has ended, and how many requests that takes, with other ways to ask. Seeded: every run prints the same.

using namespace embedscope;

namespace {

constexpr double roundTrip = SimulatedService::roundTrip;

/// What a way of asking achieved, over all tasks of all its rounds.
struct Outcome
{
    std::vector<double> delays; ///< s from "ended" to "known"
    double hours = 0;
    qint64 requests = 0;
    qint64 single = 0; ///< requests for a task, not for a page of the list
    qint64 refused = 0; ///< 429s
    qint64 refusedKnowing = 0; ///< 429s after the limit was known
    double interval = 0; ///< sum of the waits between the last two looks at a task; 0: not counted

    void add(const SimulatedService &service, double until)
    {
        hours += until / 3600;
        requests += service.requests();
        refused += service.refused();
    }
    double mean() const
    {
        return std::accumulate(delays.begin(), delays.end(), 0.0) / static_cast<double>(delays.size());
    }
    double percentile95()
    {
        const auto place = delays.begin() + static_cast<ptrdiff_t>(delays.size() * 95 / 100);
        std::nth_element(delays.begin(), place, delays.end());
        return *place;
    }
};

/// An answer on its way back.
struct Coming
{
    double at = 0;
    double sentAt = 0;
    PollRequest request;
    bool refused = false;
    bool limitWasKnown = false;
    TaskState state = TaskState::Processing;
    TaskListPage page;
    RateLimits limits;
    bool operator<(const Coming &other) const { return at > other.at; }
};

MonotonicTime moment(double sec)
{
    return MonotonicTime(std::chrono::duration_cast<MonotonicClock::duration>(std::chrono::duration<double>(sec + 1e6)));
}

double secondsOf(MonotonicTime time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count() - 1e6;
}

Coming answerFor(const PollRequest &request, SimulatedService &service, double sentAt)
{
    const double arrives = sentAt + roundTrip / 2;
    Coming coming;
    coming.at = sentAt + roundTrip;
    coming.sentAt = sentAt;
    coming.request = request;
    coming.refused = !service.accept(arrives);
    coming.limits = service.limits(arrives);
    if (request.isPage())
        coming.page = service.page(request.page, arrives);
    else if (service.hasEnded(service.indexOf(request.id), arrives))
        coming.state = TaskState::Ready;
    return coming;
}

/// The program's own way. `plan` keeps what it learns from one round to the next; `base` is when this round begins.
double watchByPlan(PollPlan &plan, SimulatedService &service, double base, Outcome &outcome)
{
    std::vector<TaskId> ids;
    QHash<TaskId, double> looked; // when a task was last looked at
    QHash<TaskId, double> interval; // between the look that found it ended and the one before
    for (const SimulatedTask &task : service.tasks())
        ids.push_back(task.id);
    plan.add(ids, moment(base));
    std::priority_queue<Coming> coming;
    size_t open = ids.size();
    double now = 0;
    bool limitKnown = base > 0;
    while (open > 0) {
        while (const auto request = plan.take(moment(base + now))) {
            Coming answer = answerFor(*request, service, now);
            answer.limitWasKnown = limitKnown;
            outcome.single += request->isPage() ? 0 : 1;
            coming.push(std::move(answer));
        }
        const auto next = plan.nextTake(moment(base + now));
        const double wake = next ? std::max(now + 1e-6, secondsOf(*next) - base + 1e-6) : 1e18;
        if (coming.empty() || wake < coming.top().at) {
            now = wake;
            continue;
        }
        const Coming answer = coming.top();
        coming.pop();
        now = answer.at;
        const MonotonicTime at = moment(base + now);
        const MonotonicTime sentAt = moment(base + answer.sentAt);
        const auto look = [&](const TaskId &id, bool hasEnded) {
            if (!interval.contains(id) && hasEnded)
                interval.insert(id, answer.sentAt - looked.value(id, 0));
            looked.insert(id, answer.sentAt);
        };
        if (answer.refused) {
            outcome.refusedKnowing += answer.limitWasKnown ? 1 : 0;
            const Failure failure{.kind = FailureKind::RateLimited, .httpStatus = 429};
            if (answer.request.isPage())
                (void)plan.pageFailed(answer.request.page, failure, answer.limits, sentAt, at);
            else
                (void)plan.taskFailed(answer.request.id, failure, answer.limits, sentAt, at);
        } else if (answer.request.isPage()) {
            for (const ListedTask &listed : answer.page.tasks)
                look(listed.id, isSettled(listed.state));
            plan.pageAnswered(answer.request.page, answer.page, answer.limits, at);
        } else {
            const SimulatedTask &task = service.tasks()[static_cast<size_t>(service.indexOf(answer.request.id))];
            const bool ended = answer.state == TaskState::Ready;
            look(task.id, ended);
            plan.taskAnswered(task.id,
                              {answer.state, QStringLiteral("video"), task.mediaSec, SimulatedService::wall(task.created),
                               ended ? SimulatedService::wall(task.ends) : QDateTime()},
                              answer.limits, at, SimulatedService::wall(now));
            if (ended) {
                outcome.delays.push_back(now - std::max(0.0, task.ends));
                outcome.interval += interval.value(task.id);
                --open;
            }
        }
        limitKnown = true;
    }
    outcome.add(service, now);
    return now;
}

/// A script's way: all open tasks in turn, at most 6 at once, at the pace that `pace` allows; a 429 is passed over.
double watchInTurn(SimulatedService &service, double secBetweenRequests, double secBetweenRounds, Outcome &outcome)
{
    std::vector<int> open(service.tasks().size());
    std::iota(open.begin(), open.end(), 0);
    double now = 0;
    const double step = std::max(secBetweenRequests, roundTrip / PollPlan::mostRequests);
    while (!open.empty()) {
        const double begun = now;
        std::vector<int> still;
        for (const int task : open) {
            ++outcome.single;
            const double arrives = now + roundTrip / 2;
            if (service.accept(arrives) && service.hasEnded(task, arrives))
                outcome.delays.push_back(now + roundTrip
                                         - std::max(0.0, service.tasks()[static_cast<size_t>(task)].ends));
            else
                still.push_back(task);
            now += step;
        }
        open = std::move(still);
        now = std::max(now, begun + secBetweenRounds);
    }
    outcome.add(service, now);
    return now;
}

/// The best possible: one request for each task, sent as soon as it has ended and the limit allows.
void watchKnowing(SimulatedService &service, int perMinute, Outcome &outcome)
{
    std::vector<double> ends;
    for (const SimulatedTask &task : service.tasks())
        ends.push_back(std::max(0.0, task.ends));
    std::sort(ends.begin(), ends.end());
    std::vector<double> sent;
    for (size_t i = 0; i < ends.size(); ++i) {
        double when = ends[i] - roundTrip / 2;
        if (i >= static_cast<size_t>(perMinute))
            when = std::max(when, sent[i - static_cast<size_t>(perMinute)] + 60.000001);
        sent.push_back(std::max(0.0, when));
        (void)service.accept(sent.back());
        outcome.delays.push_back(sent.back() + roundTrip - ends[i]);
    }
    outcome.single += static_cast<qint64>(ends.size());
    outcome.add(service, sent.back());
}

void print(const char *way, Outcome &outcome, double best)
{
    const auto tasks = static_cast<double>(outcome.delays.size());
    std::printf("    %-24s %9.2f %9.2f %8.2f %12.3f %12.3f %8lld %8lld %8.0f\n", way, outcome.mean(),
                outcome.percentile95(), outcome.mean() / best, static_cast<double>(outcome.requests) / tasks,
                static_cast<double>(outcome.single) / tasks, outcome.refused,
                outcome.refusedKnowing, outcome.hours);
}

bool simulate(int count, int perMinute, int rounds)
{
    constexpr unsigned seed = 20261124;
    Outcome own;
    Outcome loop;
    Outcome turns;
    Outcome knowing;
    std::mt19937 random(seed);
    PollPlan plan({.interval = std::chrono::milliseconds(5000), .budget = {}}, seed);
    double base = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto tasks = makeTasks(count, random);
        SimulatedService forPlan(tasks, perMinute);
        base += watchByPlan(plan, forPlan, base, own) + 120;
        if (round >= 3 && count >= 1000)
            continue; // the others need fewer rounds to show what they are
        SimulatedService forLoop(tasks, perMinute);
        watchInTurn(forLoop, 0, 5, loop);
        SimulatedService forTurns(tasks, perMinute);
        watchInTurn(forTurns, 60.0 / perMinute, 0, turns);
        SimulatedService forKnowing(tasks, perMinute);
        watchKnowing(forKnowing, perMinute, knowing);
    }
    const int pages = (count + 49) / 50;
    const double sweepSec = 60.0 * (count > pages ? pages : count) / perMinute;
    const double best = knowing.mean();
    std::printf("  %d tasks, %d requests a minute: a sweep takes %.1f s%s\n", count, perMinute, sweepSec,
                sweepSec > 5 ? ", the budget binds" : "");
    print("this program", own, best);
    print("fixed 5 s loop", loop, best);
    print("round robin", turns, best);
    print("knowing the future", knowing, best);
    const double interval = own.interval / static_cast<double>(own.delays.size());
    bool held = own.refusedKnowing == 0;
    if (sweepSec > 5) {
        held = held && own.mean() <= 1.5 * best;
    } else {
        // The list is swept at the interval that is set; a single task's polls grow apart.
        const double aim = (count > pages ? 5.0 : interval) / 2 + roundTrip;
        std::printf("    half the poll interval and a round trip: %.2f s (mean interval in force: %.2f s)\n", aim,
                    interval);
        held = held && own.mean() <= aim;
    }
    if (count > pages)
        held = held && static_cast<double>(own.single) <= 1.1 * static_cast<double>(own.delays.size());
    std::printf("    %s\n", held ? "within the aims" : "NOT within the aims");
    std::fflush(stdout);
    return held;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::printf("Delay from \"ended\" to \"known\" in s, requests a task. Round trip %.2f s.\n", roundTrip);
    std::printf("    %-24s %9s %9s %8s %12s %12s %8s %8s %8s\n", "", "mean", "95 %", "x best", "requests", "single",
                "429s", "avoidable", "hours");
    bool held = true;
    for (const int perMinute : {25, 60, 600}) {
        held = simulate(1, perMinute, 4000) && held;
        held = simulate(50, perMinute, 200) && held;
        held = simulate(1000, perMinute, 30) && held;
        held = simulate(10'000, perMinute, 4) && held;
    }
    std::printf("%s\n", held ? "All within the aims." : "NOT all within the aims.");
    return held ? 0 : 1;
}
