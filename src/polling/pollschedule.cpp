// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/pollschedule.h"

namespace embedscope {

void PollSchedule::put(const TaskId &id, MonotonicTime due)
{
    remove(id);
    m_places.insert(id, m_queue.insert({due, m_order++, id}).first);
}

void PollSchedule::remove(const TaskId &id)
{
    const auto place = m_places.constFind(id);
    if (place == m_places.cend())
        return;
    m_queue.erase(*place);
    m_places.erase(place);
}

std::optional<TaskId> PollSchedule::takeDue(MonotonicTime now)
{
    if (m_queue.empty() || m_queue.begin()->due > now)
        return std::nullopt;
    const TaskId id = m_queue.begin()->id;
    remove(id);
    return id;
}

std::optional<MonotonicTime> PollSchedule::nextDue() const
{
    return m_queue.empty() ? std::nullopt : std::optional(m_queue.begin()->due);
}

std::optional<MonotonicTime> PollSchedule::dueOf(const TaskId &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? std::nullopt : std::optional((*place)->due);
}

std::vector<TaskId> PollSchedule::waiting() const
{
    std::vector<TaskId> ids;
    ids.reserve(m_queue.size());
    for (const Entry &entry : m_queue)
        ids.push_back(entry.id);
    return ids;
}

} // namespace embedscope
