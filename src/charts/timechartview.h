// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartgestures.h"
#include "charts/chartoverlay.h"
#include "charts/plotframe.h"
#include "charts/plotitem.h"

#include <QChartView>
#include <QTimer>

#include <functional>

class QCategoryAxis;
class QLineSeries;

namespace embedscope {

/// A Qt Charts view whose x axis is the shared time: keeps axis, plot item and overlay in step with the
/// SharedTime, its edges at the same pixels as every other such view's, its colours with the palette, and
/// hands input to the gestures.
class TimeChartView final : public QChartView, private GestureSurface
{
    Q_OBJECT

public:
    /// `time` must outlive the view. `item` becomes the chart's child.
    TimeChartView(SharedTime &time, PlotItem *item, QWidget *parent);
    ~TimeChartView() override;

    QCategoryAxis *timeAxis() const { return m_timeAxis; }
    QCategoryAxis *valueAxis() const { return m_valueAxis; }
    /// What the overlay says beside the pointer, line by line.
    const QList<ReadoutLine> &readout() const { return m_overlay->readout(); }
    QRectF readoutBox() const { return m_overlay->readoutBox(); }

    void setContent(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes);
    const SharedTask &task() const { return m_task; }
    const LaneSet &laneSet() const override { return *m_lanes; }
    /// Never null.
    const std::shared_ptr<const LaneSet> &lanes() const { return m_lanes; }

    /// Beside the plot, as high as it: as wide in all charts, so that their time axes stay in line.
    QRectF sideArea() const { return m_frame.side(); }
    /// Pixels above the plot area.
    void setTopMargin(double pixels);
    /// Whether another chart of the same time stands below: a chart that is not high leaves the times to that one.
    void setTimeBelow(bool isBelow);
    /// What the plot, and the margin above it, need at least: before they get less, the times go.
    void setLeastPlot(double plotPx, double topPx);
    /// How high the view has to be for those.
    int leastHeight() const { return m_frame.leastHeight(); }
    /// How many pixels there may be above the plot before it gets lower than leastPlotPx.
    double roomAbovePlot() const { return m_frame.roomAbovePlot(); }
    /// Paints the chart as it is, without what belongs to the pointer and the keyboard: to be kept. The painter's
    /// unit is a pixel of the widget.
    void paintForKeeping(QPainter &painter);

    /// Another lane's line on the axes, drawn below the plot item; the view's chart owns it.
    QLineSeries *addLine();

Q_SIGNALS:
    /// Size, palette, font or content changed: what stands beside the plot has to be laid out again.
    void relayoutNeeded();
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    TimeScale timeScale() const override;
    bool isInPlot(QPointF position) const override;
    std::optional<int> segmentAt(QPointF position) const override;

    void makeAxes();
    void followTime();
    void applyPalette();
    void placePlot();
    void refreshTimeAxis();
    void showMarks();
    void chooseClips();
    void showReadout();
    void showPointer();

    SharedTime &m_time;
    ChartGestures m_gestures;
    PlotFrame m_frame;
    PlotItem *m_item;
    ChartOverlay *m_overlay;
    QCategoryAxis *m_timeAxis;
    QCategoryAxis *m_valueAxis;
    SharedTask m_task;
    std::shared_ptr<const LaneSet> m_lanes;
    std::shared_ptr<const ChosenClips> m_chosen; // where several are selected
    QTimer m_axisRefresh; // several changes of the visible time before a frame move the axis once
    std::optional<QPointF> m_pointer;
};

} // namespace embedscope
