// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"

#include <optional>

namespace embedscope {

/// Where an arrow key leads from a clip.
enum class ClipStep { Previous, Next, LaneAbove, LaneBelow };

/// The segment one step from `segment`: the clip before or after in the same lane, or the one of the nearest
/// lane with clips above or below that stands at the same time (else nearest to it). Stays where there is
/// nothing further. Where `segment` is in no lane: the first clip that is visible, else the first of all;
/// nothing without clips.
std::optional<int> stepFrom(const LaneSet &lanes, std::optional<int> segment, ClipStep step,
                            TimeRange visible);

/// The segment of `lane` at `sec`, else the nearest to it; nothing in a lane without clips.
std::optional<int> nearestInLane(const Lane &lane, double sec);

/// What a clip has to be framed by to be looked at: itself with a third of its length on either side.
TimeRange frameOf(const ClipSpan &clip);

} // namespace embedscope
