// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/listsweep.h"

#include <algorithm>

namespace embedscope {

void ListSweep::moveTo(Watched &task, int page)
{
    if (const auto before = m_watchedOn.find(task.page); before != m_watchedOn.end() && --*before <= 0)
        m_watchedOn.erase(before);
    task.page = page;
    ++m_watchedOn[page];
}

void ListSweep::watch(const TaskId &id, MonotonicTime added)
{
    if (m_watched.contains(id))
        return;
    m_watched.insert(id, {.page = 0, .seen = m_sweep, .added = added}); // the sweep under way does not look for it
    ++m_watchedOn[0];
    ++m_watchedSince[added];
}

void ListSweep::unwatch(const TaskId &id)
{
    const auto found = m_watched.constFind(id);
    if (found == m_watched.cend())
        return;
    if (found->seen < m_sweep)
        --m_missing;
    if (const auto count = m_watchedOn.find(found->page); count != m_watchedOn.end() && --*count <= 0)
        m_watchedOn.erase(count);
    if (const auto since = m_watchedSince.find(found->added); since != m_watchedSince.end() && --since->second <= 0)
        m_watchedSince.erase(since);
    m_watched.erase(found);
}

std::optional<MonotonicTime> ListSweep::youngest() const
{
    return m_watchedSince.empty() ? std::nullopt : std::optional(m_watchedSince.rbegin()->first);
}

bool ListSweep::isListed(const TaskId &id) const
{
    const auto found = m_watched.constFind(id);
    return found != m_watched.cend() && found->page != 0;
}

int ListSweep::pagesNeeded() const
{
    return m_watchedOn.contains(0) ? m_total : std::max(1, static_cast<int>(m_watchedOn.size()));
}

void ListSweep::begin(MonotonicTime now)
{
    m_begunAt = now;
    ++m_sweep;
    m_missing = watchedTotal();
    m_read.clear();
    m_asked.clear();
    if (knowsAllPages()) {
        const QList<int> pages = m_watchedOn.keys();
        m_queue = std::set<int>(pages.begin(), pages.end());
    } else {
        m_queue = {1}; // it tells how many there are
    }
}

void ListSweep::abandon()
{
    m_begunAt.reset();
    m_queue.clear();
    m_asked.clear();
}

int ListSweep::takePage()
{
    const int page = *m_queue.begin();
    m_queue.erase(m_queue.begin());
    m_asked.insert(page);
    return page;
}

void ListSweep::putBack(int page)
{
    if (m_asked.erase(page) > 0)
        m_queue.insert(page);
}

std::vector<TaskId> ListSweep::notePage(int page, const TaskListPage &content)
{
    const bool wasUnderWay = isUnderWay();
    m_total = content.totalPages;
    for (const ListedTask &listed : content.tasks) {
        const auto found = m_watched.find(listed.id);
        if (found == m_watched.end())
            continue;
        if (found->seen < m_sweep) {
            found->seen = m_sweep;
            --m_missing;
        }
        moveTo(*found, page);
    }
    if (!wasUnderWay)
        return {};
    m_read.insert(page);
    m_queue.erase(page); // it was on its way already when this sweep began
    m_asked.erase(page);
    m_queue.erase(m_queue.upper_bound(m_total), m_queue.end()); // the list has become shorter
    // Those that are not where they stood are looked for everywhere.
    if (m_queue.empty() && m_asked.empty() && m_missing > 0) {
        for (int other = 1; other <= m_total; ++other) {
            if (!m_read.contains(other))
                m_queue.insert(other);
        }
    }
    return isUnderWay() ? std::vector<TaskId>() : leaveMissing();
}

std::vector<TaskId> ListSweep::leaveMissing()
{
    std::vector<TaskId> ids;
    ids.reserve(static_cast<size_t>(m_missing));
    for (auto task = m_watched.begin(); m_missing > 0 && task != m_watched.end(); ++task) {
        if (task->seen == m_sweep)
            continue;
        task->seen = m_sweep;
        --m_missing;
        moveTo(*task, 0);
        ids.push_back(task.key());
    }
    return ids;
}

} // namespace embedscope
