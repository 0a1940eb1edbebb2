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
    Records fresh;
    QSet<TaskId> seen;
    for (TaskRecord &record : records) {
        if (record.id.isEmpty() || m_rows.contains(record.id) || seen.contains(record.id))
            continue;
        seen.insert(record.id);
        fresh.push_back(std::make_shared<TaskRecord>(std::move(record)));
    }
    const int count = static_cast<int>(fresh.size());
    if (count > 0)
        insert({{size(), size() + count - 1}}, std::move(fresh));
    return count;
}

/// Told as one change; none of them is in the list, and they come to the runs one after the other.
void TaskList::insert(const RowRuns &runs, Records records)
{
    Q_EMIT rowsAboutToBeInserted(runs);
    const int from = runs.front().first;
    Records behind(std::make_move_iterator(m_records.begin() + from), std::make_move_iterator(m_records.end()));
    m_records.resize(static_cast<size_t>(from));
    auto fresh = records.begin();
    auto old = behind.begin();
    for (const auto &[first, last] : runs) {
        const auto moved = first - size();
        m_records.insert(m_records.end(), std::make_move_iterator(old), std::make_move_iterator(old + moved));
        old += moved;
        for (int row = first; row <= last; ++row, ++fresh) {
            tally(**fresh, 1);
            m_records.push_back(std::move(*fresh));
        }
    }
    m_records.insert(m_records.end(), std::make_move_iterator(old), std::make_move_iterator(behind.end()));
    reindexFrom(from);
    Q_EMIT rowsInserted(runs);
}

void TaskList::restore(const std::vector<std::pair<int, TaskRecord>> &removed)
{
    flush(); // pending changes are told under the rows that they were made at
    RowRuns runs;
    Records records;
    QSet<TaskId> seen;
    for (const auto &[wanted, record] : removed) {
        if (m_rows.contains(record.id) || seen.contains(record.id))
            continue; // added again in the meantime
        seen.insert(record.id);
        const int row = std::clamp(wanted, 0, size() + static_cast<int>(records.size()));
        records.push_back(std::make_shared<TaskRecord>(record));
        if (!runs.empty() && row == runs.back().second + 1)
            runs.back().second = row;
        else
            runs.emplace_back(row, row);
    }
    if (runs.size() > mostSingleRuns) {
        insert(runs, std::move(records));
        return;
    }
    auto next = records.begin();
    for (const auto &run : runs) {
        const auto end = next + (run.second - run.first + 1);
        insert({run}, Records(std::make_move_iterator(next), std::make_move_iterator(end)));
        next = end;
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
    RowRuns runs;
    for (const int row : rows) {
        removed.emplace_back(row, at(row));
        if (!runs.empty() && row == runs.back().second + 1)
            runs.back().second = row;
        else
            runs.emplace_back(row, row);
    }
    if (runs.size() > mostSingleRuns) {
        take(runs);
        return removed;
    }
    // From the tail to the head: rows before it keep their numbers.
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        take({*run});
    return removed;
}

/// Told as one change.
void TaskList::take(const RowRuns &runs)
{
    Q_EMIT rowsAboutToBeRemoved(runs);
    const int from = runs.front().first;
    auto kept = m_records.begin() + from;
    for (auto run = runs.begin(); run != runs.end(); ++run) {
        for (int row = run->first; row <= run->second; ++row) {
            tally(at(row), -1);
            m_rows.remove(at(row).id);
        }
        const auto next = run + 1 == runs.end() ? m_records.end() : m_records.begin() + (run + 1)->first;
        kept = std::move(m_records.begin() + run->second + 1, next, kept);
    }
    m_records.erase(kept, m_records.end());
    reindexFrom(from);
    Q_EMIT rowsRemoved(runs);
}

void TaskList::flush()
{
    m_flushTimer.stop();
    const std::set<int> changed = std::exchange(m_changed, {});
    // Of very many, those near one another are told as one range, with the rows between them: a sorted view has more work
    // with each range than with a few rows more in it.
    constexpr size_t exactTotal = 64;
    const int step = 1 + static_cast<int>(changed.size() / exactTotal);
    for (auto it = changed.begin(); it != changed.end();) {
        const int first = *it;
        int last = first;
        while (++it != changed.end() && *it <= last + step)
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
    m_states[static_cast<size_t>(record.shownState())] += difference;
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
