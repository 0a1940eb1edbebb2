// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/changelegend.h"

#include "charts/modalitycolours.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace embedscope {

namespace {

constexpr double legendMargin = 8;
constexpr double swatchRoom = 25;
constexpr double swatchLength = 18;
constexpr double betweenEntries = 24;

} // namespace

void ChangeLegend::setPalette(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
}

void ChangeLegend::setPlace(double left, double width)
{
    prepareGeometryChange();
    m_left = left;
    m_width = width;
}

void ChangeLegend::setEntries(const std::vector<Entry> &entries)
{
    prepareGeometryChange();
    m_placed.clear();
    const QFontMetricsF metrics(m_font);
    constexpr int mostLines = 3; // the chart is what matters
    double x = m_left;
    double y = legendMargin;
    int line = 1;
    for (const Entry &entry : entries) {
        const double indent = entry.colour.isValid() ? swatchRoom : 0;
        const double width = std::min(metrics.horizontalAdvance(entry.text) + indent + 1, m_width);
        if (x > m_left && x + width > m_left + m_width) {
            if (++line > mostLines)
                break;
            x = m_left;
            y += metrics.height() + 2;
        }
        m_placed.push_back({QRectF(x, y, width, metrics.height()),
                            metrics.elidedText(entry.text, Qt::ElideRight, width - indent), entry.colour});
        x += width + betweenEntries;
    }
    m_height = y + metrics.height() + legendMargin;
    update();
}

void ChangeLegend::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    painter->setFont(m_font);
    const QColor text = m_palette.color(QPalette::Text);
    for (const Placed &entry : m_placed) {
        QRectF place = entry.rect;
        if (entry.colour.isValid()) {
            painter->fillRect(QRectF(place.left(), place.center().y() - 1.5, swatchLength, 3), entry.colour);
            place.setLeft(place.left() + swatchRoom);
        }
        painter->setPen(entry.colour.isValid() ? text : mixed(m_palette.color(QPalette::Base), text, 0.72));
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    }
}

} // namespace embedscope
