// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/listuse.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// Less than the interval, so that the second round trip, for the task's own answer, is paid for.
constexpr double sweepShare = 0.8;
/// What has been processed for an hour may be noticed twenty seconds later.
constexpr double sweepOfAge = 1.0 / 180;
constexpr std::chrono::milliseconds longestSweepPause = 60s;
/// Longer than this nobody waits for a list that may not exist before single tasks are asked for.
constexpr auto listPatience = 2s;
constexpr auto listRest = 60s;

} // namespace

void ListUse::sweepSoon()
{
    if (!m_sweep.isUnderWay())
        m_sweep.abandon();
}

void ListUse::hurry()
{
    sweepSoon();
    m_restsUntil.reset();
    m_pageNotBefore.reset();
}

bool ListUse::isUsed(MonotonicTime now) const
{
    const int tasks = m_sweep.watchedTotal();
    // Where all are known to be in it, the last few stay with the list: it takes no more requests than they would.
    return m_state != State::Refused && tasks + (m_sweep.knowsAllPages() && tasks > 0 ? 1 : 0) > m_sweep.pagesNeeded()
        && !(m_restsUntil && *m_restsUntil > now);
}

bool ListUse::hangs(MonotonicTime now) const
{
    return m_state == State::Untried && m_firstPageSentAt && now - *m_firstPageSentAt >= listPatience;
}

MonotonicTime ListUse::nextSweep(std::chrono::milliseconds interval, MonotonicTime now) const
{
    const auto begun = m_sweep.begunAt();
    const bool anyNew = begun && m_sweep.youngest() > begun; // added since then
    if (!begun || anyNew || m_sweep.isUnderWay())
        return now;
    return std::max(now, *begun + sweepPause(interval, *begun));
}

std::optional<int> ListUse::takePage(std::chrono::milliseconds interval, MonotonicTime now)
{
    if (!isUsed(now) || hangs(now) || (m_pageNotBefore && *m_pageNotBefore > now))
        return std::nullopt;
    if (!m_sweep.isUnderWay() && nextSweep(interval, now) <= now)
        m_sweep.begin(now);
    if (!m_sweep.hasPage())
        return std::nullopt;
    if (m_state == State::Untried && !m_firstPageSentAt)
        m_firstPageSentAt = now;
    return m_sweep.takePage();
}

std::optional<MonotonicTime> ListUse::nextDue(std::chrono::milliseconds interval, MonotonicTime now) const
{
    if (!isUsed(now) || hangs(now))
        return std::nullopt;
    std::optional<MonotonicTime> next;
    if (m_state == State::Untried && m_firstPageSentAt)
        next = *m_firstPageSentAt + listPatience;
    if (!m_sweep.isUnderWay() || m_sweep.hasPage()) {
        const MonotonicTime page = std::max(nextSweep(interval, now), m_pageNotBefore.value_or(now));
        next = next ? std::min(*next, page) : page;
    }
    return next;
}

std::vector<TaskId> ListUse::notePage(int page, const TaskListPage &content)
{
    if (m_state == State::Untried)
        m_state = State::Works;
    m_firstPageSentAt.reset();
    m_pageTries = 0;
    return m_sweep.notePage(page, content);
}

/// Between the beginnings of two sweeps, the last of which has `begun`. What has run for long need not be noticed as soon.
MonotonicClock::duration ListUse::sweepPause(std::chrono::milliseconds interval, MonotonicTime begun) const
{
    const double age = inSeconds(begun - m_sweep.youngest().value_or(begun));
    const double shortest = inSeconds(interval);
    const double longest = std::max(shortest, inSeconds(longestSweepPause));
    return inClock(std::clamp(age * sweepOfAge, shortest * sweepShare, longest));
}

void ListUse::pageGone(int page)
{
    m_firstPageSentAt.reset();
    m_sweep.putBack(page);
}

RetryDecision ListUse::pageFailed(int page, const Failure &failure, double random, MonotonicTime now)
{
    m_firstPageSentAt.reset();
    RetryDecision decision = decideAfterFailure(failure, m_pageTries + 1, random);
    if (failure.kind == FailureKind::Forbidden) // perhaps the list alone: a single request will tell
        decision = {};
    if (decision.standstill) {
        m_sweep.abandon();
        return decision;
    }
    const bool isLimited = failure.kind == FailureKind::RateLimited;
    if (!isLimited && !isFault(failure)) {
        m_state = State::Refused;
        m_sweep.abandon();
        return {};
    }
    m_sweep.putBack(page);
    m_pageNotBefore = now + *decision.wait; // there is one: neither settles anything
    if (isInterception(failure))
        return decision; // whatever it was, it was not the list
    // Waits grow until a page comes; but a 429 is about the account, not about the list.
    if (++m_pageTries % triesPerCycle == 0 && !isLimited) {
        m_pageTries = 0;
        m_sweep.abandon();
        m_restsUntil = now + listRest;
    }
    return decision;
}

} // namespace embedscope
