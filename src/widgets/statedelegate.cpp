// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statedelegate.h"

#include "models/tasktablemodel.h"
#include "widgets/statelook.h"

#include <QApplication>
#include <QPainter>

namespace embedscope {

namespace {

constexpr int iconSize = 16;
constexpr int keptSize = 14;
constexpr int sideMargin = 7; // as ThemeStyle gives every other cell

} // namespace

StateDelegate::StateDelegate(QObject *parent) : QStyledItemDelegate(parent) { }

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString word = std::exchange(cell.text, {});
    const QStyle *const style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget); // ground, selection, focus

    const bool selected = cell.state.testFlag(QStyle::State_Selected);
    const auto state = static_cast<TaskState>(index.data(TaskTableModel::StateRole).toInt());
    const QRect icon = QStyle::alignedRect(cell.direction, Qt::AlignVCenter | Qt::AlignLeft,
                                           {iconSize, iconSize}, cell.rect.adjusted(sideMargin, 0, -sideMargin, 0));
    paintState(*painter, icon, state, cell.palette, selected);

    const bool isKept = index.data(TaskTableModel::KeptRole).toBool();
    const int indent = sideMargin + iconSize + sideMargin;
    const int end = sideMargin + (isKept ? keptSize : 0);
    const bool leftToRight = cell.direction == Qt::LeftToRight;
    const QRect place =
        leftToRight ? cell.rect.adjusted(indent, 0, -end, 0) : cell.rect.adjusted(end, 0, -indent, 0);
    if (isKept) {
        const QRect sign = QStyle::alignedRect(cell.direction, Qt::AlignVCenter | Qt::AlignRight, {keptSize, keptSize},
                                               cell.rect.adjusted(sideMargin / 2, 0, -sideMargin / 2, 0));
        paintKept(*painter, sign, cell.palette, selected);
    }
    painter->save();
    painter->setPen(cell.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(cell.font);
    painter->drawText(place, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                      cell.fontMetrics.elidedText(word, Qt::ElideRight, place.width()));
    painter->restore();
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(iconSize + 2 * sideMargin, 0);
}

} // namespace embedscope

#include "moc_statedelegate.cpp"
