// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

#include <optional>

namespace embedscope {

/// How two values of a sort role stand to each other, in the way that QSortFilterProxyModel::lessThan() must
/// answer so that missing values (invalid variants) come last in both directions. Nothing where they are
/// equal. Values are int, qint64, double, QString (case does not matter) or QDateTime; both of a column have
/// the same type.
std::optional<bool> typedLessThan(const QVariant &left, const QVariant &right, Qt::SortOrder order);

} // namespace embedscope
