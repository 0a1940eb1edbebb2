// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/pollplan.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

constexpr double growth = 1.5;
constexpr double jitter = 0.2;
constexpr std::chrono::milliseconds longestPause = 60s;
/// After a cycle of tries that brought no answer at all.
constexpr std::chrono::milliseconds pauseAfterCycle = 30s;

bool mayUseList(const PollPlan::Settings &settings)
{
    return settings.mayUseList && !settings.onlyOneRound;
}

} // namespace

PollPlan::PollPlan(const Settings &settings, quint32 seed)
    : m_settings(settings), m_random(seed), m_budget(settings.budget), m_list(mayUseList(settings)),
      m_round(settings.onlyOneRound ? std::optional(PollRound()) : std::nullopt)
{
}

int PollPlan::openTasks() const
{
    return static_cast<int>(m_entries.size());
}

void PollPlan::enqueue(const TaskId &id, Entry &entry, MonotonicTime due)
{
    dequeue(id);
    if (entry.isPaused || entry.isUnderWay)
        return;
    switch (entry.place) {
    case Place::Ended:
        m_wanted.put(id, due);
        break;
    case Place::Own:
        m_own.put(id, due);
        break;
    case Place::Listed:
        m_polls.put(id, due);
        m_list.watch(id, entry.added);
        break;
    }
}

void PollPlan::dequeue(const TaskId &id)
{
    m_purposeful.remove(id);
    m_wanted.remove(id);
    m_polls.remove(id);
    m_own.remove(id);
    m_list.unwatch(id);
}

void PollPlan::add(std::span<const TaskId> ids, MonotonicTime now)
{
    for (const TaskId &id : ids) {
        if (m_entries.contains(id))
            continue;
        Entry &entry = m_entries[id];
        entry.added = now;
        enqueue(id, entry, now);
        if (m_list.isRefused())
            m_wanted.put(id, now); // the first answer of each comes before second ones
    }
}

void PollPlan::askNow(std::span<const TaskId> ids, MonotonicTime now)
{
    for (const TaskId &id : ids) {
        const bool isNew = !m_entries.contains(id);
        Entry &entry = m_entries[id];
        if (isNew)
            entry.added = now;
        if (entry.isUnderWay)
            continue;
        entry.tries = 0;
        m_purposeful.put(id, now);
    }
}

void PollPlan::askPage(int page)
{
    if (std::find(m_askedPages.begin(), m_askedPages.end(), page) == m_askedPages.end())
        m_askedPages.push_back(page);
}

void PollPlan::remove(std::span<const TaskId> ids)
{
    for (const TaskId &id : ids) {
        dequeue(id);
        m_entries.remove(id);
        m_notKept.remove(id);
        if (m_round)
            m_round->forget(id);
    }
}

void PollPlan::hurry(MonotonicTime now)
{
    m_list.hurry();
    m_breaker.hurry(now);
    m_budget.hurry();
    for (PollSchedule *const schedule : {&m_wanted, &m_polls, &m_own}) {
        for (const TaskId &id : schedule->waiting())
            schedule->put(id, now);
    }
}

void PollPlan::startAnew(MonotonicTime now)
{
    m_budget.forgetService();
    m_breaker = {};
    m_unreached.reset();
    m_list = ListUse(mayUseList(m_settings));
    m_unlisted.clear();
    m_underWay = 0;
    if (m_round)
        m_round->startAnew();
    m_askedPages.clear();
    const QList<TaskId> ids = m_entries.keys();
    for (const TaskId &id : ids) {
        Entry &entry = m_entries[id];
        entry.place = Place::Listed;
        entry.isUnderWay = false;
        entry.tries = 0;
        enqueue(id, entry, now);
    }
    hurry(now);
}

void PollPlan::setTasksPaused(std::span<const TaskId> ids, bool paused, MonotonicTime now)
{
    for (const TaskId &id : ids) {
        const auto found = m_entries.find(id);
        if (found == m_entries.end() || found->isPaused == paused)
            continue;
        found->isPaused = paused;
        enqueue(id, *found, now);
    }
    if (!paused)
        m_list.sweepSoon();
}

bool PollPlan::isPaused(const TaskId &id) const
{
    const auto found = m_entries.constFind(id);
    return found != m_entries.cend() && found->isPaused;
}

PollRequest PollPlan::send(const PollRequest &request, bool isSpeculative, MonotonicTime now)
{
    m_budget.noteSent(now, isSpeculative, openTasks());
    m_breaker.noteSent();
    ++m_underWay;
    m_lastSent = now;
    if (!request.isPage()) {
        if (m_round)
            m_round->noteSent(request.id, now);
        Entry &entry = m_entries[request.id];
        dequeue(request.id);
        entry.isUnderWay = true;
    }
    return request;
}

