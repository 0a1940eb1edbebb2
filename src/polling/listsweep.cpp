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

void ListSweep::watch(const TaskId &id, std::optional<MonotonicTime> added)
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
    return m_watchedSince.empty() ? std::nullopt : m_watchedSince.rbegin()->first;
}

std::vector<TaskId> ListSweep::missing() const
{
    std::vector<TaskId> ids;
    ids.reserve(static_cast<size_t>(m_missing));
    for (auto task = m_watched.cbegin(); m_missing > 0 && task != m_watched.cend(); ++task) {
        if (task->seen < m_sweep)
            ids.push_back(task.key());
    }
    return ids;
}

int ListSweep::pagesNeeded() const
{
    return m_watchedOn.contains(0) ? m_total : std::max(1, static_cast<int>(m_watchedOn.size()));
}

void ListSweep::begin(MonotonicTime now)
{
    m_underWay = true;
    m_begunAt = now;
    ++m_sweep;
    m_missing = watchedTotal();
    m_read.clear();
    m_asked = 0;
    if (m_watchedOn.contains(0)) {
        m_queue = {1}; // it tells how many there are
    } else {
        const QList<int> pages = m_watchedOn.keys();
        m_queue = std::set<int>(pages.begin(), pages.end());
    }
}

int ListSweep::takePage()
{
    const int page = *m_queue.begin();
    m_queue.erase(m_queue.begin());
    ++m_asked;
    return page;
}

void ListSweep::putBack(int page)
{
    m_queue.insert(page);
    m_asked = std::max(0, m_asked - 1);
}

void ListSweep::notePage(int page, const TaskListPage &content)
{
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
    m_read.insert(page);
    m_asked = std::max(0, m_asked - 1);
    // Those that are not where they stood are looked for everywhere.
    if (m_underWay && m_queue.empty() && m_asked == 0 && m_missing > 0) {
        for (int other = 1; other <= m_total; ++other) {
            if (!m_read.contains(other))
                m_queue.insert(other);
        }
    }
}

bool ListSweep::isComplete() const
{
    return !m_read.isEmpty() && (m_missing == 0 || (m_queue.empty() && m_asked == 0));
}

} // namespace embedscope
