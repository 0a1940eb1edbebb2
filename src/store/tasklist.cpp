// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/tasklist.h"

#include <QSet>

#include <algorithm>
#include <iterator>

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
    std::vector<std::shared_ptr<TaskRecord>> fresh;
    QSet<TaskId> seen;
    for (TaskRecord &record : records) {
        if (record.id.isEmpty() || m_rows.contains(record.id) || seen.contains(record.id))
            continue;
        seen.insert(record.id);
        fresh.push_back(std::make_shared<TaskRecord>(std::move(record)));
    }
    const int count = static_cast<int>(fresh.size());
    if (count > 0)
        insertRun(size(), std::move(fresh));
    return count;
}

/// Told as one insertion; none of them is in the list.
void TaskList::insertRun(int row, std::vector<std::shared_ptr<TaskRecord>> records)
{
    Q_EMIT rowsAboutToBeInserted(row, row + static_cast<int>(records.size()) - 1);
    for (const auto &record : records)
        tally(*record, 1);
    m_records.insert(m_records.begin() + row, std::make_move_iterator(records.begin()),
                     std::make_move_iterator(records.end()));
    reindexFrom(row);
    Q_EMIT rowsInserted();
}

void TaskList::restore(const std::vector<std::pair<int, TaskRecord>> &removed)
{
    flush(); // pending changes are told under the rows that they were made at
    // A whole run of neighbours at a time: each insertion moves all that is behind it.
    for (size_t next = 0; next < removed.size();) {
        const int row = std::clamp(removed[next].first, 0, size());
        std::vector<std::shared_ptr<TaskRecord>> run;
        QSet<TaskId> seen;
        for (int wanted = removed[next].first; next < removed.size() && removed[next].first == wanted; ++next) {
            const TaskRecord &record = removed[next].second;
            if (m_rows.contains(record.id) || seen.contains(record.id))
                continue; // added again in the meantime
            seen.insert(record.id);
            run.push_back(std::make_shared<TaskRecord>(record));
            ++wanted;
        }
        if (!run.empty())
            insertRun(row, std::move(run));
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
        for (int row = from; row <= to; ++row) {
            tally(at(row), -1);
            m_rows.remove(at(row).id);
        }
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

/// The record to be changed: a copy of its own where others have a snapshot of it.
TaskRecord &TaskList::own(int row)
{
    std::shared_ptr<TaskRecord> &record = m_records[static_cast<size_t>(row)];
    if (record.use_count() > 1)
        record = std::make_shared<TaskRecord>(*record);
    return *record;
}

void TaskList::tally(const TaskRecord &record, int difference)
{
    m_states[static_cast<size_t>(record.state)] += difference;
    m_open += record.isOpen() ? difference : 0;
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

#include "moc_tasklist.cpp"
