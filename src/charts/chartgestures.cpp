// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartgestures.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double zoomPerNotch = 0.8;
constexpr double panPerNotch = 0.1; // of what is visible
constexpr double anglePerNotch = 120;

bool hasPlainKey(const QKeyEvent &event)
{
    return (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
}

} // namespace

ChartGestures::ChartGestures(SharedTime &time, const GestureSurface &surface)
    : m_time(time), m_surface(surface)
{
}

bool ChartGestures::wheel(const QWheelEvent &event)
{
    const QPoint angle = event.angleDelta();
    if (event.modifiers().testFlag(Qt::ControlModifier) && angle.y() != 0) {
        const double factor = std::pow(zoomPerNotch, angle.y() / anglePerNotch);
        m_time.zoomAround(m_surface.timeScale().secAt(event.position().x()), factor);
        hover(event.position());
        return true;
    }
    // Some platforms turn the wheel's direction themselves when Shift is held.
    const bool isSideways = std::abs(angle.x()) > std::abs(angle.y());
    if (event.modifiers().testFlag(Qt::ShiftModifier) || isSideways) {
        m_time.pan(-(isSideways ? angle.x() : angle.y()) / anglePerNotch * panPerNotch);
        hover(event.position());
        return true;
    }
    return false;
}

bool ChartGestures::pinch(const QNativeGestureEvent &event)
{
    if (event.gestureType() != Qt::ZoomNativeGesture)
        return false;
    m_time.zoomAround(m_surface.timeScale().secAt(event.position().x()),
                      1 / std::max(0.1, 1 + event.value()));
    return true;
}

bool ChartGestures::press(const QMouseEvent &event)
{
    if (m_drag != Drag::None || !m_surface.isInPlot(event.position()))
        return false;
    m_pressed = m_last = event.position();
    m_pressedSec = m_surface.timeScale().secAt(m_pressed.x());
    if (event.button() == Qt::MiddleButton || (event.button() == Qt::LeftButton && m_isSpaceHeld))
        m_drag = Drag::Pan;
    else if (event.button() == Qt::LeftButton)
        m_drag = Drag::Pending;
    return m_drag != Drag::None;
}

bool ChartGestures::move(const QMouseEvent &event)
{
    const QPointF position = event.position();
    if (m_drag == Drag::Pan) {
        m_time.pan((m_last.x() - position.x()) / m_surface.timeScale().width);
        m_last = position;
    }
    if (m_drag == Drag::Pending
        && std::abs(position.x() - m_pressed.x()) >= QGuiApplication::styleHints()->startDragDistance())
        m_drag = Drag::Range;
    if (m_drag == Drag::Range) {
        const double sec = m_surface.timeScale().secAt(position.x());
        m_time.setSelectedRange(TimeRange{std::min(sec, m_pressedSec), std::max(sec, m_pressedSec)});
    }
    hover(position);
    return m_drag != Drag::None;
}

bool ChartGestures::release(const QMouseEvent &event)
{
    const Drag ended = m_drag;
    if (ended == Drag::None || (event.buttons() & (Qt::LeftButton | Qt::MiddleButton)) != 0)
        return false;
    m_drag = Drag::None;
    if (ended == Drag::Pending) {
        m_time.setSelectedRange(std::nullopt);
        m_time.setSelectedSegment(m_surface.segmentAt(event.position()));
    }
    return true;
}

void ChartGestures::leave()
{
    m_time.setCursor(std::nullopt);
    m_time.setHoveredSegment(std::nullopt);
}

void ChartGestures::hover(QPointF position)
{
    if (!m_surface.isInPlot(position)) {
        leave();
        return;
    }
    m_time.setCursor(m_surface.timeScale().secAt(position.x()));
    m_time.setHoveredSegment(m_drag == Drag::None ? m_surface.segmentAt(position) : std::nullopt);
}

bool ChartGestures::isChartKey(const QKeyEvent &event)
{
    if (!hasPlainKey(event))
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_F:
    case Qt::Key_Z:
    case Qt::Key_A:
    case Qt::Key_B:
    case Qt::Key_Backspace:
    case Qt::Key_Escape:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Space:
        return true;
    default:
        return false;
    }
}

