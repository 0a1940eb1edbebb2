// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartoverlay.h"

#include "charts/modalitycolours.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double boxPadding = 8;
constexpr double swatchSize = 9;
constexpr double swatchSpace = 15;
constexpr double boxDistance = 14; // from the pointer

} // namespace

void ChartOverlay::setGeometry(const QRectF &chart, const QRectF &plotArea)
{
    prepareGeometryChange();
    m_chart = chart;
    m_plot = plotArea;
}

void ChartOverlay::setVisibleTime(TimeRange visible)
{
    m_visible = visible;
}

void ChartOverlay::setPalette(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
    m_strongFont = font;
    m_strongFont.setBold(true);
    update();
}

void ChartOverlay::setCursorTime(std::optional<double> sec)
{
    update(cursorRect());
    m_cursor = sec;
    update(cursorRect());
}

void ChartOverlay::setSelectedRange(std::optional<TimeRange> range)
{
    m_range = range;
    update(m_plot.adjusted(-2, -2, 2, 2));
}

void ChartOverlay::setMarks(std::optional<double> a, std::optional<double> b)
{
    m_markA = a;
    m_markB = b;
    update();
}

void ChartOverlay::setFocusShown(bool shown)
{
    m_focusShown = shown;
    update();
}

void ChartOverlay::setReadout(const QList<ReadoutLine> &lines, QPointF anchor)
{
    update(m_box.adjusted(-2, -2, 2, 2));
    m_lines = lines;
    m_box = lines.isEmpty() ? QRectF() : placeReadout(anchor);
    update(m_box.adjusted(-2, -2, 2, 2));
}

QRectF ChartOverlay::cursorRect() const
{
    if (!m_cursor)
        return {};
    return {scale().clampedXOf(*m_cursor) - 2, m_plot.top() - 1, 4, m_plot.height() + 2};
}

// Right below the pointer; on its other side where there is no room, and never outside of the chart. What stands above the
// plot says what is drawn in it: that is covered only where the box is higher than all that is left below.
QRectF ChartOverlay::placeReadout(QPointF anchor) const
{
    double width = 0;
    double height = 0;
    for (const ReadoutLine &line : m_lines) {
        const QFontMetricsF metrics(line.isStrong ? m_strongFont : m_font);
        const double indent = line.swatch.isValid() ? swatchSpace : 0;
        width = std::max(width, metrics.horizontalAdvance(line.text) + indent);
        height += metrics.height() + 1;
    }
    const QSizeF size(std::ceil(width + 2 * boxPadding), std::ceil(height + 2 * boxPadding - 2));
    QPointF corner = anchor + QPointF(boxDistance, boxDistance);
    if (corner.x() + size.width() > m_chart.right() - 4)
        corner.setX(anchor.x() - boxDistance - size.width());
    if (corner.y() + size.height() > m_chart.bottom() - 4)
        corner.setY(anchor.y() - boxDistance - size.height());
    corner.setX(std::max(m_chart.left() + 4, std::min(corner.x(), m_chart.right() - 4 - size.width())));
    const double lowest = m_chart.bottom() - 4 - size.height();
    const double highest = std::max(m_chart.top() + 4, std::min(m_plot.top(), lowest));
    corner.setY(std::max(highest, std::min(corner.y(), lowest)));
    return {std::round(corner.x()), std::round(corner.y()), size.width(), size.height()};
}

void ChartOverlay::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    painter->save();
    paintRange(*painter);
    if (m_markA)
        paintMark(*painter, *m_markA, u'A');
    if (m_markB)
        paintMark(*painter, *m_markB, u'B');
    if (m_isForKeeping) {
        painter->restore();
        return;
    }
    const QColor base = m_palette.color(QPalette::Base);
    const QColor text = m_palette.color(QPalette::Text);
    if (m_cursor && m_visible.contains(*m_cursor)) {
        const double x = std::round(scale().xOf(*m_cursor));
        painter->fillRect(QRectF(x, m_plot.top(), 1, m_plot.height()), mixed(base, text, 0.65));
    }
    if (m_focusShown) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_palette.color(QPalette::Active, QPalette::Highlight), 2));
        painter->drawRoundedRect(m_chart.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
    if (!m_lines.isEmpty())
        paintReadout(*painter);
    painter->restore();
}

void ChartOverlay::paintRange(QPainter &painter) const
{
    if (!m_range)
        return;
    const double left = std::max(m_plot.left(), scale().clampedXOf(m_range->startSec));
    const double right = std::min(m_plot.right(), scale().clampedXOf(m_range->endSec));
    if (right <= left)
        return;
    QColor band = m_palette.color(QPalette::Active, QPalette::Highlight);
    const QColor edge = band;
    band.setAlpha(48);
    painter.fillRect(QRectF(left, m_plot.top(), right - left, m_plot.height()), band);
    painter.fillRect(QRectF(left, m_plot.top(), 1, m_plot.height()), edge);
    painter.fillRect(QRectF(right - 1, m_plot.top(), 1, m_plot.height()), edge);
}

// Told apart by letter and by line: A is solid with its letter at the top, B is dashed with its letter below.
void ChartOverlay::paintMark(QPainter &painter, double sec, QChar name) const
{
    if (!m_visible.contains(sec))
        return;
    const bool isA = name == u'A';
    const QColor base = m_palette.color(QPalette::Base);
    const QColor text = m_palette.color(QPalette::Text);
    const double x = std::round(scale().xOf(sec)) + 0.5;
    const QLineF line(x, m_plot.top(), x, m_plot.bottom());
    painter.setPen(QPen(base, 4)); // a rim that keeps it apart from clips of any colour
    painter.drawLine(line);
    QPen pen(text, 2, Qt::SolidLine, Qt::FlatCap); // square caps would close the gaps
    if (!isA)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawLine(line);

    const QFontMetricsF metrics(m_strongFont);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(name)) + 8, std::ceil(metrics.height()) + 2);
    QRectF flag(QPointF(x - size.width() / 2, isA ? m_plot.top() : m_plot.bottom() - size.height()), size);
    flag.moveLeft(std::clamp(flag.left(), m_chart.left(), std::max(m_chart.left(), m_chart.right() - size.width())));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(base, 1));
    painter.setBrush(text);
    painter.drawRoundedRect(flag, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(m_strongFont);
    painter.setPen(base);
    painter.drawText(flag, Qt::AlignCenter, QString(name));
}

void ChartOverlay::paintReadout(QPainter &painter) const
{
    const QColor back = m_palette.color(QPalette::ToolTipBase);
    const QColor text = m_palette.color(QPalette::ToolTipText);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mixed(back, text, 0.3), 1));
    painter.setBrush(back);
    painter.drawRoundedRect(m_box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    double y = m_box.top() + boxPadding - 1;
    for (const ReadoutLine &line : m_lines) {
        painter.setFont(line.isStrong ? m_strongFont : m_font);
        const double height = QFontMetricsF(painter.font()).height();
        double x = m_box.left() + boxPadding;
        if (line.swatch.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(line.swatch);
            painter.drawRoundedRect(QRectF(x, y + (height - swatchSize) / 2, swatchSize, swatchSize), 2, 2);
            x += swatchSpace;
        }
        painter.setPen(text);
        painter.drawText(QRectF(x, y, m_box.right() - x, height), Qt::AlignLeft | Qt::AlignVCenter,
                         line.text);
        y += height + 1;
    }
}

} // namespace embedscope
