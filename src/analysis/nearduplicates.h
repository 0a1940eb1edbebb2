// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparability.h"
#include "analysis/laneclips.h"
#include "analysis/robuststatistics.h"

namespace embedscope {

/// Told now and then how much is done, 0 to 1; on the thread that computes.
using Progress = std::function<void(double)>;

/// From this cosine on two clips count as near duplicates, unless the user moves it.
constexpr double usualDuplicateCosine = 0.98;

/// Two clips and how alike they are.
struct ClipPair
{
    size_t clip = 0; ///< index in the first lane
    size_t other = 0; ///< index in the second lane; within one lane above `clip`
    float cosine = 0;

    friend bool operator==(const ClipPair &, const ClipPair &) = default;
};

/// Which pairs are looked for.
struct PairWish
{
    double leastCosine =
        usualDuplicateCosine; ///< less 1e-6, which is float32's rounding: 1 finds equal vectors
    /// Within one lane, pairs whose starts are nearer than this are not compared at all: neighbours are
    /// alike.
    double minDistanceSec = 30;
    size_t mostPairs = 1000; ///< that are listed; all are counted
    /// Up to so many clips of a lane every pair is compared. Of a longer lane only every n-th clip is taken,
    /// the smallest n that keeps to it. 20,000 are 200 million pairs: some ten seconds.
    size_t mostClips = 20'000;
};

/// Near duplicates, and how all compared pairs are spread.
struct PairResult
{
    std::vector<ClipPair> pairs; ///< the most alike first, then by clip and other; at most mostPairs
    quint64 pairCount = 0; ///< with cosine >= leastCosine, listed or not
    quint64 compared = 0; ///< pairs
    /// Of the cosines of all compared pairs: 400 bins of 0.005 from -1 to 1.
    Histogram cosines;
    size_t stride = 1; ///< every n-th clip of the (first) lane was compared: 1 means exact
    size_t otherStride = 1; ///< the same of the second lane
    bool isExact() const { return stride == 1 && otherStride == 1; }
};

/// Pairs within one lane. Computed in blocks as matrix products; memory does not grow with the clips. Nothing
/// only where it was cancelled.
std::optional<PairResult> nearDuplicates(const LaneClips &clips, const PairWish &wish = {},
                                         const IsCancelled &isCancelled = {}, const Progress &progress = {});

/// Pairs of a clip of one lane and a clip of another, as a rule of two tasks; no least distance. Both must
/// compare (incomparable()): dimensions must be equal.
std::optional<PairResult> nearDuplicates(const LaneClips &clips, const LaneClips &others,
                                         const PairWish &wish = {}, const IsCancelled &isCancelled = {},
                                         const Progress &progress = {});

} // namespace embedscope
