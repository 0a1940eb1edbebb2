// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/typedorder.h"

#include <QDateTime>
#include <QString>

namespace embedscope {

namespace {

template <class T> int compare(const T &a, const T &b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

int compareValues(const QVariant &a, const QVariant &b)
{
    switch (a.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
        return compare(a.toLongLong(), b.toLongLong());
    case QMetaType::Double:
        return compare(a.toDouble(), b.toDouble());
    case QMetaType::QDateTime:
        return compare(a.toDateTime(), b.toDateTime());
    default:
        return a.toString().compare(b.toString(), Qt::CaseInsensitive);
    }
}

} // namespace

std::optional<bool> typedLessThan(const QVariant &left, const QVariant &right, Qt::SortOrder order)
{
    // For a descending order the proxy asks with the sides swapped: "missing" must then be the lesser one to
    // come last.
    if (left.isValid() != right.isValid())
        return left.isValid() == (order == Qt::AscendingOrder);
    if (!left.isValid())
        return std::nullopt;
    const int compared = compareValues(left, right);
    return compared == 0 ? std::nullopt : std::optional<bool>(compared < 0);
}

} // namespace embedscope
