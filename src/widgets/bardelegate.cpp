// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bardelegate.h"

#include "charts/modalitycolours.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace embedscope {

void BarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, {});
    const QStyle *const style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget); // ground, selection, focus

    constexpr int margin = 7; // as ThemeStyle gives every other cell
    const bool selected = cell.state.testFlag(QStyle::State_Selected);
    const QColor ground = cell.palette.color(selected ? QPalette::Highlight : QPalette::Base);
    const QColor ink = cell.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QRect place = cell.rect.adjusted(margin - 3, 3, -margin + 3, -3);
    const double share = std::clamp(index.data(m_role).toDouble(), 0.0, 1.0);
    QRect bar = place;
    bar.setWidth(static_cast<int>(share * place.width()));
    painter->save();
    // On the selection the bar goes away from the ink, not towards it: the number is read upon both.
    const QColor away = ink.lightnessF() > 0.5F ? Qt::black : Qt::white;
    painter->fillRect(bar, mixed(ground, selected ? away : cell.palette.color(QPalette::Highlight), 0.28));
    painter->setPen(ink);
    painter->setFont(cell.font);
    painter->drawText(place.adjusted(3, 0, -3, 0), static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading), text);
    painter->restore();
}

} // namespace embedscope

#include "moc_bardelegate.cpp"
