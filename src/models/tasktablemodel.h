// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/tasklist.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace embedscope {

/// The task list as a table: repeats exactly the list's changes as ranges of rows, never resets. Cells are typed values
/// (SortRole) and one text (DisplayRole).
class TaskTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column {
        Status, Id, File, Kind, Duration, Clips, Modalities, Dimension, Created, Elapsed, NextPoll, Problem,
    };
    static constexpr int columnTotal = 12;
    enum Role {
        SortRole = Qt::UserRole + 1, ///< a typed value; invalid where missing
        StateRole, ///< int(TaskState)
        TaskIdRole, ///< QString
    };

    /// `list` must outlive the model.
    explicit TaskTableModel(const TaskList &list, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Polling stands still (paused, or a refused key): "next poll" then says so.
    void setPollingPaused(bool paused);

private:
    void tick();

    const TaskList &m_list;
    QTimer m_ticker; // once a second: what depends on the time of day (elapsed, next poll)
    bool m_pollingPaused = false;
};

} // namespace embedscope
