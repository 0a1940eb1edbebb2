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
#include <vector>

namespace embedscope {

/// The live list of tasks, in the order in which they were added. Tells exactly what changed: insertions and removals at
/// once (before and after), changes of records gathered and told as merged ranges of rows. Nothing changed, no signal.
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
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted();
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved();
    void rowsChanged(int first, int last);

private:
    TaskRecord &own(int row);
    void tally(const TaskRecord &record, int difference);
    void insertRun(int row, std::vector<std::shared_ptr<TaskRecord>> records);
    void markChanged(int row);
    void reindexFrom(int row);

    /// By pointer: taking rows out of the middle then moves addresses, not records; and who shows them shares them.
    std::vector<std::shared_ptr<TaskRecord>> m_records;
    QHash<TaskId, int> m_rows;
    std::array<int, taskStateTotal> m_states{};
    int m_open = 0;
    std::set<int> m_changed;
    QTimer m_flushTimer;
};

} // namespace embedscope
