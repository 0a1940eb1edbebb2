// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "polling/listsweep.h"
#include "polling/retrypolicy.h"

namespace embedscope {

/// Whether the list of tasks is asked, and when its next page is due: it may not exist, hang, or be in trouble, and
/// sweeping it must take fewer requests than asking for each task. A plain value of (state, now).
class ListUse final
{
public:
    /// `mayUse`: false where single tasks are asked for in any case.
    explicit ListUse(bool mayUse = true) : m_state(mayUse ? State::Untried : State::Refused) { }
    /// A task is looked for in the list; soon, where it was `added` since the last sweep began.
    void watch(const TaskId &id, MonotonicTime added) { m_sweep.watch(id, added); }
    void unwatch(const TaskId &id) { m_sweep.unwatch(id); }
    bool isWatched(const TaskId &id) const { return m_sweep.isWatched(id); }
    /// Whether the list held it when it was last looked for.
    bool holds(const TaskId &id) const { return m_sweep.isListed(id); }
    /// The next sweep is due now.
    void sweepSoon();
    /// The same, and whatever is waited for is over.
    void hurry();

    /// The service has no list, or none that may be asked.
    bool isRefused() const { return m_state == State::Refused; }
    /// Whether pages are asked for at present, or would be if any were due.
    bool isUsed(MonotonicTime now) const;
    /// The same, where a page has come at all.
    bool works(MonotonicTime now) const { return m_state == State::Works && isUsed(now); }
    /// The first page of all takes long, and may never come: nobody should wait for it.
    bool hangs(MonotonicTime now) const;
    /// How many requests a sweep takes.
    int pagesNeeded() const { return m_sweep.pagesNeeded(); }
    /// When the sweep under way or the next one begins: `now` or later. Two begin `interval` apart, or more where all tasks
    /// are old.
    MonotonicTime nextSweep(std::chrono::milliseconds interval, MonotonicTime now) const;

    /// The page to ask for now, where one is due; it is taken as asked for.
    std::optional<int> takePage(std::chrono::milliseconds interval, MonotonicTime now);
    /// When takePage() may have one, or hangs() changes. Nothing: not before a page has come.
    std::optional<MonotonicTime> nextDue(std::chrono::milliseconds interval, MonotonicTime now) const;

    /// Returns what the whole sweep that it ends did not hold.
    std::vector<TaskId> notePage(int page, const TaskListPage &content);
    /// The request for a page was taken back: it is to be asked for again.
    void pageGone(int page);
    /// A page could not be had. Where isRefused() after it, the list is not asked any more. `random`: from 0 to 1.
    RetryDecision pageFailed(int page, const Failure &failure, double random, MonotonicTime now);

private:
    MonotonicClock::duration sweepPause(std::chrono::milliseconds interval, MonotonicTime begun) const;

    enum class State { Untried, Works, Refused };
    State m_state;
    ListSweep m_sweep;
    std::optional<MonotonicTime> m_pageNotBefore; ///< a page failed
    std::optional<MonotonicTime> m_restsUntil; ///< pages failed again and again
    std::optional<MonotonicTime> m_firstPageSentAt; ///< while nothing is known of the list
    int m_pageTries = 0; ///< failures in a row
};

} // namespace embedscope
