// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/laneclips.h"

namespace embedscope {

/// How much a lane changes from one clip to the next.
struct ChangePoint
{
    double atSec = 0; ///< the boundary: the middle between the end of the clip and the start of the next
    size_t clip = 0; ///< index in LaneClips; the next one is clip + 1
    double change = 0; ///< 1 - cosine: 0 the same direction, 1 at right angles, 2 opposite

    friend bool operator==(const ChangePoint &, const ChangePoint &) = default;
};

/// 1 - cosine of each clip to the next, in order of time, only where the two adjoin: less than 0.05 s lie or
/// overlap between them. Nothing only where it was cancelled. Linear: n * dimension.
std::optional<std::vector<ChangePoint>> changes(const LaneClips &clips, const IsCancelled &isCancelled = {});

} // namespace embedscope
