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

ListUse::ListUse(bool mayUse) : m_mayUse(mayUse), m_state(mayUse ? State::Untried : State::Refused) { }

void ListUse::startAnew()
{
    ListUse other(m_mayUse);
    other.m_added.swap(m_added);
    *this = std::move(other);
}

void ListUse::add(const TaskId &id, MonotonicTime now)
{
    m_added.insert(id, now);
    if (!m_sweep.isUnderWay())
        m_sweepDue = now;
}

void ListUse::watch(const TaskId &id)
{
    const auto added = m_added.constFind(id);
    m_sweep.watch(id, added == m_added.cend() ? std::nullopt : std::optional(*added));
}

void ListUse::forget(const TaskId &id)
{
    m_sweep.unwatch(id);
    m_added.remove(id);
}

void ListUse::sweepSoon(MonotonicTime now)
{
    if (!m_sweep.isUnderWay())
        m_sweepDue = std::min(m_sweepDue, now);
}

void ListUse::hurry(MonotonicTime now)
{
    m_sweepDue = std::min(m_sweepDue, now);
    m_restsUntil.reset();
    m_pageNotBefore.reset();
}

bool ListUse::isUsed(MonotonicTime now) const
{
    const int tasks = m_sweep.watchedTotal();
    // Once swept, the last few stay with the list: it takes no more requests than they would.
    return m_state != State::Refused && tasks + (m_hasSwept && tasks > 0 ? 1 : 0) > m_sweep.pagesNeeded()
        && !(m_restsUntil && *m_restsUntil > now);
}

bool ListUse::hangs(MonotonicTime now) const
{
    return m_state == State::Untried && m_firstPageSentAt && now - *m_firstPageSentAt >= listPatience;
}

MonotonicTime ListUse::nextSweep(MonotonicTime now) const
{
    return m_sweep.isUnderWay() ? now : std::max(m_sweepDue, now);
}

std::optional<int> ListUse::takePage(MonotonicTime now)
{
    if (!isUsed(now) || hangs(now) || (m_pageNotBefore && *m_pageNotBefore > now))
        return std::nullopt;
    if (!m_sweep.isUnderWay() && m_sweepDue <= now)
        m_sweep.begin(now);
    if (!m_sweep.hasPage())
        return std::nullopt;
    if (m_state == State::Untried && !m_firstPageSentAt)
        m_firstPageSentAt = now;
    return m_sweep.takePage();
}

std::optional<MonotonicTime> ListUse::nextDue(MonotonicTime now) const
{
    if (!isUsed(now))
        return std::nullopt;
    std::optional<MonotonicTime> next;
    if (m_state == State::Untried && m_firstPageSentAt && !hangs(now))
        next = *m_firstPageSentAt + listPatience;
    if (!m_sweep.isUnderWay() || m_sweep.hasPage()) {
        MonotonicTime page = m_sweep.isUnderWay() ? now : m_sweepDue;
        page = m_pageNotBefore ? std::max(page, *m_pageNotBefore) : page;
        next = next ? std::min(*next, page) : page;
    }
    return next;
}

void ListUse::notePage(int page, const TaskListPage &content)
{
    if (m_state == State::Untried)
        m_state = State::Works;
    m_firstPageSentAt.reset();
    m_pageTries = 0;
    m_sweep.notePage(page, content);
}

void ListUse::finishSweep(std::chrono::milliseconds interval, MonotonicTime now)
{
    m_sweep.abandon();
    m_hasSwept = true;
    const bool anyNew = m_sweep.youngest() > m_sweep.begunAt(); // added while the sweep was under way
    m_sweepDue = anyNew ? now : m_sweep.begunAt() + sweepPause(interval, now);
}

/// Between the beginnings of two sweeps. What has run for long need not be noticed as soon.
MonotonicClock::duration ListUse::sweepPause(std::chrono::milliseconds interval, MonotonicTime now) const
{
    const double age = m_sweep.knowsAllAges() ? inSeconds(now - m_sweep.youngest().value_or(now)) : 0;
    const double shortest = inSeconds(interval);
    const double longest = std::max(shortest, inSeconds(longestSweepPause));
    return inClock(std::clamp(age * sweepOfAge, shortest * sweepShare, longest));
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
    // Waits grow until a page comes; but a 429 is about the account, not about the list.
    if (++m_pageTries % triesPerCycle == 0 && !isLimited) {
        m_pageTries = 0;
        m_sweep.abandon();
        m_restsUntil = now + listRest;
    }
    return decision;
}

} // namespace embedscope
