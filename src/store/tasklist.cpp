// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/tasklist.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

TaskList::TaskList(QObject *parent) : QObject(parent)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(50ms);
    connect(&m_flushTimer, &QTimer::timeout, this, &TaskList::flush);
}

const TaskRecord *TaskList::find(const TaskId &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &at(row);
}

int TaskList::add(std::span<const TaskId> ids, const QDateTime &now, const TaskOrigin &origin)
{
    std::vector<TaskRecord> fresh;
    for (const TaskId &id : ids) {
        if (m_rows.contains(id))
            continue; // without a record for each of those that are pasted again and again
        TaskRecord &record = fresh.emplace_back();
        record.id = id;
        record.firstSeen = now;
        record.origin = origin;
    }
    return append(std::move(fresh));
}

int TaskList::append(std::vector<TaskRecord> records)
{
    std::vector<std::unique_ptr<TaskRecord>> fresh;
    QHash<TaskId, int> rows;
    for (TaskRecord &record : records) {
        if (record.id.isEmpty() || m_rows.contains(record.id) || rows.contains(record.id))
            continue;
        rows.insert(record.id, size() + static_cast<int>(fresh.size()));
        fresh.push_back(std::make_unique<TaskRecord>(std::move(record)));
    }
    if (fresh.empty())
        return 0;
    const int count = static_cast<int>(fresh.size());
    Q_EMIT rowsAboutToBeInserted(size(), size() + count - 1);
    m_rows.insert(rows);
    std::move(fresh.begin(), fresh.end(), std::back_inserter(m_records));
    Q_EMIT rowsInserted();
    return count;
}

void TaskList::restore(const std::vector<std::pair<int, TaskRecord>> &removed)
{
    flush(); // pending changes are told under the rows that they were made at
    for (const auto &[wanted, record] : removed) {
        if (m_rows.contains(record.id))
            continue; // added again in the meantime
        const int row = std::clamp(wanted, 0, size());
        Q_EMIT rowsAboutToBeInserted(row, row);
        m_records.insert(m_records.begin() + row, std::make_unique<TaskRecord>(record));
        reindexFrom(row);
        Q_EMIT rowsInserted();
    }
}

std::vector<std::pair<int, TaskRecord>> TaskList::remove(std::vector<int> rows)
{
    flush();
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::erase_if(rows, [this](int row) { return row < 0 || row >= size(); });

    std::vector<std::pair<int, TaskRecord>> removed;
    removed.reserve(rows.size());
    for (const int row : rows)
        removed.emplace_back(row, at(row));

    // From the tail to the head, a whole run of neighbours at a time: rows before it keep their numbers.
    for (auto last = rows.end(); last != rows.begin();) {
        auto first = last - 1;
        while (first != rows.begin() && *(first - 1) == *first - 1)
            --first;
        const int from = *first;
        const int to = *(last - 1);
        Q_EMIT rowsAboutToBeRemoved(from, to);
        for (int row = from; row <= to; ++row)
            m_rows.remove(at(row).id);
        m_records.erase(m_records.begin() + from, m_records.begin() + to + 1);
        if (first == rows.begin())
            reindexFrom(from); // once, after the last run: only then do IDs need their rows again
        Q_EMIT rowsRemoved();
        last = first;
    }
    return removed;
}

void TaskList::flush()
{
    m_flushTimer.stop();
    const std::set<int> changed = std::exchange(m_changed, {});
    for (auto it = changed.begin(); it != changed.end();) {
        const int first = *it;
        int last = first;
        while (++it != changed.end() && *it == last + 1)
            last = *it;
        Q_EMIT rowsChanged(first, last);
    }
}

void TaskList::markChanged(int row)
{
    m_changed.insert(row);
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void TaskList::reindexFrom(int row)
{
    for (; row < size(); ++row)
        m_rows[at(row).id] = row;
}

} // namespace embedscope
