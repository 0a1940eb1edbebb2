// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowtableview.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyle>

#include <algorithm>

namespace embedscope {

RowTableView::RowTableView(QWidget *parent) : QTableView(parent)
{
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    fitRowHeight();
    watchChoice();
}

/// Of a double click Qt tells a click, the double click, an activation, and a click again.
void RowTableView::watchChoice()
{
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        const bool activatesItself = style()->styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick, nullptr, this) != 0;
        if (!m_isInDoubleClick && !activatesItself)
            Q_EMIT rowChosen(index.row());
    });
    connect(this, &QTableView::doubleClicked, this, [this] { m_isInDoubleClick = true; });
    connect(this, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (!m_isInDoubleClick)
            Q_EMIT rowChosen(index.row());
    });
}

void RowTableView::setSortedModel(QAbstractItemModel &model, int column)
{
    horizontalHeader()->setSortIndicator(column, Qt::AscendingOrder);
    setModel(&model);
    setSortingEnabled(true);
}

void RowTableView::fitColumn(int column, const QString &widestText)
{
    setColumnWidth(column, widthFor(column, widestText));
}

void RowTableView::fitLastColumn(const QString &widestText)
{
    m_leastLastWidth = widthFor(model()->columnCount() - 1, widestText);
    stretchLastColumn();
}

void RowTableView::stretchLastColumn()
{
    if (m_leastLastWidth == 0 || !model() || model()->columnCount() == 0)
        return;
    QHeaderView &header = *horizontalHeader();
    const int last = header.logicalIndex(header.count() - 1);
    const int others = header.length() - header.sectionSize(last);
    const bool hasRoom = others + m_leastLastWidth <= viewport()->width();
    header.setStretchLastSection(hasRoom);
    if (!hasRoom)
        header.resizeSection(last, m_leastLastWidth);
}

int RowTableView::widthFor(int column, const QString &widestText) const
{
    const int margin = style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1; // Qt adds one
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    const int text = std::max(fontMetrics().horizontalAdvance(widestText),
                              horizontalHeader()->fontMetrics().horizontalAdvance(title));
    return text + 2 * margin + 4;
}

void RowTableView::setLowHeader()
{
    m_hasLowHeader = true;
    fitRowHeight();
}

int RowTableView::heightOfRows(int rows) const
{
    const int header = std::min(horizontalHeader()->sizeHint().height(), horizontalHeader()->maximumHeight());
    return header + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth();
}

QModelIndex RowTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (model() && model()->rowCount() > 0) {
        const int column = std::max(currentIndex().column(), 0);
        if (action == MoveHome)
            return model()->index(0, column);
        if (action == MoveEnd)
            return model()->index(model()->rowCount() - 1, column);
    }
    return QTableView::moveCursor(action, modifiers);
}

void RowTableView::keyPressEvent(QKeyEvent *event)
{
    const int before = currentIndex().row();
    QTableView::keyPressEvent(event);
    if (currentIndex().isValid() && currentIndex().row() != before)
        Q_EMIT rowChosen(currentIndex().row());
}

/// Qt makes a row current and leaves it unselected: nobody would see where the keyboard is.
void RowTableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    const bool isByKeyboard = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    if (isByKeyboard && selectionMode() == SingleSelection && currentIndex().isValid() && !selectionModel()->hasSelection())
        selectRow(currentIndex().row());
}

void RowTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRowHeight();
}

void RowTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    stretchLastColumn();
}

void RowTableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    m_isInDoubleClick = false;
}

void RowTableView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // The selection model, which is told after the view, would go back to the row before.
    const int row = currentIndex().row();
    if (row >= first && row <= last) {
        const int next = last + 1 < model()->rowCount() ? last + 1 : first - 1;
        const QItemSelection selection = selectionModel()->selection();
        const bool allGo = std::all_of(selection.begin(), selection.end(), [=](const QItemSelectionRange &range) {
            return range.top() >= first && range.bottom() <= last;
        });
        if (next >= 0)
            selectionModel()->setCurrentIndex(model()->index(next, currentIndex().column()),
                                              allGo ? QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows
                                                    : QItemSelectionModel::NoUpdate);
    }
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void RowTableView::fitRowHeight()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    if (m_hasLowHeader)
        horizontalHeader()->setFixedHeight(horizontalHeader()->fontMetrics().height() + 4);
}

} // namespace embedscope

#include "moc_rowtableview.cpp"