std::optional<PollRequest> PollPlan::take(MonotonicTime now)
{
    leaveList(now);
    const auto allowed = nextByBreaker(now);
    if (m_underWay >= mostRequests || !allowed || *allowed > now || (isProbing() && m_underWay > 0)
        || m_budget.next(now) > now || roundEnd(now))
        return std::nullopt;
    if (!m_askedPages.empty()) {
        const int page = m_askedPages.front();
        m_askedPages.pop_front();
        return send({{}, page, true}, false, now);
    }
    std::array schedules{&m_purposeful, &m_wanted};
    if (m_round && m_round->wasTryAgain()) // in turns: what always fails must not keep the others waiting
        std::ranges::reverse(schedules);
    for (PollSchedule *const schedule : schedules) {
        if (const auto id = schedule->takeDue(now))
            return send({*id}, false, now);
    }
    const auto due = nextSpeculativeDue(now);
    if (!due || *due > now || m_budget.nextSpeculative(now, openTasks()) > now)
        return std::nullopt;
    if (const auto page = m_list.takePage(m_settings.interval, now))
        return send({{}, *page}, true, now);
    if (const auto id = m_own.takeDue(now))
        return send({*id}, true, now);
    if (!m_list.isUsed(now) || m_list.hangs(now)) {
        if (const auto id = m_polls.takeDue(now))
            return send({*id}, true, now);
    }
    return std::nullopt;
}

std::optional<MonotonicTime> PollPlan::nextByBreaker(MonotonicTime now) const
{
    return m_round ? m_round->next(now, m_budget.ratePerMinute()) : m_breaker.next(now);
}

std::optional<PollPlan::RoundEnd> PollPlan::roundEnd(MonotonicTime now) const
{
    return m_round && !m_entries.isEmpty() ? m_round->end(now, m_budget, m_underWay > 0) : std::nullopt;
}

std::vector<PollRound::Overdue> PollPlan::takeOverdue(MonotonicTime now)
{
    if (!m_round)
        return {};
    std::vector<PollRound::Overdue> overdue = m_round->overdue(m_purposeful.waiting(), now);
    for (const PollRound::Overdue &each : overdue)
        remove(std::span(&each.id, 1));
    return overdue;
}

std::optional<MonotonicTime> PollPlan::nextOfRound(MonotonicTime now) const
{
    if (!m_round || m_entries.isEmpty() || roundEnd(now))
        return std::nullopt;
    const auto end = m_round->endsBy(m_budget);
    const auto overdue = m_round->nextOverdue(m_purposeful.waiting(), now);
    if (!end || !overdue)
        return end ? std::max(now, *end) : overdue;
    return std::max(now, std::min(*end, *overdue));
}

bool PollPlan::endsRound(const TaskId &id, const RetryDecision &decision, MonotonicTime now) const
{
    return m_round && !decision.standstill
        && (decision.cycleOver || m_round->isTooLate(id, now + decision.wait.value_or(0ms)));
}

std::optional<PollPlan::Waiting> PollPlan::waiting(MonotonicTime now) const
{
    using Reason = Waiting::Reason;
    if (m_entries.isEmpty())
        return std::nullopt;
    if (m_purposeful.isEmpty() && std::ranges::all_of(m_entries, &Entry::isPaused))
        return Waiting{Reason::TasksPaused, std::nullopt};
    const auto allowed = nextByBreaker(now);
    if (isProbing())
        return Waiting{m_breaker.isOffline() ? Reason::Offline : Reason::Trouble, allowed};
    if (m_budget.next(now) > now) {
        const RequestBudget::View budget = m_budget.view(now);
        if (!budget.resumes)
            return Waiting{Reason::RateSpent, m_budget.next(now)};
        return Waiting{budget.isDaySpent       ? Reason::DaySpent
                           : budget.isRefusing ? Reason::Refused
                                               : Reason::ToldToWait,
                       std::max(*budget.resumes, m_budget.next(now))};
    }
    if (allowed && *allowed > now)
        return Waiting{Reason::Trouble, allowed};
    const auto isDue = [now](const std::optional<MonotonicTime> &due) { return due && *due <= now; };
    const MonotonicTime spreadUntil = m_budget.nextSpeculative(now, openTasks());
    if (spreadUntil > now && isDue(nextSpeculativeDue(now)) && !isDue(m_purposeful.nextDue()) && !isDue(m_wanted.nextDue()))
        return Waiting{Reason::Spread, spreadUntil};
    return std::nullopt;
}

