// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace embedscope {

/// A value at one boundary between clips.
struct BoundaryValue
{
    double atSec = 0;
    double value = 0; ///< >= 0
    int segment = -1; ///< the clip after the boundary, an index in EmbeddingTask::segments
    bool isJoined = true; ///< nothing is missing between this boundary and the one before: a line may join both
};

/// How one lane changes with time: plain numbers for the change chart, computed elsewhere.
struct ChangeCurve
{
    size_t lane = 0; ///< in LaneSet::lanes()
    std::vector<BoundaryValue> changes = {}; ///< 1 - cosine, in order of time
    std::vector<BoundaryValue> novelty = {}; ///< in order of time
};

/// Which boundaries of one lane count as scene boundaries, and by what rule.
struct SceneMarks
{
    size_t lane = 0; ///< in LaneSet::lanes()
    double threshold = 0; ///< the least novelty
    double kernelSec = 0; ///< half the width of novelty's kernel
    std::vector<BoundaryValue> peaks = {}; ///< in order of time
};

} // namespace embedscope
