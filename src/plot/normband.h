// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <limits>
#include <vector>

namespace embedscope {

/// Where most norms of one lane lie, which do not, and how they are spread: plain numbers for the norm chart,
/// computed elsewhere.
struct NormBand
{
    size_t lane = 0; ///< in LaneSet::lanes()
    double low = std::numeric_limits<double>::quiet_NaN(); ///< median - scaled MAD
    double high = std::numeric_limits<double>::quiet_NaN(); ///< median + scaled MAD
    std::vector<int> outliers = {}; ///< indexes in EmbeddingTask::segments, ascending
    double histogramLow = 0;
    double histogramHigh = 1; ///< above histogramLow
    std::vector<quint64> histogram = {}; ///< norms in bins of equal width between both; none without any norm
};

} // namespace embedscope
