// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestlogproxy.h"

#include "models/requestlogmodel.h"
#include "models/typedorder.h"

#include <algorithm>

namespace embedscope {

RequestLogProxy::RequestLogProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(RequestLogModel::SortRole);
}

void RequestLogProxy::setFilterText(const QString &text)
{
    m_words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void RequestLogProxy::setOnlyProblems(bool only)
{
    m_onlyProblems = only;
    invalidateFilter();
}

bool RequestLogProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_onlyProblems && !index.data(RequestLogModel::ProblemRole).toBool())
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(RequestLogModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word); });
}

bool RequestLogProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (const auto less = typedLessThan(left.data(sortRole()), right.data(sortRole()), sortOrder()))
        return *less;
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : right.row() < left.row();
}

} // namespace embedscope
