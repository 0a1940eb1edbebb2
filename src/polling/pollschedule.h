// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "polling/polltypes.h"

#include <QHash>

#include <optional>
#include <set>

namespace embedscope {

/// Which task is asked when: a plain value that knows no clock and no socket. A task is waiting (with a time), taken
/// (a request is under way), or not in it.
class PollSchedule final
{
public:
    /// Waits from now on to be asked at `due`; also moves one that waits, and puts back one that was taken.
    void put(const TaskId &id, MonotonicTime due);
    void remove(const TaskId &id);
    /// The waiting task that is due first (among equals the one put in first), where one is due at `now`.
    std::optional<TaskId> takeDue(MonotonicTime now);
    /// When the first waiting task is due.
    std::optional<MonotonicTime> nextDue() const;
    std::optional<MonotonicTime> dueOf(const TaskId &id) const;
    bool isEmpty() const { return m_queue.empty(); }
    /// All waiting tasks, the first due first.
    std::vector<TaskId> waiting() const;

private:
    struct Entry
    {
        MonotonicTime due;
        quint64 order = 0;
        TaskId id;
        bool operator<(const Entry &other) const
        {
            return due != other.due ? due < other.due : order < other.order;
        }
    };

    std::set<Entry> m_queue;
    QHash<TaskId, std::set<Entry>::iterator> m_places;
    quint64 m_order = 0;
};

} // namespace embedscope
