// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace embedscope {

/// A table that is read row by row: rows of one height (measuring ten thousand of them would take seconds),
/// Home and End go to the first and last row, its columns can be moved and sorted, and where the current row
/// goes, the one that takes its place is current.
class RowTableView final : public QTableView
{
    Q_OBJECT

public:
    explicit RowTableView(QWidget *parent = nullptr);

    /// Sets the model with sorting, first by `column` (-1: not at all, in the model's own order).
    void setSortedModel(QAbstractItemModel &model, int column);
    /// Makes a column as wide as a cell with this text, and as its own title, need.
    void fitColumn(int column, const QString &widestText);
    /// Makes the header no higher than its text needs: where rows are what there is little room for.
    void setLowHeader();
    /// Pixels that the header and so many rows of the usual height need.
    int heightOfRows(int rows) const;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void changeEvent(QEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void fitRowHeight();

    bool m_hasLowHeader = false;
};

} // namespace embedscope
