// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlegend.h"

#include "charts/modalitycolours.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace embedscope {

namespace {

constexpr double topSpace = 6;
constexpr double bottomSpace = 6;
constexpr double lineSpace = 2;
constexpr double swatchWidth = 18;
constexpr double legendSwatchSpace = 25;
constexpr double entrySpace = 24;

} // namespace

void ChartLegend::setEntries(const std::vector<Entry> &entries, const QPalette &palette, const QFont &font, double left,
                             double width, int lines)
{
    prepareGeometryChange();
    m_palette = palette;
    m_font = font;
    m_left = left;
    m_width = width;
    m_placed.clear();
    QStringList all;
    bool isWhole = true;
    bool isElided = false;
    const QFontMetricsF metrics(m_font);
    double x = m_left;
    double y = topSpace;
    int line = 1;
    for (const Entry &entry : entries) {
        all.append(entry.text);
        const double indent = entry.colour.isValid() ? legendSwatchSpace : 0;
        const double needed = std::min(metrics.horizontalAdvance(entry.text) + indent + 1, m_width);
        if (x > m_left && x + needed > m_left + m_width) {
            isWhole = isWhole && line < lines;
            ++line;
            x = m_left;
            y += metrics.height() + lineSpace;
        }
        if (!isWhole)
            continue;
        Placed placed{QRectF(x, y, needed, metrics.height()), entry};
        placed.entry.text = metrics.elidedText(entry.text, Qt::ElideRight, needed - indent);
        isElided = isElided || placed.entry.text != entry.text;
        m_placed.push_back(placed);
        x += needed + entrySpace;
    }
    if (!isWhole)
        addEllipsis();
    setToolTip(isWhole && !isElided ? QString() : all.join(u'\n'));
    m_height = heightOf(std::min(line, lines), m_font);
    update();
}

double ChartLegend::heightOf(int lines, const QFont &font)
{
    const double line = QFontMetricsF(font).height();
    return topSpace + lines * line + (lines - 1) * lineSpace + bottomSpace;
}

int ChartLegend::linesIn(double pixels, const QFont &font)
{
    int lines = 1;
    while (lines < mostLines && heightOf(lines + 1, font) <= pixels)
        ++lines;
    return lines;
}

void ChartLegend::addEllipsis()
{
    if (m_placed.empty())
        return;
    const QFontMetricsF metrics(m_font);
    auto &[rect, entry] = m_placed.back();
    const double indent = entry.colour.isValid() ? legendSwatchSpace : 0;
    const double room = m_left + m_width - rect.left() - indent;
    entry.text = metrics.elidedText(entry.text + QStringLiteral(" …"), Qt::ElideRight, room);
    rect.setWidth(metrics.horizontalAdvance(entry.text) + indent + 1);
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
