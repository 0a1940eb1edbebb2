// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/lanegap.h"

#include <algorithm>

namespace embedscope {

std::optional<TimeRange> gapAt(const Lane &lane, double sec, double mediaEndSec)
{
    if (!(sec >= 0 && sec < mediaEndSec))
        return std::nullopt;
    const auto next = std::upper_bound(lane.clips.begin(), lane.clips.end(), sec,
                                       [](double at, const ClipSpan &clip) { return at < clip.startSec; });
    TimeRange gap{0, next != lane.clips.end() ? std::min(next->startSec, mediaEndSec) : mediaEndSec};
    for (auto clip = lane.clips.begin(); clip != next; ++clip)
        gap.startSec = std::max(gap.startSec, clip->endSec); // clips overlap: the one before need not end last
    if (gap.startSec > sec || gap.span() < leastGapSec)
        return std::nullopt;
    return gap;
}

} // namespace embedscope
