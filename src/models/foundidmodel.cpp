// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundidmodel.h"

#include "models/idwords.h"

#include <algorithm>
#include <utility>

namespace embedscope {

FoundIdModel::FoundIdModel(QObject *parent) : QAbstractTableModel(parent) { }

void FoundIdModel::setFound(std::vector<FoundId> found, const QSet<TaskId> &present)
{
    beginResetModel();
    m_found = std::move(found);
    m_present = present;
    QHash<TaskId, bool> chosen;
    for (const FoundId &id : m_found) {
        if (const auto choice = m_chosen.constFind(id.id); choice != m_chosen.cend())
            chosen.insert(id.id, *choice);
    }
    m_chosen = std::move(chosen);
    count();
    endResetModel();
    Q_EMIT tickedChanged();
}

void FoundIdModel::count()
{
    m_tickedCount =
        static_cast<int>(std::ranges::count_if(m_found, [this](const FoundId &id) { return isTicked(id); }));
    m_tickableCount = static_cast<int>(
        std::ranges::count_if(m_found, [this](const FoundId &id) { return !isPresent(id); }));
}

void FoundIdModel::tickAll(bool ticked)
{
    if (m_found.empty())
        return;
    for (const FoundId &id : m_found)
        m_chosen.insert(id.id, ticked);
    count();
    Q_EMIT dataChanged(index(0, Id), index(rowCount() - 1, Id), {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
}

std::vector<TaskId> FoundIdModel::ticked() const
{
    std::vector<TaskId> ids;
    for (const FoundId &id : m_found) {
        if (isTicked(id))
            ids.push_back(id.id);
    }
    return ids;
}

int FoundIdModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

int FoundIdModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString FoundIdModel::text(const FoundId &found, int column) const
{
    switch (column) {
    case Id:
        return found.id.toString();
    case Reading:
        return isPresent(found) ? tr("in the list already") : readingText(found.name);
    case Line:
        return QString::number(found.line);
    default:
        return found.around;
    }
}

QVariant FoundIdModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FoundId &found = m_found[static_cast<size_t>(index.row())];
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && index.column() == Around))
        return text(found, index.column());
    if (role == Qt::CheckStateRole && index.column() == Id)
        return static_cast<int>(isTicked(found) ? Qt::Checked : Qt::Unchecked);
    if (role == Qt::TextAlignmentRole && index.column() == Line)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant FoundIdModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("ID");
    case Reading:
        return tr("Taken for");
    case Line:
        return tr("Line");
    case Around:
        return tr("Text around it");
    default:
        return {};
    }
}

bool FoundIdModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || role != Qt::CheckStateRole || index.column() != Id || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    const FoundId &found = m_found[static_cast<size_t>(index.row())];
    const bool wasTicked = isTicked(found);
    const bool tick = value.toInt() == Qt::Checked;
    if (tick == wasTicked)
        return true;
    m_chosen.insert(found.id, tick);
    m_tickedCount += tick ? 1 : -1;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
    return true;
}

Qt::ItemFlags FoundIdModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (isPresent(m_found[static_cast<size_t>(index.row())]))
        return Qt::ItemIsSelectable | Qt::ItemNeverHasChildren; // told, and not to be had
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Id ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace embedscope

#include "moc_foundidmodel.cpp"
