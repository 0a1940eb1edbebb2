// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskfilterproxy.h"

#include "models/tasktablemodel.h"
#include "models/typedorder.h"

#include <algorithm>

namespace embedscope {

TaskFilterProxy::TaskFilterProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(TaskTableModel::SortRole);
}

void TaskFilterProxy::setFilterText(const QString &text)
{
    QStringList words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = std::move(words);
    invalidateRowsFilter();
}

void TaskFilterProxy::setChip(Chip chip)
{
    if (chip == m_chip)
        return;
    m_chip = chip;
    invalidateRowsFilter();
}

bool TaskFilterProxy::passes(Chip chip, TaskState state)
{
    switch (chip) {
    case Chip::All:
        return true;
    case Chip::Open:
        return !isSettled(state);
    case Chip::Ready:
        return state == TaskState::Ready;
    case Chip::Failed:
        return state == TaskState::Failed;
    case Chip::Problems:
        return isSettled(state) && state != TaskState::Ready && state != TaskState::Failed;
    }
    Q_UNREACHABLE();
}

bool TaskFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_chip != Chip::All
        && !passes(m_chip, static_cast<TaskState>(index.data(TaskTableModel::StateRole).toInt())))
        return false;
    if (m_words.isEmpty())
        return true;
    // What ticks is not searched: rows would come and go with the seconds.
    const QString text = index.data(TaskTableModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word); });
}

bool TaskFilterProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (const auto less = typedLessThan(left.data(sortRole()), right.data(sortRole()), sortOrder()))
        return *less;
    // IDs ascend in both directions.
    const QString leftId = left.data(TaskTableModel::TaskIdRole).toString();
    const QString rightId = right.data(TaskTableModel::TaskIdRole).toString();
    return sortOrder() == Qt::AscendingOrder ? leftId < rightId : rightId < leftId;
}

} // namespace embedscope

#include "moc_taskfilterproxy.cpp"
