// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accountmodel.h"

#include "models/taskwords.h"
#include "store/tasklist.h"

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

AccountModel::AccountModel(const AccountTasks &tasks, const TaskList &list, QObject *parent)
    : ColumnModel(columnTotal, parent), m_tasks(tasks), m_list(list)
{
    connect(&tasks, &AccountTasks::aboutToAdd, this,
            [this](int count) { beginInsertRows({}, m_tasks.size(), m_tasks.size() + count - 1); });
    connect(&tasks, &AccountTasks::added, this, &AccountModel::endInsertRows);
    connect(&tasks, &AccountTasks::aboutToClear, this, &AccountModel::beginResetModel);
    connect(&tasks, &AccountTasks::cleared, this, &AccountModel::endResetModel);
    const auto marksChanged = [this] {
        if (m_tasks.size() > 0)
            Q_EMIT dataChanged(index(0, 0), index(m_tasks.size() - 1, columnTotal - 1));
    };
    connect(&list, &TaskList::rowsInserted, this, marksChanged);
    connect(&list, &TaskList::rowsRemoved, this, marksChanged);
}

int AccountModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_tasks.size();
}

/// What is in the list already cannot be chosen.
Qt::ItemFlags AccountModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags all = ColumnModel::flags(index);
    return index.isValid() && index.data(KnownRole).toBool() ? all & ~(Qt::ItemIsSelectable | Qt::ItemIsEnabled) : all;
}

QVariant AccountModel::cellValue(int row, int column, int role) const
{
    const ListedTask &task = m_tasks.at(row);
    switch (role) {
    case SortRole:
        if (Column{column} == Column::Duration)
            return task.durationSec ? QVariant(*task.durationSec) : QVariant();
        if (Column{column} == Column::Created)
            return task.createdAt.isValid() ? QVariant(task.createdAt) : QVariant();
        return cellText(row, column).isEmpty() ? QVariant() : QVariant(cellText(row, column));
    case SearchRole:
        return rowText(row);
    case KnownRole:
        return m_list.rowOf(task.id) >= 0;
    default:
        return {};
    }
}

QString AccountModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Status:
        return tr("Status");
    case Column::Id:
        return tr("Task ID");
    case Column::File:
        return tr("File");
    case Column::Kind:
        return tr("Kind");
    case Column::Duration:
        return tr("Duration");
    case Column::Model:
        return tr("Model");
    case Column::Created:
        return tr("Created");
    }
    Q_UNREACHABLE();
}

bool AccountModel::isNumber(int column) const
{
    return Column{column} == Column::Duration;
}

QString AccountModel::cellText(int row, int column) const
{
    const ListedTask &task = m_tasks.at(row);
    switch (Column{column}) {
    case Column::Status:
        return m_list.rowOf(task.id) >= 0 ? tr("%1, in the list").arg(oneLine(task.statusText)) : oneLine(task.statusText);
    case Column::Id:
        return task.id.toString();
    case Column::File:
        return oneLine(task.file);
    case Column::Kind:
        return oneLine(task.inputType);
    case Column::Duration:
        return task.durationSec ? timeText(*task.durationSec) : QString();
    case Column::Model:
        return oneLine(task.model);
    case Column::Created:
        return task.createdAt.isValid() ? task.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
    }
    Q_UNREACHABLE();
}

} // namespace embedscope

#include "moc_accountmodel.cpp"
