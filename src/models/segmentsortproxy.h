// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QSortFilterProxyModel>
#include <QStringList>

namespace embedscope {

class SegmentTableModel;

/// Sorts the segment table by typed values, ties in the order of the segments, missing values last in both
/// directions; and filters it by modality and by words.
class SegmentSortProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SegmentSortProxy(QObject *parent = nullptr);

    void setSourceModel(QAbstractItemModel *model) override;
    /// Words, separated by spaces, all of which must occur in some cell of the row; case does not matter.
    void setFilterText(const QString &text);
    /// Modalities by their names in the answer ("" where it was null); all others are shown.
    void setHiddenModalities(const QSet<QString> &names);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    const SegmentTableModel *m_table = nullptr;
    QStringList m_words;
    QSet<QString> m_hidden;
};

} // namespace embedscope
