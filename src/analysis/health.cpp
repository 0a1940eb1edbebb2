// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"

#include <algorithm>

namespace embedscope {

namespace {

double shareOfLane(const LaneAudit &lane)
{
    const auto share = [](double part, double whole) { return whole > 0 ? std::min(part / whole, 1.0) : 0; };
    if (!lane.came)
        return 0;
    if (lane.scope != QLatin1String("clip"))
        return share(lane.soundVectors, lane.segments);
    const bool isSpeech = lane.modality == QLatin1String("transcription");
    return share(lane.soundSec, isSpeech ? lane.coveredSec : lane.askedSec);
}

} // namespace

Health healthOf(const std::vector<LaneAudit> &lanes)
{
    const bool saysWhatWasAsked =
        std::any_of(lanes.begin(), lanes.end(), [](const LaneAudit &lane) { return lane.isAskedFor; });
    Health health;
    double sum = 0;
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (saysWhatWasAsked && !lanes[i].isAskedFor)
            continue;
        health.parts.push_back({i, shareOfLane(lanes[i])});
        sum += health.parts.back().share;
    }
    constexpr double rounding = 1e-9; // of sums of times, so that nothing missing is 100
    if (!health.parts.empty())
        health.percent = static_cast<int>(100 * sum / static_cast<double>(health.parts.size()) + rounding);
    return health;
}

} // namespace embedscope
