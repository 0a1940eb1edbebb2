// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "store/tasklist.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace embedscope {

/// The task list as a table: repeats exactly the list's changes as ranges of rows, and resets where the list tells many at
/// once. Cells are typed values (SortRole) and one text (DisplayRole).
///
/// Two columns tick: elapsed and next poll change their text every second while a task is open (what is left of the seven
/// days changes too slowly to be told). Their sort values do not (an open task sorts by when it began, a poll by its point in
/// time), so nothing moves, however many rows tick. Open tasks therefore count as longer than all that have ended.
class TaskTableModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column {
        Status,
        Id,
        File,
        Label,
        Kind,
        Duration,
        Clips,
        Modalities,
        Dimension,
        Health,
        Created,
        Finished,
        Elapsed,
        NextPoll,
        Tries,
        Expires,
        Archive,
        Problem,
    };
    static constexpr int columnTotal = 18;
    enum Role {
        SortRole = Qt::UserRole + 1, ///< a typed value; invalid where missing
        StateRole, ///< int(TaskState)
        KeptRole, ///< bool: its answer is marked as kept
        TaskIdRole, ///< QString
        SearchRole, ///< QString: the texts of the row that do not tick, case-folded, one a line
    };

    /// `list` must outlive the model.
    explicit TaskTableModel(const TaskList &list, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// Labels alone can be edited.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Changes nothing itself: whoever owns the list does, on labelEntered().
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    /// Whether the texts of a column change with the time alone.
    static bool isTicking(Column column)
    {
        return column == Column::Elapsed || column == Column::NextPoll || column == Column::Expires;
    }

    /// Polling stands still (paused, or a refused key): "next poll" then says so.
    void setPollingPaused(bool paused);
    /// When the next request of all will be sent: until then no task is asked for, whatever it is due.
    void setNextRequest(std::function<std::optional<MonotonicTime>()> next) { m_nextRequest = std::move(next); }

Q_SIGNALS:
    /// The user has written another label into the cell of a task.
    void labelEntered(const embedscope::TaskId &id, const QString &label);
    /// The texts of these columns may be other ones in any row, by time alone; views paint again what they show. No
    /// dataChanged(), for which a proxy would go through all rows every second, though no value that it sorts or filters by
    /// has changed.
    void ticked(embedscope::TaskTableModel::Column first, embedscope::TaskTableModel::Column last);

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QString cellTip(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;
    /// A record as views were told of it. Several may have changed in the list when the first change is told,
    /// and a sorting proxy looks at the neighbours of what changed: it must find them as it last saw them. Shared with the
    /// list until it changes.
    struct Row
    {
        std::shared_ptr<const TaskRecord> record;
        mutable QString searchText; // made when it is first asked for
    };

    const TaskRecord &at(int row) const { return *m_rows[static_cast<size_t>(row)].record; }
    QString searchText(int row) const;
    void connectList();
    std::vector<Row> rowsOf(int first, int last) const;
    void finishReset();
    void tick();
    void startTicking(int first, int last);
    QString problemText(const TaskRecord &record) const;
    QString nextPollText(const TaskRecord &record) const;
    QString expiryText(const TaskRecord &record) const;
    QString healthTip(const TaskRecord &record) const;

    const TaskList &m_list;
    std::vector<Row> m_rows;
    QTimer m_ticker; // once a second: what depends on the time of day (elapsed, next poll)
    bool m_pollingPaused = false;
    std::function<std::optional<MonotonicTime>()> m_nextRequest;
};

} // namespace embedscope
