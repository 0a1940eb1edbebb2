// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QHash>

#include <optional>
#include <span>

namespace embedscope {

/// Numbers that ascend with the rows of the list, with gaps between them: so a task that is added, removed or put back
/// changes no other task's number, and costs one row on the disk.
class OrderKeys final
{
public:
    static constexpr qint64 spacing = qint64(1) << 20;

    /// A key that is known from the disk.
    void set(const TaskId &id, qint64 key) { m_keys.insert(id, key); }
    void remove(const TaskId &id) { m_keys.remove(id); }
    qint64 keyOf(const TaskId &id) const { return m_keys.value(id); }

    /// Makes the keys ascend with `ids`, all of the list in its order: gives keys to those that have none, between
    /// their neighbours' keys. Only where there is no room left all get new ones; then the answer is true.
    bool arrange(std::span<const TaskId> ids);
    /// The same for neighbours in the list alone, between those before and behind them (empty: there is none). False where
    /// they do not fit there: arrange() has to follow then.
    bool insert(std::span<const TaskId> ids, const TaskId &before, const TaskId &behind);

private:
    bool fillGaps(std::span<const TaskId> ids, qint64 before, std::optional<qint64> end);

    QHash<TaskId, qint64> m_keys;
};

} // namespace embedscope
