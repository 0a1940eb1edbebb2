// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/sharedtime.h"
#include "plot/timescale.h"
#include "widgets/matriximage.h"

#include <QFontMetricsF>
#include <QPalette>
#include <QRectF>

#include <optional>

class QPainter;
class QWidget;

namespace embedscope {

/// Where everything of a self-similarity matrix stands in a widget, and what is painted around and over its cells: both axes
/// in time, the legend of cosines, bands and hairlines. A plain value of the widget's size, font and colours as they are.
class MatrixPlot final
{
public:
    MatrixPlot(const QWidget &widget, TimeRange range, AxisUnit unit = AxisUnit::Seconds);

    /// The square of the cells.
    QRectF rect() const { return m_rect; }
    TimeScale scaleX() const { return {m_range, m_rect.left(), m_rect.width()}; }
    TimeScale scaleY() const { return {m_range, m_rect.top(), m_rect.height()}; }

    void paintAxes(QPainter &painter) const;
    /// `marked`: a cosine that a hair across the bar shows.
    void paintLegend(QPainter &painter, const CosineScale &scale, std::optional<double> marked) const;
    /// A band of time across both axes, and its square on the diagonal.
    void paintBand(QPainter &painter, TimeRange band, const QColor &colour) const;
    /// Lines that can be seen on every colour of the map.
    void paintColumn(QPainter &painter, double sec) const;
    void paintRow(QPainter &painter, double sec) const;

private:
    QFontMetricsF m_metrics;
    QPalette m_palette;
    double m_width; // of the widget
    TimeRange m_range;
    AxisUnit m_unit;
    QRectF m_rect;
};

} // namespace embedscope
