// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/resultcache.h"

namespace embedscope {

size_t ResultCache::cost(const EmbeddingTask &task)
{
    return sizeof(EmbeddingTask) + task.matrix.sizeInBytes() + task.segments.size() * sizeof(Segment);
}

void ResultCache::insert(const SharedTask &task)
{
    remove(task->id);
    m_byUse.push_front(task);
    m_places.insert(task->id, m_byUse.begin());
    m_size += cost(*task);
    shrink();
}

void ResultCache::setCapacity(size_t bytes)
{
    m_capacity = bytes;
    shrink();
}

void ResultCache::shrink()
{
    while (m_size > m_capacity && m_byUse.size() > 1) {
        const TaskId oldest = m_byUse.back()->id;
        remove(oldest);
    }
}

SharedTask ResultCache::find(const TaskId &id)
{
    const auto place = m_places.constFind(id);
    if (place == m_places.cend())
        return nullptr;
    m_byUse.splice(m_byUse.begin(), m_byUse, *place);
    return m_byUse.front();
}

SharedTask ResultCache::peek(const TaskId &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : **place;
}

void ResultCache::remove(const TaskId &id)
{
    const auto place = m_places.constFind(id);
    if (place == m_places.cend())
        return;
    m_size -= cost(***place);
    m_byUse.erase(*place);
    m_places.erase(place);
}

} // namespace embedscope
