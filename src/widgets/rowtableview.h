// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace embedscope {

/// A table that is read row by row: rows of one height (measuring ten thousand of them would take seconds),
/// Home and End go to the first and last row, its columns can be moved and sorted, and where the current row
/// goes, the one that takes its place is current. Where one row at a time is selected, the one with the keyboard is.
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
    /// fitColumn() for the last column, which otherwise gets what the others leave: below that width the table scrolls.
    void fitLastColumn(const QString &widestText);

Q_SIGNALS:
    /// The user wants to go where a row leads to: by a click (once for a double click, too), by Return, or by walking to it
    /// with the keyboard.
    void rowChosen(int row);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void fitRowHeight();
    void watchChoice();
    int widthFor(int column, const QString &widestText) const;
    void stretchLastColumn();

    int m_leastLastWidth = 0; // 0: whatever is left
    bool m_hasLowHeader = false;
    bool m_isInDoubleClick = false; // until the button is up
};

} // namespace embedscope
