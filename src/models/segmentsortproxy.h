// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace embedscope {

/// Sorts the segment table by typed values, ties in the order of the segments, missing values last in both
/// directions.
class SegmentSortProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SegmentSortProxy(QObject *parent = nullptr);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace embedscope
