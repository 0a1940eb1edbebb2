// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/laneclips.h"
#include "analysis/robuststatistics.h"

namespace embedscope {

/// The norms of one lane. They are those that the reader computed from the doubles (Segment::norm), of every
/// segment of the lane that has one: zero vectors, other dimensions and segments without times too.
struct NormStatistics
{
    RobustSpread spread;
    double least = std::numeric_limits<double>::quiet_NaN();
    double greatest = std::numeric_limits<double>::quiet_NaN();
    /// There is a norm, and every one lies within 0.005 of 1.
    bool isUnitLength = false;
    /// Norms below or above these are outliers: more than 3.5 scaled MADs from the median, and more than 0.5
    /// percent of it, so that float noise does not become drama; a lane of unit length has none. NaN without
    /// any norm.
    double outlierBelow = std::numeric_limits<double>::quiet_NaN();
    double outlierAbove = std::numeric_limits<double>::quiet_NaN();
    std::vector<quint32> outlierRows; ///< indexes in EmbeddingTask::segments, ascending
    Histogram histogram; ///< 64 bins from least to greatest; no bins without any norm
};

/// Linear in the task's segments.
NormStatistics normStatistics(const EmbeddingTask &task, LaneKey lane);
/// The same of a lane whose segments are known: linear in them.
NormStatistics normStatistics(const EmbeddingTask &task, std::span<const quint32> rows);

} // namespace embedscope
