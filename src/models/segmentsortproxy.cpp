// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/segmentsortproxy.h"

#include "models/segmenttablemodel.h"
#include "models/typedorder.h"

#include <algorithm>

namespace embedscope {

SegmentSortProxy::SegmentSortProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(SegmentTableModel::SortRole);
}

void SegmentSortProxy::setSourceModel(QAbstractItemModel *model)
{
    m_table = qobject_cast<const SegmentTableModel *>(model);
    QSortFilterProxyModel::setSourceModel(model);
}

void SegmentSortProxy::setFilterText(const QString &text)
{
    m_words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void SegmentSortProxy::setHiddenModalities(const QSet<QString> &names)
{
    if (names == m_hidden)
        return;
    m_hidden = names;
    invalidateFilter();
}

bool SegmentSortProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    Q_UNUSED(sourceParent)
    if (!m_table || !m_table->task())
        return true;
    if (!m_hidden.isEmpty() && m_hidden.contains(m_table->modalityOf(sourceRow)))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = m_table->rowText(sourceRow).toCaseFolded();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word); });
}

bool SegmentSortProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (const auto less = typedLessThan(left.data(sortRole()), right.data(sortRole()), sortOrder()))
        return *less;
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : right.row() < left.row();
}

} // namespace embedscope

#include "moc_segmentsortproxy.cpp"
