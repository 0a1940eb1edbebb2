// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QSizeF>

namespace embedscope {

/// Of a plot lower than this nobody can tell the shape of a curve.
constexpr double leastPlotPx = 72;

/// Where a chart's plot stands in its view, and what is around it: lanes' names to the left, times below, counts to the
/// right. All charts compute it from the same font, so that their time axes lie above each other to the pixel.
/// A plain value, in pixels.
class PlotFrame final
{
public:
    /// What the plot and the margin above it need at least.
    struct Least
    {
        double plotPx = 0;
        double topPx = 0;
    };

    void setSize(QSizeF size) { m_size = size; }
    void setFont(const QFont &font) { m_font = font; }
    // Each of these returns whether plot() or showsTimes() is another one now.
    /// Above the plot.
    bool setTopMargin(double pixels);
    /// Another chart of the same time stands below: one that is not high leaves the times to that one.
    bool setTimeBelow(bool isBelow);
    /// Before they get less, the times go.
    bool setLeast(Least least);
    /// A picture that is kept stands alone.
    bool setForKeeping(bool isForKeeping);

    bool showsTimes() const;
    QRectF whole() const { return {QPointF(), m_size}; }
    QRectF plot() const;
    /// Beside the plot, as high as it.
    QRectF side() const;
    /// How high the view has to be for what is needed at least.
    int leastHeight() const;
    /// How many pixels there may be above the plot before it gets lower than leastPlotPx.
    double roomAbovePlot() const;

private:
    double bottomMargin(bool withTimes) const;
    double widthOf(const char *text) const;
    double sideWidth() const;

    QSizeF m_size;
    QFont m_font;
    Least m_least;
    double m_topMargin = 10;
    bool m_isTimeBelow = false;
    bool m_isForKeeping = false;
};

} // namespace embedscope
