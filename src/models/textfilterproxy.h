// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

#include <optional>

namespace embedscope {

/// Sorts and filters a table by the values and texts of its own roles: typed values, ties in the table's own order.
class TextFilterProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Roles of the table: a typed value to sort by; the row's texts, case-folded; whether a row is flagged (bool).
    struct Roles
    {
        int sort = 0;
        int search = 0;
        int flag = 0;
    };
    explicit TextFilterProxy(const Roles &roles, QObject *parent = nullptr);

    /// Words, separated by spaces, all of which must occur in some column; case does not matter.
    void setFilterText(const QString &text);
    /// Only rows that are flagged, or are not.
    void setFlagFilter(std::optional<bool> flagged);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    std::optional<bool> m_flagged;
    Roles m_roles;
};

} // namespace embedscope
