// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/axis.h"

#include <QObject>

#include <optional>
#include <vector>

namespace embedscope {

/// Longer no time axis is (31 years): a span of 0.1 s would be lost in the rounding of a double.
constexpr double longestDurationSec = 1e9;

/// An interval of the time axis in seconds; start < end.
struct TimeRange
{
    double startSec = 0;
    double endSec = 1;

    double span() const { return endSec - startSec; }
    bool contains(double sec) const { return sec >= startSec && sec <= endSec; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

/// The two places on the time axis that a user sets to compare what is there.
enum class TimeMark { A, B };

/// What all views of one task share: the visible time range, the cursor, the clips that are selected, or the
/// selected range of time (never both), the clip that is hovered, and the marks A and B. Every view changes it here and follows
/// it from here.
class SharedTime final : public QObject
{
    Q_OBJECT

public:
    explicit SharedTime(QObject *parent = nullptr);

    /// The whole that can be shown; shows all of it. `durationSec` <= 0 counts as 1, more than 1e9 as 1e9.
    /// Clears selection, cursor, marks and history. Of an axis in pages or chunks all numbers here are those.
    void setDuration(double durationSec, AxisUnit unit = AxisUnit::Seconds);
    AxisUnit unit() const { return m_unit; }
    double duration() const { return m_duration; }

    TimeRange visible() const { return m_visible; }
    /// Clamped to the duration; a span never below 0.1 s.
    void setVisible(TimeRange range);
    void showAll();
    /// Scales the span by `factor` (< 1 zooms in) so that the time at `anchorSec` keeps its place.
    void zoomAround(double anchorSec, double factor);
    /// Moves the visible range by a fraction of its span.
    void pan(double fraction);
    /// Moves the visible range just as far as it takes to show all of `range`, or its start where it is
    /// wider. Leaves no trace in the history: the view only follows what was selected.
    void reveal(TimeRange range);
    /// Back to what was visible before the last step. Zooming in several notches is one step, and so is
    /// panning.
    void goBack();
    bool canGoBack() const { return !m_history.empty(); }
    /// Undoes the last goBack(), as long as nothing else has moved the view since.
    void goForward();
    bool canGoForward() const { return !m_future.empty(); }

    /// Index in EmbeddingTask::segments.
    std::optional<int> selectedSegment() const { return m_selected; }
    /// That one alone.
    void setSelectedSegment(std::optional<int> segment);
    /// All that are selected, ascending; the one above is mostly one of them.
    const std::vector<int> &selectedSegments() const { return m_allSelected; }
    /// `all`: ascending, each once. Takes the selected range's place.
    void setSelectedSegments(std::optional<int> current, std::vector<int> all);
    std::optional<int> hoveredSegment() const { return m_hovered; }
    /// What the hovered one is compared with, where a view compares two; until another clip is selected.
    std::optional<int> comparedSegment() const { return m_compared; }
    void setHoveredSegment(std::optional<int> segment, std::optional<int> compared = std::nullopt);
    /// Where the pointer is on the time axis, in seconds.
    std::optional<double> cursor() const { return m_cursor; }
    void setCursor(std::optional<double> sec);
    /// Clamped to the duration; none where nothing is left of it. Takes the place of the clips that are selected.
    std::optional<TimeRange> selectedRange() const { return m_range; }
    void setSelectedRange(std::optional<TimeRange> range);
    /// In seconds, clamped to the duration; nothing where it is not set.
    std::optional<double> mark(TimeMark which) const { return which == TimeMark::A ? m_markA : m_markB; }
    void setMark(TimeMark which, std::optional<double> sec);

Q_SIGNALS:
    void visibleChanged();
    void selectedSegmentChanged();
    void selectedSegmentsChanged();
    /// hoveredSegment() or comparedSegment() has.
    void hoveredSegmentChanged();
    void cursorChanged();
    void selectedRangeChanged();
    void marksChanged();

private:
    enum class Step { None, Jump, Zoom, Pan };
    void moveTo(TimeRange range, Step step);
    TimeRange clamped(TimeRange range) const;

    double m_duration = 1;
    AxisUnit m_unit = AxisUnit::Seconds;
    TimeRange m_visible;
    std::optional<int> m_selected;
    std::vector<int> m_allSelected;
    std::optional<int> m_hovered;
    std::optional<int> m_compared;
    std::optional<double> m_cursor;
    std::optional<TimeRange> m_range;
    std::optional<double> m_markA;
    std::optional<double> m_markB;
    std::vector<TimeRange> m_history; // what was visible before, the latest last
    std::vector<TimeRange> m_future; // what was left by goBack(), the latest last
    Step m_lastStep = Step::None;
};

} // namespace embedscope
