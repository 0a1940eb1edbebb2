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
/// watched, missing() apart.
class ListSweep final
{
public:
    /// `added`: when it was added to the tasks of the program, where that is known.
    void watch(const TaskId &id, std::optional<MonotonicTime> added = {});
    void unwatch(const TaskId &id);
    bool isWatched(const TaskId &id) const { return m_watched.contains(id); }
    int watchedTotal() const { return static_cast<int>(m_watched.size()); }
    /// When the youngest was added of those watched whose age is known.
    std::optional<MonotonicTime> youngest() const;
    bool knowsAllAges() const { return m_watchedSince.empty() || m_watchedSince.begin()->first; }
    /// How many requests the next sweep takes: pages with watched tasks, or all where one was never seen.
    int pagesNeeded() const;

    void begin(MonotonicTime now);
    /// Ends without a result.
    void abandon() { m_underWay = false; }
    bool isUnderWay() const { return m_underWay; }
    MonotonicTime begunAt() const { return m_begunAt; }

    /// Whether takePage() has one.
    bool hasPage() const { return m_underWay && !isComplete() && !m_queue.empty(); }
    /// The next page to ask for.
    int takePage();
    /// A page has come; also outside of a sweep.
    void notePage(int page, const TaskListPage &content);
    /// A page could not be had, and is to be asked for again.
    void putBack(int page);

    /// Whether all that was watched when it began has been seen, or all pages have; the sweep is over then.
    bool isComplete() const;
    /// What was watched when it began, still is, and stood on no page.
    std::vector<TaskId> missing() const;

private:
    struct Watched
    {
        int page = 0; ///< where it stood last; 0: never seen
        int seen = 0; ///< the last sweep that is not to look for it any more
        std::optional<MonotonicTime> added;
    };
    void moveTo(Watched &task, int page);

    QHash<TaskId, Watched> m_watched;
    QHash<int, int> m_watchedOn; ///< how many, by page; only those with any, and 0 for those never seen
    std::map<std::optional<MonotonicTime>, int> m_watchedSince; ///< how many, by when they were added; not known comes first

    bool m_underWay = false;
    MonotonicTime m_begunAt;
    int m_sweep = 0; ///< counts them
    int m_missing = 0; ///< how many were not seen yet by this one
    std::set<int> m_queue;
    QSet<int> m_read;
    int m_asked = 0; ///< pages whose answers are still to come
    int m_total = 1; ///< pages of the list, as far as is known
};

} // namespace embedscope
