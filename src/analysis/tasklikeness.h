// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/likethis.h"
#include "analysis/nearduplicates.h"

#include <algorithm>
#include <optional>

namespace embedscope {

/// A clip of either of two tasks.
struct MatchedClip
{
    quint32 row = 0; ///< index in EmbeddingTask::segments
    double startSec = 0;
    double endSec = 0;
    AxisUnit axis = AxisUnit::Seconds;
};

/// A clip of one task and the one of the other that is most like it, in the same modality.
struct ClipMatch
{
    MatchedClip ofA;
    MatchedClip ofB;
    float cosine = 0;
};

/// How much of one task stands in another.
struct TaskLikeness
{
    /// The share of a's clips, over all modalities that compare, whose best match in b (same modality) has a
    /// cosine of at least the threshold; and the other way round. 0 to 1.
    double shareOfA = 0;
    double shareOfB = 0;
    size_t clipsOfA = 0; ///< that were looked up
    size_t clipsOfB = 0;
    bool isExact = true; ///< false: of a long lane only evenly spaced clips were looked up
    /// The most alike pair of those that were looked up; of equally alike ones the earliest of a. Nothing where none was.
    std::optional<ClipMatch> best = std::nullopt;
    std::vector<SearchRefusal> refusals; ///< modalities that do not compare; `task` is b's
    std::optional<quint32> prefix = std::nullopt; ///< so many numbers of each vector were compared, where they differ in length
    QString modelOfA = {}; ///< empty where not known
    QString modelOfB = {};

    bool wasCompared() const { return clipsOfA > 0 && clipsOfB > 0; }
    /// 0 to 1: how much of the task that has less of the other stands there.
    double likeness() const { return std::min(shareOfA, shareOfB); }
    /// Both are the same media: nine tenths of each stand in the other.
    bool areDuplicates() const { return wasCompared() && likeness() >= 0.9; }
    /// One is an extract of the other: nine tenths of it stand there, but not the other way round.
    bool isPart() const { return wasCompared() && !areDuplicates() && std::max(shareOfA, shareOfB) >= 0.9; }
};

/// What counts as a match, and how many clips are looked up.
struct LikenessWish
{
    double leastCosine = usualDuplicateCosine;
    /// Of a longer lane, so many evenly spaced clips are looked up (in all clips of the other).
    size_t mostLookedUp = 512;
};

/// Compares two whole tasks, modality by modality. Two films of 4 hours take about a second. Nothing only
/// where it was cancelled.
std::optional<TaskLikeness> taskLikeness(const SearchableTask &a, const SearchableTask &b,
                                         const LikenessWish &wish = {}, const IsCancelled &isCancelled = {},
                                         const Progress &progress = {});

} // namespace embedscope
