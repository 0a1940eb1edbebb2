// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/textfilterproxy.h"

#include "models/typedorder.h"

#include <algorithm>

namespace embedscope {

TextFilterProxy::TextFilterProxy(const Roles &roles, QObject *parent) : QSortFilterProxyModel(parent), m_roles(roles)
{
    setSortRole(m_roles.sort);
}

void TextFilterProxy::setFilterText(const QString &text)
{
    m_words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void TextFilterProxy::setFlagFilter(std::optional<bool> flagged)
{
    m_flagged = flagged;
    invalidateFilter();
}

bool TextFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_flagged && index.data(m_roles.flag).toBool() != *m_flagged)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(m_roles.search).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word); });
}

bool TextFilterProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (const auto less = typedLessThan(left.data(sortRole()), right.data(sortRole()), sortOrder()))
        return *less;
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : right.row() < left.row();
}

} // namespace embedscope

#include "moc_textfilterproxy.cpp"
