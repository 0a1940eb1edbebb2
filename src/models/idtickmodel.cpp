// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/idtickmodel.h"

namespace embedscope {

IdTickModel::IdTickModel(QObject *parent) : QAbstractListModel(parent) { }

void IdTickModel::setIds(const std::vector<TaskId> &ids)
{
    if (ids == m_ids)
        return;
    QSet<TaskId> stillTicked;
    for (const TaskId &id : ids) {
        if (m_ticked.contains(id))
            stillTicked.insert(id);
    }
    const bool fewer = stillTicked.size() < m_ticked.size();
    beginResetModel();
    m_ids = ids;
    m_ticked = std::move(stillTicked);
    endResetModel();
    if (fewer)
        Q_EMIT tickedChanged();
}

void IdTickModel::tickAll(bool ticked)
{
    const int wanted = ticked ? rowCount() : 0;
    if (tickedCount() == wanted)
        return;
    m_ticked.clear();
    if (ticked)
        m_ticked = QSet<TaskId>(m_ids.begin(), m_ids.end());
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
}

std::vector<TaskId> IdTickModel::ticked() const
{
    std::vector<TaskId> ids;
    for (const TaskId &id : m_ids) {
        if (m_ticked.contains(id))
            ids.push_back(id);
    }
    return ids;
}

int IdTickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant IdTickModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TaskId &id = m_ids[static_cast<size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return id.toString();
    if (role == Qt::CheckStateRole)
        return static_cast<int>(m_ticked.contains(id) ? Qt::Checked : Qt::Unchecked);
    return {};
}

bool IdTickModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || role != Qt::CheckStateRole)
        return false;
    const TaskId &id = m_ids[static_cast<size_t>(index.row())];
    const bool tick = value.toInt() == Qt::Checked;
    if (tick == m_ticked.contains(id))
        return true;
    if (tick)
        m_ticked.insert(id);
    else
        m_ticked.remove(id);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
    return true;
}

Qt::ItemFlags IdTickModel::flags(const QModelIndex &index) const
{
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

} // namespace embedscope

#include "moc_idtickmodel.cpp"