/// When the next poll or page is due, were there no limits.
std::optional<MonotonicTime> PollPlan::nextSpeculativeDue(MonotonicTime now) const
{
    std::optional<MonotonicTime> next = m_own.nextDue();
    const auto consider = [&next](std::optional<MonotonicTime> time) {
        if (time)
            next = next ? std::min(*next, *time) : *time;
    };
    if (!m_list.isUsed(now) || m_list.hangs(now))
        consider(m_polls.nextDue());
    consider(m_list.nextDue(m_settings.interval, now));
    return next;
}

std::optional<MonotonicTime> PollPlan::nextTake(MonotonicTime now) const
{
    const auto allowed = nextByBreaker(now);
    if (m_underWay >= mostRequests || !allowed || (isProbing() && m_underWay > 0) || roundEnd(now))
        return std::nullopt;
    std::optional<MonotonicTime> next;
    if (!m_askedPages.empty())
        next = m_budget.next(now);
    for (const PollSchedule *const schedule : {&m_purposeful, &m_wanted}) {
        if (const auto due = schedule->nextDue()) {
            const MonotonicTime time = std::max(*due, m_budget.next(now));
            next = next ? std::min(*next, time) : time;
        }
    }
    if (const auto due = nextSpeculativeDue(now)) {
        const MonotonicTime time = std::max(*due, m_budget.nextSpeculative(now, openTasks()));
        next = next ? std::min(*next, time) : time;
    }
    return next ? std::optional(std::max(*next, *allowed)) : std::nullopt;
}

MonotonicClock::duration PollPlan::pauseBeforePoll(const Entry &entry, const QDateTime &wallNow)
{
    const double interval = inSeconds(m_settings.interval);
    const double longest = std::max(interval, inSeconds(longestPause));
    double pause = std::min(longest, interval * std::pow(growth, std::min(entry.polls - 1, 30)));
    pause *= 1 - jitter + 2 * jitter * random();
    if (entry.facts.createdAt.isValid() && wallNow >= entry.facts.createdAt) {
        const double elapsed = static_cast<double>(entry.facts.createdAt.msecsTo(wallNow)) / 1000;
        // Towards the likely end polls come closer, but never closer than the interval.
        if (const auto look = m_history.worthALook(entry.facts.kind, entry.facts.mediaSec, elapsed))
            pause = std::min(pause, std::max(interval, *look - elapsed));
    }
    return inClock(pause);
}

void PollPlan::taskAnswered(const TaskId &id, const PolledFacts &facts, const RateLimits &limits, MonotonicTime now,
                            const QDateTime &wallNow)
{
    m_underWay = std::max(0, m_underWay - 1);
    m_budget.noteAnswer(limits, now);
    noteReached(now);
    if (m_round)
        m_round->noteNews();
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    Entry &entry = *found;
    entry.isUnderWay = false;
    entry.hasAnswered = true;
    entry.tries = 0;
    m_notKept.remove(id);
    if (isSettled(facts.state)) {
        if (facts.createdAt.isValid() && facts.updatedAt.isValid() && facts.state == TaskState::Ready)
            m_history.add(facts.kind, facts.mediaSec,
                          static_cast<double>(facts.createdAt.msecsTo(facts.updatedAt)) / 1000);
        remove(std::span(&id, 1));
        return;
    }
    if (m_round) {
        remove(std::span(&id, 1));
        return;
    }
    ++entry.polls;
    const PolledFacts known = entry.facts;
    entry.facts = facts;
    if (entry.facts.kind.isEmpty()) { // a "processing" often says less than the list did
        entry.facts.kind = known.kind;
        entry.facts.mediaSec = known.mediaSec;
    }
    if (!entry.facts.createdAt.isValid())
        entry.facts.createdAt = known.createdAt;
    if (entry.place == Place::Ended)
        entry.place = Place::Own; // the list is ahead of the task: from now on only its own word counts
    enqueue(id, entry, now + pauseBeforePoll(entry, wallNow));
}

/// The service answered, whatever it said.
void PollPlan::noteReached(MonotonicTime now)
{
    m_breaker.noteAnswer(now);
    m_unreached.reset();
}

