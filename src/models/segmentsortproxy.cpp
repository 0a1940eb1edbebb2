// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/segmentsortproxy.h"

#include "models/segmenttablemodel.h"
#include "models/typedorder.h"

namespace embedscope {

SegmentSortProxy::SegmentSortProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(SegmentTableModel::SortRole);
}

bool SegmentSortProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (const auto less = typedLessThan(left.data(sortRole()), right.data(sortRole()), sortOrder()))
        return *less;
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : right.row() < left.row();
}

} // namespace embedscope
