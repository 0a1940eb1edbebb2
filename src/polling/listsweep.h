// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasklistpage.h"
#include "polling/polltypes.h"

#include <QHash>
#include <QSet>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace embedscope {

/// Walks through the pages of the list endpoint, again and again: which tasks are watched by it, on which page each of
/// them stood last, which page comes next, and who was on none. A plain value.
///
/// Pages on which no watched task stood are passed over. Only where one is not found there (tasks that others create
/// push it down), or where it was never seen, all pages are read. Whatever it does takes no longer with more tasks that are
/// watched, the end of a sweep apart.
class ListSweep final
{
public:
    /// `added`: when it was added to the tasks of the program.
    void watch(const TaskId &id, MonotonicTime added = {});
    void unwatch(const TaskId &id);
    bool isWatched(const TaskId &id) const { return m_watched.contains(id); }
    int watchedTotal() const { return static_cast<int>(m_watched.size()); }
    /// When the youngest of those watched was added.
    std::optional<MonotonicTime> youngest() const;
    /// How many requests the next sweep takes: pages with watched tasks, or all where one was never seen.
    int pagesNeeded() const;

    /// Looks for all that is watched now.
    void begin(MonotonicTime now);
    /// Ends without a result, and as if it had never begun.
    void abandon();
    /// Whether a page is still to be asked for or to come for what is looked for. Follows from these alone: whatever ends the
    /// search (a page, or the last one looked for being unwatched) ends the sweep.
    bool isUnderWay() const { return m_missing > 0 && (!m_queue.empty() || !m_asked.empty()); }
    /// When the last one began, whether it is under way or over; nothing before the first one and after abandon().
    std::optional<MonotonicTime> begunAt() const { return m_begunAt; }

    /// Whether takePage() has one.
    bool hasPage() const { return isUnderWay() && !m_queue.empty(); }
    /// The next page to ask for.
    int takePage();
    /// A page has come; also outside of a sweep. Returns what the sweep that it ends looked for and found on no page.
    std::vector<TaskId> notePage(int page, const TaskListPage &content);
    /// A page could not be had, and is to be asked for again where it is still waited for.
    void putBack(int page);

    /// Whether it stood on a page when that was last looked at, since it is watched.
    bool isListed(const TaskId &id) const;
    /// Whether all that is watched was.
    bool knowsAllPages() const { return !m_watchedOn.contains(0); }

private:
    struct Watched
    {
        int page = 0; ///< where it stood last; 0: never seen
        int seen = 0; ///< the last sweep that is not to look for it any more
        MonotonicTime added;
    };
    void moveTo(Watched &task, int page);
    std::vector<TaskId> leaveMissing();

    QHash<TaskId, Watched> m_watched;
    QHash<int, int> m_watchedOn; ///< how many, by page; only those with any, and 0 for those never seen
    std::map<MonotonicTime, int> m_watchedSince; ///< how many, by when they were added

    std::optional<MonotonicTime> m_begunAt;
    int m_sweep = 0; ///< counts them
    int m_missing = 0; ///< how many it still looks for
    std::set<int> m_queue; ///< pages still to be asked for
    std::set<int> m_asked; ///< pages still to come
    QSet<int> m_read;
    int m_total = 1; ///< pages of the list, as far as is known
};

} // namespace embedscope
