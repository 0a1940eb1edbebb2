// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "store/accounttasks.h"

namespace embedscope {

class TaskList;

/// The tasks of the account as a table, with those marked that are in the task list already.
class AccountModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Status, Id, File, Kind, Duration, Model, Created };
    static constexpr int columnTotal = 7;
    enum Role {
        SortRole = Qt::UserRole + 1, ///< a typed value; invalid where missing
        SearchRole, ///< QString: the texts of the row, case-folded
        KnownRole, ///< bool: in the task list already
    };

    /// Both must outlive the model.
    AccountModel(const AccountTasks &tasks, const TaskList &list, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    TaskId idAt(int row) const { return m_tasks.at(row).id; }

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;

    const AccountTasks &m_tasks;
    const TaskList &m_list;
};

} // namespace embedscope
