// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/peakisolation.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace embedscope {

namespace {

bool isStronger(const std::vector<BoundaryValue> &peaks, size_t one, size_t other)
{
    if (peaks[one].value != peaks[other].value)
        return peaks[one].value > peaks[other].value;
    const int rankOfOne = std::countr_zero(one + 1);
    const int rankOfOther = std::countr_zero(other + 1);
    return rankOfOne != rankOfOther ? rankOfOne > rankOfOther : one < other;
}

} // namespace

std::vector<double> peakIsolations(const std::vector<BoundaryValue> &peaks)
{
    std::vector<double> isolations(peaks.size(), std::numeric_limits<double>::infinity());
    std::vector<size_t> waiting; // peaks that have met no stronger one yet, each weaker than the one before
    for (size_t i = 0; i < peaks.size(); ++i) {
        while (!waiting.empty() && isStronger(peaks, i, waiting.back())) {
            double &isolation = isolations[waiting.back()];
            isolation = std::min(isolation, peaks[i].atSec - peaks[waiting.back()].atSec);
            waiting.pop_back();
        }
        if (!waiting.empty())
            isolations[i] = peaks[i].atSec - peaks[waiting.back()].atSec;
        waiting.push_back(i);
    }
    return isolations;
}

} // namespace embedscope