void PollPlan::noteUnreached(const Failure &failure, MonotonicTime sentAt, MonotonicTime now)
{
    // One round ends by itself, after a few tries each: nobody waits for a service that may not come back.
    if (!m_round && isInterception(failure))
        m_breaker.noteIntercepted(now);
    else if (!m_round)
        m_breaker.noteFault(now);
    m_unreached = Unreached{m_unreached ? m_unreached->since : sentAt, failure};
    m_unreached->why.bytes = {}; // must not keep files alive
}

void PollPlan::noteOutcome(const Failure &failure, const RateLimits &limits, MonotonicTime sentAt, MonotonicTime now)
{
    m_underWay = std::max(0, m_underWay - 1);
    constexpr int tooManyRequests = 429; // of a gateway before the service, too
    if (failure.httpStatus == tooManyRequests)
        m_budget.noteRefused(limits, sentAt, now);
    else if (failure.httpStatus)
        m_budget.noteAnswer(limits, now);
    else
        m_budget.noteLost();
    if (failure.retryAfter) // a 503 may name a time, too; it is about the service, not about this task
        m_budget.noteToldToWait(*failure.retryAfter, now);
    if (m_round && !isFault(failure) && failure.kind != FailureKind::RateLimited && !failure.isOfDisk)
        m_round->noteNews();
    if (isFault(failure) && !failure.isOfDisk) // a full disk is no trouble of the service
        noteUnreached(failure, sentAt, now);
    else
        noteReached(now);
}

RetryDecision PollPlan::taskFailed(const TaskId &id, const Failure &failure, const RateLimits &limits,
                                   MonotonicTime sentAt, MonotonicTime now)
{
    noteOutcome(failure, limits, sentAt, now);
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return {};
    Entry &entry = *found;
    entry.isUnderWay = false;
    // A 429 is about the account, not about the task; what is not the service says nothing of either.
    if ((failure.kind != FailureKind::RateLimited && !isInterception(failure)) || m_round) // but one round must come to an end
        ++entry.tries;
    if (failure.isOfDisk)
        m_notKept.insert(id, failure.detail);
    else
        m_notKept.remove(id);
    RetryDecision decision = decideAfterFailure(failure, std::max(1, entry.tries), random());
    const bool isRoundOver = endsRound(id, decision, now);
    if (isRoundOver)
        decision.cycleOver = true;
    if (decision.settled || isRoundOver) {
        remove(std::span(&id, 1));
        return decision;
    }
    if (decision.wait && decision.cycleOver && isFault(failure))
        decision.wait = std::max(*decision.wait, pauseAfterCycle);
    if (m_round)
        m_round->noteFailed(id, failure, entry.tries);
    putBack(id, entry, decision, now);
    return decision;
}

/// Where everything stands still the task keeps its place: it is asked first once things go on.
void PollPlan::putBack(const TaskId &id, Entry &entry, const RetryDecision &decision, MonotonicTime now)
{
    const MonotonicTime due = now + decision.wait.value_or(std::chrono::milliseconds(0));
    enqueue(id, entry, due);
    // Within a cycle of tries a request settles it, or says that it cannot be had.
    if (!entry.isPaused && !decision.cycleOver) {
        dequeue(id);
        // One round does not ask for all others first: the task's minute passes.
        (m_round ? m_purposeful : m_wanted).put(id, due);
    }
}

void PollPlan::noteEnded(const TaskId &id, Entry &entry, MonotonicTime now)
{
    entry.place = Place::Ended;
    if (!m_wanted.dueOf(id))
        enqueue(id, entry, now);
}

void PollPlan::pageAnswered(int page, const TaskListPage &content, const RateLimits &limits, MonotonicTime now)
{
    m_underWay = std::max(0, m_underWay - 1);
    m_budget.noteAnswer(limits, now);
    noteReached(now);
    const std::vector<TaskId> missing = m_list.notePage(page, content);
    for (const ListedTask &listed : content.tasks) {
        const auto found = m_entries.find(listed.id);
        if (found == m_entries.end())
            continue;
        Entry &entry = *found;
        entry.facts = {listed.state, listed.inputType, listed.durationSec, listed.createdAt, listed.updatedAt};
        if (isSettled(listed.state) && entry.place == Place::Listed)
            noteEnded(listed.id, entry, now);
    }
    if (!missing.empty()) {
        m_unlisted = missing;
        leaveList(now);
    }
}

