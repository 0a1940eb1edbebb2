// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"

#include <QWidget>

namespace embedscope {

class PlotItem;
class SharedTime;
class TimeChartView;

/// What every chart over the shared time axis is to the window that holds it: a widget that shows one task, says
/// in words what it shows, and follows and changes the SharedTime.
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    ~TimeChart() override;

    /// Lanes made by buildLanes() of this task; both null for nothing. At once.
    void setTask(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes);
    /// What the chart shows, in words (also its accessible description).
    QString summaryText() const;
    TimeChartView &view() const { return *m_view; }

protected:
    /// `time` must outlive the chart; `item` becomes the view's. `name`: what the chart is called on the screen.
    TimeChart(SharedTime &time, PlotItem *item, const QString &name, QWidget *parent);

    /// The lanes in words; asked only while there is a task.
    virtual QString summaryOf(const LaneSet &lanes) const = 0;
    /// Size, palette, font or content are other ones: lays out what stands beside the plot.
    virtual void arrange() = 0;
    /// No less height than for a plot of `plotPx` below a top margin of `topPx`.
    void askForHeight(double plotPx, double topPx);
    /// Tells assistive technology that summaryText() is another one.
    void describe();

private:
    SharedTime &m_time;
    TimeChartView *m_view;
};

} // namespace embedscope
