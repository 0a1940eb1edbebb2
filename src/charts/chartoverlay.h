// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/plotitem.h"

namespace embedscope {

/// What lies over a chart and changes with every move of the pointer: the cursor's line, the selected range,
/// the lines of the marks A and B, the readout beside the pointer, and the frame that shows the keyboard's focus. Repaints only what changed.
class ChartOverlay final : public QGraphicsItem
{
public:
    explicit ChartOverlay(QGraphicsItem *chart) : QGraphicsItem(chart) { }

    void setGeometry(const QRectF &chart, const QRectF &plotArea);
    /// Painted with the next update().
    void setVisibleTime(TimeRange visible);
    void setPalette(const QPalette &palette, const QFont &font);
    void setCursorTime(std::optional<double> sec);
    void setSelectedRange(std::optional<TimeRange> range);
    void setMarks(std::optional<double> a, std::optional<double> b);
    void setFocusShown(bool shown);
    /// For a picture that is kept: without what belongs to the pointer and the keyboard.
    void setForKeeping(bool forKeeping) { m_isForKeeping = forKeeping; }
    /// A box beside `anchor` (in the chart); none for no lines.
    void setReadout(const QList<ReadoutLine> &lines, QPointF anchor);
    const QList<ReadoutLine> &readout() const { return m_lines; }
    /// Where its box stands in the chart; null without lines.
    QRectF readoutBox() const { return m_box; }

    QRectF boundingRect() const override { return m_chart; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    TimeScale scale() const { return {m_visible, m_plot.left(), std::max(1.0, m_plot.width())}; }
    QRectF cursorRect() const;
    QRectF placeReadout(QPointF anchor) const;
    void paintRange(QPainter &painter) const;
    void paintMark(QPainter &painter, double sec, QChar name) const;
    void paintReadout(QPainter &painter) const;

    QRectF m_chart;
    QRectF m_plot;
    TimeRange m_visible;
    QPalette m_palette;
    QFont m_font;
    QFont m_strongFont;
    std::optional<double> m_cursor;
    std::optional<TimeRange> m_range;
    std::optional<double> m_markA;
    std::optional<double> m_markB;
    QList<ReadoutLine> m_lines;
    QRectF m_box;
    bool m_focusShown = false;
    bool m_isForKeeping = false;
};

} // namespace embedscope
