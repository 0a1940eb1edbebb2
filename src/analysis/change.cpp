// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/change.h"

#include "core/tolerances.h"

#include <cmath>

namespace embedscope {

std::optional<std::vector<ChangePoint>> changes(const LaneClips &clips, const IsCancelled &isCancelled)
{
    constexpr size_t clipsBetweenAsking = 512;
    std::vector<ChangePoint> points;
    if (clips.size() > 1)
        points.reserve(clips.size() - 1);
    for (size_t clip = 0; clip + 1 < clips.size(); ++clip) {
        if (clip % clipsBetweenAsking == 0 && isCancelled && isCancelled())
            return std::nullopt;
        const double end = clips.endSec(clip);
        const double next = clips.startSec(clip + 1);
        if (std::abs(next - end) < leastGapSec)
            points.push_back({(end + next) / 2, clip, 1 - clips.cosine(clip, clip + 1)});
    }
    return points;
}

} // namespace embedscope