/// What a whole sweep did not hold is asked for on its own from now on, unless a later page holds it. A few of them with each
/// request: there may be very many, and more than a few cannot be asked for before the next one.
void PollPlan::leaveList(MonotonicTime now)
{
    constexpr int mostAtOnce = 500;
    for (int left = mostAtOnce; left > 0 && !m_unlisted.empty(); --left) {
        const TaskId id = m_unlisted.back();
        m_unlisted.pop_back();
        const auto found = m_entries.find(id);
        if (found == m_entries.end() || found->place != Place::Listed || m_list.holds(id))
            continue;
        found->place = Place::Own;
        if (m_polls.dueOf(id)) { // else it is under way, paused or wanted already
            dequeue(id);
            m_wanted.put(id, now);
        }
    }
}

void PollPlan::pageShown(const RateLimits &limits, MonotonicTime now)
{
    m_underWay = std::max(0, m_underWay - 1);
    m_budget.noteAnswer(limits, now);
    noteReached(now);
}

void PollPlan::pageNotShown(const Failure &failure, const RateLimits &limits, MonotonicTime sentAt, MonotonicTime now)
{
    noteOutcome(failure, limits, sentAt, now);
}

RetryDecision PollPlan::pageFailed(int page, const Failure &failure, const RateLimits &limits, MonotonicTime sentAt,
                                   MonotonicTime now)
{
    noteOutcome(failure, limits, sentAt, now);
    const bool wasRefused = m_list.isRefused();
    const RetryDecision decision = m_list.pageFailed(page, failure, random(), now);
    if (m_list.isRefused() && !wasRefused)
        askUnanswered(now);
    return decision;
}

/// Single requests serve from now on. Those that never answered come first.
void PollPlan::askUnanswered(MonotonicTime now)
{
    const std::vector<TaskId> waiting = m_polls.waiting();
    for (const TaskId &id : waiting) {
        if (!m_entries[id].hasAnswered)
            m_wanted.put(id, now);
    }
}

void PollPlan::requestGone()
{
    m_underWay = std::max(0, m_underWay - 1);
    m_budget.noteLost();
    m_breaker.noteGone();
}

void PollPlan::takenBack(const PollRequest &request, MonotonicTime now)
{
    requestGone();
    if (request.isForUser) {
        askPage(request.page);
    } else if (request.isPage()) {
        m_list.pageGone(request.page);
    } else if (const auto found = m_entries.find(request.id); found != m_entries.end()) {
        found->isUnderWay = false;
        if (!found->isPaused)
            m_purposeful.put(request.id, now); // perhaps it was asked for by the user
    }
}

void PollPlan::sentAgain(MonotonicTime now)
{
    m_budget.noteSent(now, false, openTasks());
    m_budget.noteLost(); // one answer at most comes for both
}

int PollPlan::tries(const TaskId &id) const
{
    const auto found = m_entries.constFind(id);
    return found == m_entries.cend() ? 0 : found->tries;
}

std::optional<MonotonicTime> PollPlan::dueOf(const TaskId &id) const
{
    for (const PollSchedule *const schedule : {&m_purposeful, &m_wanted, &m_own, &m_polls}) {
        if (const auto due = schedule->dueOf(id))
            return due;
    }
    return std::nullopt;
}

bool PollPlan::isFollowedByList(const TaskId &id, MonotonicTime now) const
{
    return m_list.isWatched(id) && m_list.works(now) && !m_wanted.dueOf(id) && !m_purposeful.dueOf(id);
}

std::optional<DurationEstimate> PollPlan::estimate(const TaskId &id) const
{
    const auto found = m_entries.constFind(id);
    return found == m_entries.cend() ? std::nullopt : m_history.estimate(found->facts.kind, found->facts.mediaSec);
}

PollPlan::View PollPlan::view(MonotonicTime now) const
{
    View view;
    view.budget = m_budget.view(now);
    view.waiting = waiting(now);
    view.lastSent = m_lastSent;
    view.roundEnd = roundEnd(now);
    view.open = openTasks();
    view.usesList = m_list.works(now);
    const double requests = view.usesList ? m_list.pagesNeeded() : static_cast<double>(openTasks());
    view.sweepSec = requests * 60 / m_budget.ratePerMinute();
    if (view.usesList)
        view.nextSweep = m_list.nextSweep(m_settings.interval, now);
    view.isBroken = isProbing();
    view.isOffline = m_breaker.isOffline();
    if (view.isBroken)
        view.probe = m_breaker.next(now);
    view.isIntercepted = m_breaker.isIntercepted();
    view.unreached = m_unreached;
    if (const auto next = m_unreached ? nextTake(now) : std::nullopt; next && *next > now)
        view.nextTry = next;
    view.notKept = m_notKept.size();
    if (view.notKept > 0)
        view.whyNotKept = *m_notKept.begin();
    return view;
}

} // namespace embedscope
