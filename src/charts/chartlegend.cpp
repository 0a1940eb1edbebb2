// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlegend.h"

#include "charts/modalitycolours.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace embedscope {

namespace {

constexpr double topSpace = 8;
constexpr double bottomSpace = 8;
constexpr double swatchWidth = 18;
constexpr double legendSwatchSpace = 25;
constexpr double entrySpace = 24;
constexpr int mostLines = 3; // the chart is what matters; the timeline names all lanes

} // namespace

void ChartLegend::setEntries(const std::vector<Entry> &entries, const QPalette &palette, const QFont &font, double left,
                             double width)
{
    prepareGeometryChange();
    m_palette = palette;
    m_font = font;
    m_left = left;
    m_width = width;
    m_placed.clear();
    const QFontMetricsF metrics(m_font);
    double x = m_left;
    double y = topSpace;
    int line = 1;
    for (const Entry &entry : entries) {
        const double indent = entry.colour.isValid() ? legendSwatchSpace : 0;
        const double needed = std::min(metrics.horizontalAdvance(entry.text) + indent + 1, m_width);
        if (x > m_left && x + needed > m_left + m_width) {
            if (line == mostLines) {
                m_placed.back().entry.text += QStringLiteral(" …");
                break;
            }
            ++line;
            x = m_left;
            y += metrics.height() + 2;
        }
        Placed placed{QRectF(x, y, needed, metrics.height()), entry};
        placed.entry.text = metrics.elidedText(entry.text, Qt::ElideRight, needed - indent);
        m_placed.push_back(placed);
        x += needed + entrySpace;
    }
    m_height = y + metrics.height() + bottomSpace;
    update();
}

QStringList ChartLegend::texts() const
{
    QStringList texts;
    for (const Placed &placed : m_placed)
        texts.append(placed.entry.text);
    return texts;
}

void ChartLegend::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    painter->setFont(m_font);
    const QColor text = m_palette.color(QPalette::Text);
    const QColor quiet = mixed(m_palette.color(QPalette::Base), text, 0.72);
    for (const auto &[rect, entry] : m_placed) {
        QRectF place = rect;
        if (entry.colour.isValid()) {
            painter->fillRect(
                QRectF(place.left(), place.center().y() - entry.lineWidth / 2, swatchWidth, entry.lineWidth),
                entry.colour);
            place.setLeft(place.left() + legendSwatchSpace);
        }
        painter->setPen(entry.colour.isValid() ? text : quiet);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    }
}

} // namespace embedscope
