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
    explicit ListUse(bool mayUse = true);
    /// Another service is asked: nothing that is known of the old one's list holds. What is known of tasks stays.
    void startAnew();

    /// A task is new: it is looked for soon.
    void add(const TaskId &id, MonotonicTime now);
    void forget(const TaskId &id);
    /// No task is left: the next ones are new to the list.
    void noteEmpty() { m_hasSwept = false; }
    /// Whether a task that was added is looked for in the list.
    void watch(const TaskId &id);
    void unwatch(const TaskId &id) { m_sweep.unwatch(id); }
    bool isWatched(const TaskId &id) const { return m_sweep.isWatched(id); }
    /// The next sweep is due now.
    void sweepSoon(MonotonicTime now);
    /// The same, and whatever is waited for is over.
    void hurry(MonotonicTime now);

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
    /// When the sweep under way or the next one begins: `now` or later.
    MonotonicTime nextSweep(MonotonicTime now) const;

    /// The page to ask for now, where one is due; it is taken as asked for.
    std::optional<int> takePage(MonotonicTime now);
    /// When takePage() may have one, or hangs() changes. Nothing: not before a page has come.
    std::optional<MonotonicTime> nextDue(MonotonicTime now) const;

    void notePage(int page, const TaskListPage &content);
    /// Whether the sweep has brought all that it can; finishSweep() follows then.
    bool isSweepOver() const { return m_sweep.isUnderWay() && m_sweep.isComplete(); }
    /// What the whole sweep did not hold.
    std::vector<TaskId> missing() const { return m_sweep.missing(); }
    /// Plans the next one, `interval` after this one began, or later where all tasks are old.
    void finishSweep(std::chrono::milliseconds interval, MonotonicTime now);
    /// A page could not be had. Where isRefused() after it, the list is not asked any more. `random`: from 0 to 1.
    RetryDecision pageFailed(int page, const Failure &failure, double random, MonotonicTime now);

private:
    MonotonicClock::duration sweepPause(std::chrono::milliseconds interval, MonotonicTime now) const;

    enum class State { Untried, Works, Refused };
    bool m_mayUse = true;
    State m_state = State::Untried;
    QHash<TaskId, MonotonicTime> m_added;
    ListSweep m_sweep;
    bool m_hasSwept = false; ///< since there were last no tasks at all
    MonotonicTime m_sweepDue;
    std::optional<MonotonicTime> m_pageNotBefore; ///< a page failed
    std::optional<MonotonicTime> m_restsUntil; ///< pages failed again and again
    std::optional<MonotonicTime> m_firstPageSentAt; ///< while nothing is known of the list
    int m_pageTries = 0; ///< failures in a row
};

} // namespace embedscope
