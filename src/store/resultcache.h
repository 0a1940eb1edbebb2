// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QHash>

#include <list>

namespace embedscope {

/// Read results that were used lately, up to a number of bytes; what falls out is read again from the answer's bytes.
class ResultCache final
{
public:
    /// `capacity` in bytes; the newest result is kept even where it alone is larger.
    explicit ResultCache(size_t capacity = size_t(1) << 30) : m_capacity(capacity) { }

    /// What is too much by then goes at once.
    void setCapacity(size_t bytes);
    void insert(const SharedTask &task);
    /// The result, now the one used last; nullptr where it is not (or no longer) here.
    SharedTask find(const TaskId &id);
    /// The same, without counting as a use.
    SharedTask peek(const TaskId &id) const;
    void remove(const TaskId &id);
    size_t sizeInBytes() const { return m_size; }

private:
    void shrink();
    static size_t cost(const EmbeddingTask &task);

    size_t m_capacity;
    size_t m_size = 0;
    std::list<SharedTask> m_byUse; // the one used last first
    QHash<TaskId, std::list<SharedTask>::iterator> m_places;
};

} // namespace embedscope
