// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matrixplot.h"

#include "charts/cividis.h"
#include "plot/timeticks.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr double legendBar = 12; // wide
constexpr double legendGap = 14;
constexpr double tickLength = 4;

double textWidth(const QFontMetricsF &metrics, const QString &text)
{
    return std::ceil(metrics.horizontalAdvance(text));
}

QRectF squareOf(const QWidget &widget, const QFontMetricsF &metrics)
{
    const double left = textWidth(metrics, u"0:00:00"_s) + tickLength + 4;
    const double right = legendGap + legendBar + 4 + textWidth(metrics, u"≤ 0.0"_s) + 2;
    const double bottom = metrics.height() + tickLength + 4;
    const double top = std::ceil(metrics.height() / 2) + 1;
    const double most = std::min(widget.width() - left - right, widget.height() - top - bottom);
    const double side = std::floor(std::max(8.0, most));
    return {std::ceil(left), top, side, side};
}

void paintHair(QPainter &painter, QPointF from, QPointF to)
{
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3));
    painter.drawLine(from, to);
    painter.setPen(QPen(Qt::white, 1));
    painter.drawLine(from, to);
}

} // namespace

MatrixPlot::MatrixPlot(const QWidget &widget, TimeRange range, AxisUnit unit)
    : m_metrics(widget.font()), m_palette(widget.palette()), m_width(widget.width()), m_range(range), m_unit(unit),
      m_rect(squareOf(widget, m_metrics))
{
}

void MatrixPlot::paintAxes(QPainter &painter) const
{
    painter.setPen(m_palette.color(QPalette::WindowText));
    const TimeScale x = scaleX();
    const TimeScale y = scaleY();
    for (const TimeTick &tick : timeTicks(m_range, m_rect.width(), m_metrics.horizontalAdvance(u'0'), m_unit)) {
        const double across = x.xOf(tick.sec);
        const double down = y.xOf(tick.sec);
        painter.drawLine(QPointF(across, m_rect.bottom() + 1), QPointF(across, m_rect.bottom() + 1 + tickLength));
        painter.drawLine(QPointF(m_rect.left() - 1 - tickLength, down), QPointF(m_rect.left() - 1, down));
        const double width = textWidth(m_metrics, tick.label);
        const double left = std::clamp(across - width / 2, 0.0, std::max(0.0, m_width - width));
        painter.drawText(QRectF(left, m_rect.bottom() + 2 + tickLength, width + 1, m_metrics.height()),
                         static_cast<int>(Qt::AlignCenter), tick.label);
        painter.drawText(QRectF(0, down - m_metrics.height() / 2, m_rect.left() - tickLength - 4, m_metrics.height()),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), tick.label);
    }
}

void MatrixPlot::paintLegend(QPainter &painter, const CosineScale &scale, std::optional<double> marked) const
{
    const QRectF bar(m_rect.right() + legendGap, m_rect.top(), legendBar, m_rect.height());
    const int rows = std::max(1, static_cast<int>(bar.height()));
    for (int row = 0; row < rows; ++row)
        painter.fillRect(QRectF(bar.left(), bar.top() + row, bar.width(), 1),
                         QColor(cividis(1 - (row + 0.5) / rows)));
    painter.setPen(m_palette.color(QPalette::WindowText));
    const auto label = [&](double cosine, const QString &text) {
        const double down = bar.bottom() - scale.shareOf(cosine) * bar.height();
        painter.drawText(QRectF(bar.right() + 4, down - m_metrics.height() / 2, m_width - bar.right() - 4, m_metrics.height()),
                         static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), text);
    };
    label(scale.high, QString::number(scale.high, 'f', 1));
    label(scale.low, u"≤ "_s + QString::number(scale.low, 'f', 1));
    if (bar.height() > 5 * m_metrics.height())
        label((scale.low + scale.high) / 2, QString::number((scale.low + scale.high) / 2, 'f', 2));
    if (marked) {
        const double down = bar.bottom() - scale.shareOf(*marked) * bar.height();
        paintHair(painter, {bar.left() - 3, down}, {bar.right() + 2, down});
    }
}

void MatrixPlot::paintBand(QPainter &painter, TimeRange band, const QColor &colour) const
{
    const TimeScale x = scaleX();
    const TimeScale y = scaleY();
    const QRectF square(QPointF(x.clampedXOf(band.startSec), y.clampedXOf(band.startSec)),
                        QPointF(x.clampedXOf(band.endSec), y.clampedXOf(band.endSec)));
    QColor veil = colour;
    veil.setAlpha(70);
    painter.fillRect(QRectF(square.left(), m_rect.top(), square.width(), m_rect.height()), veil);
    painter.fillRect(QRectF(m_rect.left(), square.top(), m_rect.width(), square.height()), veil);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 180), 4));
    painter.drawRect(square);
    painter.setPen(QPen(colour, 2));
    painter.drawRect(square);
}

void MatrixPlot::paintColumn(QPainter &painter, double sec) const
{
    const double across = std::floor(scaleX().clampedXOf(sec)) + 0.5;
    paintHair(painter, {across, m_rect.top()}, {across, m_rect.bottom()});
}

void MatrixPlot::paintRow(QPainter &painter, double sec) const
{
    const double down = std::floor(scaleY().clampedXOf(sec)) + 0.5;
    paintHair(painter, {m_rect.left(), down}, {m_rect.right(), down});
}

} // namespace embedscope
