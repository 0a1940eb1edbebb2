// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/taskrecord.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <array>
#include <memory>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace embedscope {

/// Ranges of rows, first and last, ascending and with rows between them.
using RowRuns = std::vector<std::pair<int, int>>;

/// The live list of tasks, in the order in which they were added. Tells exactly what changed: insertions and removals at
/// once (before and after), one run of neighbours after the other, or together where they are many; changes of records
/// gathered and told as merged ranges of rows. Nothing changed, no signal.
/// How many tasks are in which state it always knows: nobody has to count, however long the list is.
class TaskList final : public QObject
{
    Q_OBJECT

public:
    explicit TaskList(QObject *parent = nullptr);

    int size() const { return static_cast<int>(m_records.size()); }
    const TaskRecord &at(int row) const { return *m_records[static_cast<size_t>(row)]; }
    /// -1 where there is no such task.
    int rowOf(const TaskId &id) const { return m_rows.value(id, -1); }
    const TaskRecord *find(const TaskId &id) const;
    /// The record as it is now; a later edit() changes another one, and leaves this as it is.
    std::shared_ptr<const TaskRecord> snapshot(int row) const { return m_records[static_cast<size_t>(row)]; }
    int countOf(TaskState state) const { return m_states[static_cast<size_t>(state)]; }
    /// How many the service is to be asked for, see TaskRecord::isOpen().
    int openTotal() const { return m_open; }

    /// Appends those that are not in the list yet, each once. Returns how many were new.
    int add(std::span<const TaskId> ids, const QDateTime &now, const TaskOrigin &origin = {});
    /// Appends records of tasks that are not in the list yet, told as one insertion. Returns how many were new.
    int append(std::vector<TaskRecord> records);
    /// Puts records back at rows (as taken out by remove()); rows ascend.
    void restore(const std::vector<std::pair<int, TaskRecord>> &removed);
    /// Takes rows out and returns them with the rows they had, ascending.
    std::vector<std::pair<int, TaskRecord>> remove(std::vector<int> rows);

    /// So many runs are told one by one; more of them, which would each move all that is behind it, together.
    static constexpr size_t mostSingleRuns = 8;

    /// Changes a record through `change` (record -> void); told with the next rowsChanged.
    template<class Change>
    void edit(int row, Change change)
    {
        TaskRecord &record = own(row);
        const TaskState before = record.state;
        tally(record, -1);
        change(record);
        tally(record, 1);
        if (record.state != before)
            record.noteState(QDateTime::currentDateTimeUtc());
        markChanged(row);
    }
    /// Tells pending changes now (done by itself within 50 ms).
    void flush();

Q_SIGNALS:
    /// The rows as they are once all runs are in.
    void rowsAboutToBeInserted(const embedscope::RowRuns &runs);
    void rowsInserted(const embedscope::RowRuns &runs);
    void rowsAboutToBeRemoved(const embedscope::RowRuns &runs);
    void rowsRemoved(const embedscope::RowRuns &runs);
    void rowsChanged(int first, int last);

private:
    TaskRecord &own(int row);
    void tally(const TaskRecord &record, int difference);
    using Records = std::vector<std::shared_ptr<TaskRecord>>;
    void insert(const RowRuns &runs, Records records);
    void take(const RowRuns &runs);
    void markChanged(int row);
    void reindexFrom(int row);

    /// By pointer: taking rows out of the middle then moves addresses, not records; and who shows them shares them.
    Records m_records;
    QHash<TaskId, int> m_rows;
    std::array<int, taskStateTotal> m_states{};
    int m_open = 0;
    std::set<int> m_changed;
    QTimer m_flushTimer;
};

} // namespace embedscope
