// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/laneclips.h"

namespace embedscope {

/// More cells than this no matrix has, either way: 4 MiB of floats.
constexpr size_t mostSimilarityCells = 1024;

/// One row and column of a SimilarityMatrix: successive clips.
struct SimilarityCell
{
    size_t firstClip = 0; ///< index in LaneClips
    size_t lastClip = 0; ///< one behind the last
    double startSec = 0; ///< of the first clip
    double endSec = 0; ///< the latest end

    friend bool operator==(const SimilarityCell &, const SimilarityCell &) = default;
};

/// How alike every stretch of a lane is to every other: cosines of the cells' mean directions.
struct SimilarityMatrix
{
    std::vector<SimilarityCell> cells; ///< in order of time; gaps have no cell
    /// cells x cells, row after row, symmetric, each in [-1, 1], 1 on the diagonal.
    std::vector<float> values;

    size_t size() const { return cells.size(); }
    float at(size_t row, size_t column) const { return values[row * cells.size() + column]; }
    /// The cell that a clip is in; nothing for one outside of the range that was computed.
    std::optional<size_t> cellOfClip(size_t clip) const;
    /// The cell at a moment; nothing in a gap and outside.
    std::optional<size_t> cellAt(double sec) const;
};

/// Which clips, and in how many cells.
struct SimilarityWish
{
    size_t firstClip = 0;
    size_t lastClip = std::numeric_limits<size_t>::max(); ///< one behind the last; cut to the lane's size
    size_t mostCells = mostSimilarityCells; ///< at least 1, at most 1024
};

/// The self-similarity matrix. Where there are more clips than cells, runs of successive clips, equal in
/// number but for one, are pooled: the mean of their unit vectors, made length 1 again (a mean that cancels
/// out to 0 is unlike everything: 0). Memory: at most 4 MiB for the values and 4 KiB * dimension for the
/// cells' vectors; 7,200 x 512 take well under 3 s. Nothing only where it was cancelled.
std::optional<SimilarityMatrix> selfSimilarity(const LaneClips &clips, const SimilarityWish &wish = {},
                                               const IsCancelled &isCancelled = {});

} // namespace embedscope
