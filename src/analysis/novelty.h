// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/laneclips.h"

namespace embedscope {

/// Half the width of the checkerboard kernel, in seconds: how far novelty looks to either side of a moment.
/// Scenes shorter than about half of it run together; longer ones are told by it the more surely, the longer
/// it is. 16 s hold two to three clips of the service's usual 6 s and eight of the shortest, 2 s.
constexpr double usualKernelSec = 16;

/// Novelty at one boundary between clips.
struct NoveltyPoint
{
    double atSec = 0; ///< the middle between the end of the clip and the start of the next
    size_t clip = 0; ///< the last clip before the boundary, an index in LaneClips
    double novelty = 0; ///< 0: both sides are alike; 1: each side is of one piece and at right angles to the
                        ///< other; at most 2

    friend bool operator==(const NoveltyPoint &, const NoveltyPoint &) = default;
};

/// Foote's novelty (J. Foote, "Automatic audio segmentation using a measure of audio novelty", ICME 2000) of
/// one lane: the checkerboard kernel with a Gaussian taper, moved along the diagonal of the self-similarity
/// matrix of cosines.
///
/// The kernel is one of time, not of clips, so that uneven clips count by their length. With the weights
///   a(i) = integral of exp(-x^2 / (2 s^2)) over the part of clip i that lies within `kernelSec` of the
///   boundary, s = kernelSec / 2,
/// and mean vectors L and R = sum of a(i) * unit vector(i) / sum of a(i), before and after the boundary:
///   novelty = |L - R|^2 / 2 = (likeness within L + likeness within R) / 2 - likeness across,
/// which is Foote's sum over the kernel's four quarters, divided by the kernel's weight; each side weighs the
/// same, so a gap or the film's end does not look like a change.
///
/// A value stands at each boundary between successive clips (also across a gap, not where they overlap by
/// 0.05 s and more) where both sides hold at least a quarter of kernelSec of clips; none near the film's ends
/// therefore. Clips shorter than kernelSec / 64 are pooled to that length (with their neighbours up to the
/// next gap, weighted by length), and values stand at the pooled boundaries. Costs n * kernel * dimension,
/// never a whole matrix. kernelSec > 0. Nothing only where it was cancelled.
std::optional<std::vector<NoveltyPoint>> novelty(const LaneClips &clips, double kernelSec = usualKernelSec,
                                                 const IsCancelled &isCancelled = {});

/// A moment at which a lane changes: a peak of its novelty.
struct SceneBoundary
{
    double atSec = 0;
    double strength = 0; ///< the novelty there
    size_t clip = 0; ///< the last clip before it, an index in LaneClips
    LaneKey lane;

    friend bool operator==(const SceneBoundary &, const SceneBoundary &) = default;
};

/// What makes a peak of novelty a scene boundary.
struct PeakRule
{
    double threshold = 0; ///< the least novelty
    double minDistanceSec =
        usualKernelSec / 2; ///< of two that are nearer, the stronger one stays (the earlier of equals)
};

/// The least usualThreshold(): the novelty between two sides, each of one piece, whose cosine is 0.999. Vectors that are
/// equal but for their rounding stay far below, even where they were kept in half precision (some 1e-6); their peaks are
/// no scenes.
constexpr double leastUsualThreshold = 0.001;

/// median + 3 scaled MADs of all values, but at least leastUsualThreshold. A value to start from: the user moves it.
double usualThreshold(const std::vector<NoveltyPoint> &novelty);

/// Local maxima (of a plateau the first) that obey the rule, in order of time. Costs n log n: cheap enough
/// for every move of a slider.
std::vector<SceneBoundary> sceneBoundaries(const std::vector<NoveltyPoint> &novelty, LaneKey lane,
                                           const PeakRule &rule);

} // namespace embedscope
