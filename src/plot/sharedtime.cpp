// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/sharedtime.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double minimumSpanSec = 0.1;
constexpr size_t longestHistory = 200;

bool isFinite(TimeRange range)
{
    return std::isfinite(range.startSec) && std::isfinite(range.endSec);
}

} // namespace

SharedTime::SharedTime(QObject *parent) : QObject(parent) { }

void SharedTime::setDuration(double durationSec, AxisUnit unit)
{
    const bool hasSameUnit = unit == m_unit;
    m_unit = unit;
    m_duration = durationSec > 0 ? std::min(durationSec, longestDurationSec) : 1;
    m_history.clear();
    m_future.clear();
    m_lastStep = Step::None;
    setSelectedSegment(std::nullopt);
    setHoveredSegment(std::nullopt);
    setCursor(std::nullopt);
    setSelectedRange(std::nullopt);
    setMark(TimeMark::A, std::nullopt);
    setMark(TimeMark::B, std::nullopt);
    const TimeRange all{0, m_duration};
    if (all == m_visible && hasSameUnit)
        return;
    m_visible = all;
    Q_EMIT visibleChanged();
}

void SharedTime::setVisible(TimeRange range)
{
    moveTo(range, Step::Jump);
}

void SharedTime::showAll()
{
    moveTo({0, m_duration}, Step::Jump);
}

void SharedTime::zoomAround(double anchorSec, double factor)
{
    if (!std::isfinite(anchorSec) || !std::isfinite(factor) || factor <= 0)
        return;
    const double anchor = std::clamp(anchorSec, m_visible.startSec, m_visible.endSec);
    const double share = (anchor - m_visible.startSec) / m_visible.span();
    const double span =
        std::clamp(m_visible.span() * factor, std::min(minimumSpanSec, m_duration), m_duration);
    const double start = anchor - share * span;
    moveTo({start, start + span}, Step::Zoom);
}

void SharedTime::pan(double fraction)
{
    if (!std::isfinite(fraction))
        return;
    const double shift = std::clamp(fraction * m_visible.span(), -m_duration, m_duration);
    moveTo({m_visible.startSec + shift, m_visible.endSec + shift}, Step::Pan);
}

void SharedTime::reveal(TimeRange range)
{
    if (!isFinite(range))
        return;
    double shift = 0;
    if (range.startSec < m_visible.startSec || range.span() > m_visible.span())
        shift = range.startSec - m_visible.startSec;
    else if (range.endSec > m_visible.endSec)
        shift = range.endSec - m_visible.endSec;
    shift = std::clamp(shift, -m_duration, m_duration);
    moveTo({m_visible.startSec + shift, m_visible.endSec + shift}, Step::None);
}

void SharedTime::goBack()
{
    if (m_history.empty())
        return;
    m_future.push_back(m_visible);
    m_visible = m_history.back();
    m_history.pop_back();
    m_lastStep = Step::None;
    Q_EMIT visibleChanged();
}

void SharedTime::goForward()
{
    if (m_future.empty())
        return;
    m_history.push_back(m_visible);
    m_visible = m_future.back();
    m_future.pop_back();
    m_lastStep = Step::None;
    Q_EMIT visibleChanged();
}

void SharedTime::setSelectedSegment(std::optional<int> segment)
{
    if (segment && *segment < 0)
        segment.reset();
    setSelectedSegments(segment, segment ? std::vector{*segment} : std::vector<int>());
}

void SharedTime::setSelectedSegments(std::optional<int> current, std::vector<int> all)
{
    if (current || !all.empty())
        setSelectedRange(std::nullopt);
    const bool isOther = current != m_selected;
    const bool areOthers = all != m_allSelected;
    if (m_compared && (isOther || areOthers))
        setHoveredSegment(std::nullopt); // the pair was about what was selected before
    m_selected = current;
    m_allSelected = std::move(all);
    // Both are in place before anybody is told.
    if (areOthers)
        Q_EMIT selectedSegmentsChanged();
    if (isOther)
        Q_EMIT selectedSegmentChanged();
}

void SharedTime::setHoveredSegment(std::optional<int> segment, std::optional<int> compared)
{
    if (segment && *segment < 0)
        segment.reset();
    if (segment == m_hovered && compared == m_compared)
        return;
    m_hovered = segment;
    m_compared = compared;
    Q_EMIT hoveredSegmentChanged();
}

void SharedTime::setCursor(std::optional<double> sec)
{
    if (sec && !std::isfinite(*sec))
        sec.reset();
    if (sec)
        sec = std::clamp(*sec, 0.0, m_duration);
    if (sec == m_cursor)
        return;
    m_cursor = sec;
    Q_EMIT cursorChanged();
}

void SharedTime::setSelectedRange(std::optional<TimeRange> range)
{
    if (range && isFinite(*range)) {
        const auto [start, end] = std::minmax(range->startSec, range->endSec);
        range = TimeRange{std::clamp(start, 0.0, m_duration), std::clamp(end, 0.0, m_duration)};
    }
    if (range && !(range->span() > 0))
        range.reset();
    if (range == m_range)
        return;
    if (range)
        setSelectedSegments(std::nullopt, {});
    m_range = range;
    Q_EMIT selectedRangeChanged();
}

void SharedTime::setMark(TimeMark which, std::optional<double> sec)
{
    if (sec && !std::isfinite(*sec))
        sec.reset();
    if (sec)
        sec = std::clamp(*sec, 0.0, m_duration);
    std::optional<double> &mark = which == TimeMark::A ? m_markA : m_markB;
    if (sec == mark)
        return;
    mark = sec;
    Q_EMIT marksChanged();
}

void SharedTime::moveTo(TimeRange range, Step step)
{
    if (!isFinite(range))
        return;
    const TimeRange wanted = clamped(range);
    if (wanted == m_visible)
        return;
    // Notches of one gesture are one step back; a jump always is one of its own.
    if (step == Step::Jump || (step != Step::None && step != m_lastStep)) {
        if (m_history.size() == longestHistory)
            m_history.erase(m_history.begin());
        m_history.push_back(m_visible);
    }
    m_future.clear();
    m_lastStep = step;
    m_visible = wanted;
    Q_EMIT visibleChanged();
}

TimeRange SharedTime::clamped(TimeRange range) const
{
    const auto [low, high] = std::minmax(range.startSec, range.endSec);
    const double span = std::clamp(high - low, std::min(minimumSpanSec, m_duration), m_duration);
    // A range that is too short grows on both sides alike.
    const double middle = low + (high - low) / 2;
    const double wantedStart = high - low < span ? middle - span / 2 : low;
    const double start = std::clamp(wantedStart, 0.0, m_duration - span);
    return {start, std::min(start + span, m_duration)};
}

} // namespace embedscope

#include "moc_sharedtime.cpp"
