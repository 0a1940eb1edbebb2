// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/listsweep.h"

#include <algorithm>

namespace embedscope {

void ListSweep::moveTo(const TaskId &id, int page)
{
    int &place = m_pageOf[id];
    if (const auto before = m_watchedOn.find(place); before != m_watchedOn.end() && --*before <= 0)
        m_watchedOn.erase(before);
    place = page;
    ++m_watchedOn[page];
}

void ListSweep::watch(const TaskId &id)
{
    if (m_watched.contains(id))
        return;
    m_watched.insert(id);
    const int page = m_pageOf.value(id, 0);
    m_pageOf.insert(id, page);
    ++m_watchedOn[page];
}

void ListSweep::unwatch(const TaskId &id)
{
    if (!m_watched.remove(id))
        return;
    m_missing.remove(id);
    const int page = m_pageOf.take(id);
    if (const auto count = m_watchedOn.find(page); count != m_watchedOn.end() && --*count <= 0)
        m_watchedOn.erase(count);
}

int ListSweep::pagesNeeded() const
{
    return m_watchedOn.contains(0) ? m_total : std::max(1, static_cast<int>(m_watchedOn.size()));
}

void ListSweep::begin(MonotonicTime now)
{
    m_underWay = true;
    m_begunAt = now;
    m_missing = m_watched;
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
        m_missing.remove(listed.id);
        if (m_watched.contains(listed.id))
            moveTo(listed.id, page);
    }
    m_read.insert(page);
    m_asked = std::max(0, m_asked - 1);
    // Those that are not where they stood are looked for everywhere.
    if (m_underWay && m_queue.empty() && m_asked == 0 && !m_missing.isEmpty()) {
        for (int other = 1; other <= m_total; ++other) {
            if (!m_read.contains(other))
                m_queue.insert(other);
        }
    }
}

bool ListSweep::isComplete() const
{
    return !m_read.isEmpty() && (m_missing.isEmpty() || (m_queue.empty() && m_asked == 0));
}

} // namespace embedscope
