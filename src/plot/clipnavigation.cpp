// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/clipnavigation.h"

#include <algorithm>
#include <limits>

namespace embedscope {

namespace {

std::optional<int> firstVisible(const LaneSet &lanes, TimeRange visible)
{
    std::optional<int> first;
    for (const Lane &lane : lanes.lanes()) {
        if (lane.clips.empty())
            continue;
        const auto clip = std::find_if(lane.clips.begin(), lane.clips.end(), [&](const ClipSpan &each) {
            return each.endSec > visible.startSec && each.startSec < visible.endSec;
        });
        if (clip != lane.clips.end())
            return clip->segment;
        if (!first)
            first = lane.clips.front().segment;
    }
    return first;
}

std::optional<int> inOtherLane(const LaneSet &lanes, ClipPlace from, int direction)
{
    const ClipSpan &clip = lanes.clipAt(from);
    const double middle = clip.startSec + clip.lengthSec() / 2;
    for (auto lane = static_cast<int>(from.lane) + direction;
         lane >= 0 && lane < static_cast<int>(lanes.lanes().size()); lane += direction) {
        if (const auto segment = nearestInLane(lanes.lanes()[static_cast<size_t>(lane)], middle))
            return segment;
    }
    return clip.segment;
}

} // namespace

std::optional<int> stepFrom(const LaneSet &lanes, std::optional<int> segment, ClipStep step,
                            TimeRange visible)
{
    const std::optional<ClipPlace> place = segment ? lanes.placeOf(*segment) : std::nullopt;
    if (!place)
        return firstVisible(lanes, visible);
    const std::vector<ClipSpan> &clips = lanes.lanes()[place->lane].clips;
    switch (step) {
    case ClipStep::Previous:
        return clips[place->clip > 0 ? place->clip - 1 : 0].segment;
    case ClipStep::Next:
        return clips[std::min(place->clip + 1, clips.size() - 1)].segment;
    case ClipStep::LaneAbove:
        return inOtherLane(lanes, *place, -1);
    case ClipStep::LaneBelow:
        return inOtherLane(lanes, *place, 1);
    }
    return segment;
}

std::optional<int> nearestInLane(const Lane &lane, double sec)
{
    std::optional<int> nearest;
    double least = std::numeric_limits<double>::infinity();
    for (const ClipTrack &row : lane.rows) {
        const std::optional<size_t> index = row.clipNear(sec, least);
        if (!index)
            continue;
        const ClipSpan &clip = row.clips()[*index];
        const double distance = std::max({0.0, clip.startSec - sec, sec - clip.endSec});
        if (!nearest || distance < least) {
            nearest = clip.segment;
            least = distance;
        }
    }
    return nearest;
}

TimeRange frameOf(const ClipSpan &clip)
{
    const double margin = std::max(clip.lengthSec() / 3, 0.05);
    return {clip.startSec - margin, clip.endSec + margin};
}

} // namespace embedscope
