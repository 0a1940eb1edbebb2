// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace embedscope {

/// Sorts and filters the log of requests: by typed values, ties in the order of the log.
class RequestLogProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RequestLogProxy(QObject *parent = nullptr);

    /// Words, separated by spaces, all of which must occur in some column; case does not matter.
    void setFilterText(const QString &text);
    void setOnlyProblems(bool only);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    bool m_onlyProblems = false;
};

} // namespace embedscope
