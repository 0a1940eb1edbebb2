// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/clipnavigation.h"
#include "plot/timescale.h"

#include <QPointF>

#include <optional>

class QKeyEvent;
class QMouseEvent;
class QNativeGestureEvent;
class QWheelEvent;

namespace embedscope {

/// What gestures have to know of the chart that they happen on.
class GestureSurface
{
public:
    virtual ~GestureSurface() = default;
    virtual TimeScale timeScale() const = 0;
    virtual bool isInPlot(QPointF position) const = 0;
    virtual std::optional<int> segmentAt(QPointF position) const = 0;
    virtual const LaneSet &laneSet() const = 0;
};

/// Turns wheel, mouse and keys into changes of the SharedTime: zoom, pan, select, walk from clip to clip,
/// set the marks.
/// Each function answers whether the event was one of its own.
class ChartGestures final
{
public:
    /// Both must outlive it.
    ChartGestures(SharedTime &time, const GestureSurface &surface);

    bool wheel(const QWheelEvent &event);
    bool pinch(const QNativeGestureEvent &event);
    bool press(const QMouseEvent &event);
    /// Also follows the pointer without a button.
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool keyPress(const QKeyEvent &event);
    bool keyRelease(const QKeyEvent &event);
    /// The pointer stands here, moved or not: what is below it may have.
    void hover(QPointF position);
    /// The pointer left the chart.
    void leave();
    /// The keyboard's focus left the chart: the release of a held key will not come.
    void focusOut() { m_isSpaceHeld = false; }

    /// Whether `key` means something here, so that a shortcut of the window must not take it away.
    static bool isChartKey(const QKeyEvent &event);
    bool isPanning() const { return m_drag == Drag::Pan; }
    bool isReadyToPan() const { return m_isSpaceHeld; }

private:
    enum class Drag { None, Pending, Range, Pan };
    bool walk(ClipStep step);
    bool fit();
    bool clear();
    bool setMark(TimeMark which);
    bool zoomByKey(double factor);

    SharedTime &m_time;
    const GestureSurface &m_surface;
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    QPointF m_last;
    double m_pressedSec = 0;
    bool m_isSpaceHeld = false;
};

} // namespace embedscope
