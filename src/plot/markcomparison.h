// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"

#include <optional>
#include <vector>

namespace embedscope {

/// The cosine of two vectors, or why there is none.
struct Cosine
{
    enum class Refusal {
        None,
        NoVector, ///< one of them is missing or empty
        NotFinite, ///< one of them holds what is no finite number, or is too large for a product
        ZeroLength, ///< one of them is all zeros: it points nowhere
        OtherDimension, ///< they have different lengths
    };

    double value = std::numeric_limits<double>::quiet_NaN(); ///< -1 to 1; NaN where refused
    Refusal refusal = Refusal::None;
};

/// Of two segments' rows of the matrix, float32 each, multiplied and summed in double.
Cosine cosineOf(const EmbeddingTask &task, int one, int other);

/// What stands at the marks A and B in one lane of clips.
struct MarkComparison
{
    size_t lane = 0; ///< in LaneSet::lanes()
    std::optional<int> segmentA = std::nullopt; ///< the clip at A; nothing in a gap, or where A is not set
    std::optional<int> segmentB = std::nullopt;
    std::optional<Cosine> cosine = std::nullopt; ///< where there are both clips
};

/// For each lane of clips; empty where neither mark is set.
std::vector<MarkComparison> compareMarks(const EmbeddingTask &task, const LaneSet &lanes,
                                         std::optional<double> secA, std::optional<double> secB);

} // namespace embedscope