bool ChartGestures::keyPress(const QKeyEvent &event)
{
    if (!isChartKey(event))
        return false;
    const bool isShifted = event.modifiers().testFlag(Qt::ShiftModifier);
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool isLeft = event.key() == Qt::Key_Left;
        if (!isShifted)
            return walk(isLeft ? ClipStep::Previous : ClipStep::Next);
        m_time.pan(isLeft ? -panPerNotch : panPerNotch);
        return true;
    }
    case Qt::Key_Up:
        return walk(ClipStep::LaneAbove);
    case Qt::Key_Down:
        return walk(ClipStep::LaneBelow);
    case Qt::Key_F:
        return fit();
    case Qt::Key_Z:
        if (const auto range = m_time.selectedRange())
            m_time.setVisible(*range);
        return true;
    case Qt::Key_A:
        return setMark(TimeMark::A);
    case Qt::Key_B:
        return setMark(TimeMark::B);
    case Qt::Key_Backspace:
        if (isShifted)
            m_time.goForward();
        else
            m_time.goBack();
        return true;
    case Qt::Key_Escape:
        return clear();
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the plus key without Shift
        return zoomByKey(zoomPerNotch);
    case Qt::Key_Minus:
        return zoomByKey(1 / zoomPerNotch);
    case Qt::Key_Space:
        m_isSpaceHeld = true;
        return true;
    default:
        return false;
    }
}

bool ChartGestures::keyRelease(const QKeyEvent &event)
{
    if (event.key() != Qt::Key_Space)
        return false;
    if (!event.isAutoRepeat())
        m_isSpaceHeld = false;
    return true;
}

bool ChartGestures::walk(ClipStep step)
{
    const LaneSet &lanes = m_surface.laneSet();
    const std::optional<int> segment = stepFrom(lanes, m_time.selectedSegment(), step, m_time.visible());
    if (!segment)
        return true;
    // A pointer that only happens to rest here is not what the user looks at any more.
    m_time.setCursor(std::nullopt);
    m_time.setHoveredSegment(std::nullopt);
    m_time.setSelectedSegment(segment);
    if (const std::optional<ClipSpan> clip = lanes.clipOf(*segment))
        m_time.reveal({clip->startSec, clip->endSec});
    return true;
}

// The selected clip first; where that is already what is visible, or none is selected, everything.
bool ChartGestures::fit()
{
    const std::optional<int> selected = m_time.selectedSegment();
    const std::optional<ClipSpan> clip = selected ? m_surface.laneSet().clipOf(*selected) : std::nullopt;
    const TimeRange before = m_time.visible();
    if (clip)
        m_time.setVisible(frameOf(*clip));
    if (!clip || m_time.visible() == before)
        m_time.showAll();
    return true;
}

// At the pointer; where that is elsewhere, in the middle of the selected clip, else of what is visible.
bool ChartGestures::setMark(TimeMark which)
{
    const std::optional<int> selected = m_time.selectedSegment();
    const std::optional<ClipSpan> clip = selected ? m_surface.laneSet().clipOf(*selected) : std::nullopt;
    const TimeRange visible = m_time.visible();
    const double middle =
        clip ? clip->startSec + clip->lengthSec() / 2 : visible.startSec + visible.span() / 2;
    m_time.setMark(which, m_time.cursor().value_or(middle));
    return true;
}

// The selection first, and the marks, which take longer to set, only when there is none.
bool ChartGestures::clear()
{
    if (m_time.selectedRange() || m_time.selectedSegment()) {
        m_time.setSelectedRange(std::nullopt);
        m_time.setSelectedSegment(std::nullopt);
        return true;
    }
    if (!m_time.mark(TimeMark::A) && !m_time.mark(TimeMark::B))
        return false; // the window may have a use for the key
    m_time.setMark(TimeMark::A, std::nullopt);
    m_time.setMark(TimeMark::B, std::nullopt);
    return true;
}

bool ChartGestures::zoomByKey(double factor)
{
    const TimeRange visible = m_time.visible();
    double anchor = m_time.cursor().value_or(visible.startSec + visible.span() / 2);
    const std::optional<int> selected = m_time.selectedSegment();
    if (const auto clip = selected ? m_surface.laneSet().clipOf(*selected) : std::nullopt;
        clip && visible.contains(clip->startSec + clip->lengthSec() / 2))
        anchor = clip->startSec + clip->lengthSec() / 2;
    m_time.zoomAround(anchor, factor);
    return true;
}

} // namespace embedscope
