// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/lanegap.h"

#include <algorithm>

namespace embedscope {

std::optional<TimeRange> gapAt(const Lane &lane, double sec, double mediaEndSec)
{
    if (!(sec >= 0 && sec < mediaEndSec))
        return std::nullopt;
    TimeRange gap{0, mediaEndSec};
    for (const ClipTrack &row : lane.rows) { // clips overlap: the one before need not end last
        gap.startSec = std::max(gap.startSec, row.latestEndBefore(sec).value_or(0));
        gap.endSec = std::min(gap.endSec, row.nextStart(sec).value_or(mediaEndSec));
    }
    if (gap.startSec > sec || gap.span() < leastGapSec)
        return std::nullopt;
    return gap;
}

} // namespace embedscope
