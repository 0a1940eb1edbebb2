// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasklistpage.h"
#include "polling/polltypes.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <set>

namespace embedscope {

/// Walks through the pages of the list endpoint, again and again: which tasks are watched by it, on which page each of
/// them stood last, which page comes next, and who was on none. A plain value.
///
/// Pages on which no watched task stood are passed over. Only where one is not found there (tasks that others create
/// push it down), or where it was never seen, all pages are read.
class ListSweep final
{
public:
    void watch(const TaskId &id);
    void unwatch(const TaskId &id);
    const QSet<TaskId> &watched() const { return m_watched; }
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
    const QSet<TaskId> &missing() const { return m_missing; }

private:
    void moveTo(const TaskId &id, int page);

    QSet<TaskId> m_watched;
    QHash<TaskId, int> m_pageOf; ///< of watched tasks: where they stood last; 0: never seen
    QHash<int, int> m_watchedOn; ///< how many, by page; only those with any, and 0 for those never seen

    bool m_underWay = false;
    MonotonicTime m_begunAt;
    QSet<TaskId> m_missing;
    std::set<int> m_queue;
    QSet<int> m_read;
    int m_asked = 0; ///< pages whose answers are still to come
    int m_total = 1; ///< pages of the list, as far as is known
};

} // namespace embedscope
