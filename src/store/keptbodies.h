// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QHash>

#include <map>
#include <vector>

namespace embedscope {

/// Which bodies that bring no result are kept to be looked at: the newest ones, up to a total; the newest of all however
/// large it is.
class KeptBodies final
{
public:
    static constexpr qint64 usualTotal = 256 << 20;

    explicit KeptBodies(qint64 mostBytes = usualTotal) : m_mostBytes(mostBytes) { }

    /// One came, in the place of the one that the task had. Returns the tasks whose body goes for it.
    std::vector<TaskId> add(const TaskId &id, qint64 size);
    /// The task has none any more.
    void remove(const TaskId &id);

private:
    struct Body
    {
        TaskId id;
        qint64 size = 0;
    };

    qint64 m_mostBytes;
    qint64 m_bytes = 0;
    quint64 m_lastNumber = 0;
    std::map<quint64, Body> m_byAge; // the oldest first
    QHash<TaskId, quint64> m_numbers;
};

} // namespace embedscope
