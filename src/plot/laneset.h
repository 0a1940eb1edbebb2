// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/tolerances.h"
#include "plot/cliptrack.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace embedscope {

/// What can be said about the norms of one lane. NaN where there is not one norm.
struct NormSummary
{
    int count = 0; ///< vectors with a norm
    double least = std::numeric_limits<double>::quiet_NaN();
    double greatest = std::numeric_limits<double>::quiet_NaN();
    double median = std::numeric_limits<double>::quiet_NaN();

    /// Every norm is within 0.005 of 1 (and there is one).
    bool isUnitLength() const;
};

/// What a lane holds.
enum class LaneKind {
    Clips, ///< one modality
    Missing, ///< a modality that was asked for and did not come: no clips
    Asset, ///< the vectors that span the whole media, of all modalities
};

/// One lane of the timeline: clips, and in which row each stands. Clips that overlap (by 0.05 s and more)
/// stand in rows below each other; what does not fit in `mostRows` rows shares the last one.
struct Lane
{
    static constexpr size_t mostRows = 8;

    LaneKind kind = LaneKind::Clips;
    QString modality = {}; ///< as in the answer: "" where it was null; empty for the asset lane
    QString scope = {}; ///< as in the answer; a lane each for scopes other than "clip"
    std::vector<ClipSpan> clips = {}; ///< sorted by start, then end, then segment
    std::vector<quint8> rowOfClip = {}; ///< by index in clips
    std::vector<ClipTrack> rows = {}; ///< the same clips, row by row
    /// Of all clips together, where they overlap and stand in several rows; else empty.
    std::vector<ClipTrack> whole = {};
    NormSummary norms = {};

    double firstSec() const; ///< earliest start; 0 where there is no clip
    double lastSec() const; ///< latest end
};

/// Where a segment stands.
struct ClipPlace
{
    size_t lane = 0;
    size_t clip = 0; ///< index in Lane::clips

    friend bool operator==(const ClipPlace &, const ClipPlace &) = default;
};

/// What stands in no lane because a task has more of them than are drawn, see mostLanes.
struct NotDrawn
{
    size_t lanes = 0; ///< that came
    size_t clips = 0; ///< with times, in those
    size_t missing = 0; ///< lanes of modalities that were asked for and did not come

    friend bool operator==(const NotDrawn &, const NotDrawn &) = default;
};

/// The lanes of a task in the order in which they are drawn: visual, audio, transcription, fused, then other
/// modalities by name, each by scope; asset-scope vectors last. Made once off the GUI thread, then shared and
/// never changed.
class LaneSet final
{
public:
    LaneSet() = default;
    /// `segmentCount`: of the task. Segments in no lane are those without times, and those that are not drawn.
    LaneSet(std::vector<Lane> lanes, size_t segmentCount, double mediaEndSec, NotDrawn notDrawn = {},
            AxisUnit axis = AxisUnit::Seconds);

    const std::vector<Lane> &lanes() const { return m_lanes; }
    /// Nothing for a segment without times, of a lane that is not drawn, or none of this task.
    std::optional<ClipPlace> placeOf(int segment) const;
    const ClipSpan &clipAt(ClipPlace place) const { return m_lanes[place.lane].clips[place.clip]; }
    /// The clip of a segment; nothing as above.
    std::optional<ClipSpan> clipOf(int segment) const;
    /// Segments that stand in no lane, because the service gave no times for them.
    int withoutTimes() const { return m_withoutTimes; }
    AxisUnit axis() const { return m_axis; }
    const NotDrawn &notDrawn() const { return m_notDrawn; }
    /// Where the media ends by its metadata (or its last segment); 0 where unknown. Clips can lie beyond.
    double mediaEndSec() const { return m_mediaEndSec; }

private:
    std::vector<Lane> m_lanes;
    std::vector<ClipPlace> m_places; // by segment; lane == m_lanes.size() where there is none
    NotDrawn m_notDrawn;
    AxisUnit m_axis = AxisUnit::Seconds;
    int m_withoutTimes = 0;
    double m_mediaEndSec = 0;
};

/// Sorts a task's segments into lanes. Reversed times are drawn the right way round; an asset-scope vector
/// without times spans the whole media. Of more than mostLanes lanes the first are drawn. 300,000 segments take some tens of
/// milliseconds; ten times the segments, or the modalities, ten times that.
std::shared_ptr<const LaneSet> buildLanes(const EmbeddingTask &task);

/// How far the time axis has to reach so that nothing is cut off: the media's duration, or as far as clips go
/// beyond it, but at most half as much again, so that one absurd time does not squeeze everything else. In
/// seconds; 1 where unknown.
double timelineExtent(const EmbeddingTask &task);

} // namespace embedscope
