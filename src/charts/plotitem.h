// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/chosenclips.h"
#include "plot/laneset.h"
#include "plot/timescale.h"

#include <QColor>
#include <QFont>
#include <QGraphicsItem>
#include <QList>
#include <QPalette>

#include <cmath>
#include <memory>
#include <optional>
#include <utility>

namespace embedscope {

/// While it lives, the painter's unit is one pixel of the device, so that plain rectangles can be filled
/// whole and fast whatever the scale of the screen.
class PixelGrid final
{
public:
    explicit PixelGrid(QPainter &painter);
    ~PixelGrid();
    Q_DISABLE_COPY_MOVE(PixelGrid)

    /// How large a pixel is in the coordinates from before: 0.5 where everything is scaled by two.
    double pixel() const { return m_pixel; }
    /// A coordinate from before as the nearest edge between pixels.
    int at(double coordinate) const { return static_cast<int>(std::lround(coordinate / m_pixel)); }
    /// The same for a rectangle; however small, it has a pixel.
    QRect at(const QRectF &rect) const;
    void fill(const QList<QRect> &rects, const QColor &colour);

private:
    QPainter &m_painter;
    double m_pixel;
};

/// One line of the box that follows the pointer: a swatch of a modality's colour (or none), and text.
struct ReadoutLine
{
    QColor swatch;
    QString text;
    bool isStrong = false;
};

/// What is marked in a chart, as indexes of segments.
struct Marks
{
    std::optional<int> selected = {};
    std::optional<int> hovered = {};
    std::optional<int> compared = {}; ///< with the hovered one
    std::shared_ptr<const ChosenClips> chosen = {}; ///< all that are selected, where they are several; else null
};

/// What a chart paints into its plot area and answers about it: one item for all clips, because Qt Charts has
/// no series of intervals, and a line series cannot have gaps.
class PlotItem : public QGraphicsItem
{
public:
    explicit PlotItem(QGraphicsItem *chart) : QGraphicsItem(chart) { }

    /// Both null: nothing to draw.
    void setContent(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes);
    /// The plot area in the chart's coordinates.
    void setPlotArea(const QRectF &area);
    /// Counts at once for every question; painted with the next update().
    void setVisibleTime(TimeRange visible);
    void setPalette(const QPalette &palette, const QFont &font);
    void setMarks(const Marks &marks);

    QRectF plotArea() const { return m_area; }
    TimeScale timeScale() const { return {m_visible, m_area.left(), std::max(1.0, m_area.width())}; }
    QRectF boundingRect() const override { return m_area; }

    /// The segment that a click at `position` (in the chart) means.
    virtual std::optional<int> segmentAt(QPointF position) const = 0;
    /// Where a segment stands, to put a readout beside it.
    virtual QRectF rectOf(int segment) const = 0;
    /// What there is to say about `position`, where `segment` is under the pointer.
    virtual QList<ReadoutLine> readout(std::optional<int> segment, double sec) const = 0;
    /// What there is to say about `position` (in the chart) where readout() has nothing.
    virtual QList<ReadoutLine> emptyReadout(QPointF position) const
    {
        Q_UNUSED(position)
        return {};
    }

protected:
    /// To be called first when painting. Where the device takes shapes and text and no pixels (SVG), it has no
    /// clipping either: then nothing may be painted outside of the plot area, nor as an image.
    void beginPainting(const QPainter &painter);
    bool isVector() const { return m_isVector; }
    /// The x of a time for painting: at most a little outside of the plot, and not at all where isVector().
    double paintedXOf(double sec) const { return timeScale().clampedXOf(sec, m_isVector ? 0 : 8); }

    /// Quiet words in the middle of an empty plot; none while there is no task.
    void paintHint(QPainter &painter, const QString &text) const;
    /// All marks, the strongest last.
    void paintMarks(QPainter &painter) const;
    virtual void paintMark(QPainter &painter, int segment, bool isSelected) const = 0;
    /// What several selected ones have in common: a shade over the whole height where any of them is.
    virtual void paintChosen(QPainter &painter, const ChosenClips &chosen) const;
    /// The x of both ends of columns of the plot, where it has `columns` of them.
    std::pair<double, double> edgesOf(ColumnRun run, int columns) const;
    int columnsOf(const QPainter &painter) const; ///< pixels of the device across the plot

    /// Content or plot area are other ones now.
    virtual void relayout() { }

    const SharedTask &task() const { return m_task; }
    const LaneSet &lanes() const { return *m_lanes; }
    AxisUnit unit() const { return m_lanes->axis(); }
    const QPalette &palette() const { return m_palette; }
    const QFont &font() const { return m_font; }
    std::optional<int> selected() const { return m_marks.selected; }
    QColor colourOf(int segment) const;
    /// What there is to say about a clip: its modality, times and vector.
    QList<ReadoutLine> clipReadout(int segment) const;

private:
    SharedTask m_task;
    std::shared_ptr<const LaneSet> m_lanes = std::make_shared<const LaneSet>();
    QRectF m_area;
    TimeRange m_visible;
    QPalette m_palette;
    QFont m_font;
    Marks m_marks;
    bool m_isVector = false;
};

} // namespace embedscope
