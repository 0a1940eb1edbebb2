// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparability.h"
#include "analysis/laneclips.h"

#include <QStringList>

namespace embedscope {

/// The clips of one task, prepared once to be searched many times: its compared lanes, and which of their
/// clips share an interval. Holds the task, and some 60 bytes a clip beside it.
struct SearchableTask
{
    /// The clips of several lanes at the same interval (starts and ends less than 0.05 s apart).
    struct Moment
    {
        double startSec = 0;
        double endSec = 0;
        size_t firstClip = 0; ///< in `clipsOfMoments`, one for each lane
    };
    static constexpr quint32 noClip = std::numeric_limits<quint32>::max();

    SharedTask task;
    QString model; ///< empty where not known
    std::vector<SharedClips> lanes; ///< one a modality
    std::vector<Moment> moments; ///< sorted by start, then end
    std::vector<quint32> clipsOfMoments; ///< moment after moment: for each lane an index into it, or noClip
};

/// Prepares comparedLanes(). Nothing only where it was cancelled.
std::optional<SearchableTask> makeSearchable(const SharedTask &task, const QString &model,
                                             const IsCancelled &isCancelled = {});
/// The same from lanes that are prepared already; at least one, all of one task and one scope.
SearchableTask makeSearchable(std::vector<SharedClips> lanes, const QString &model);

/// What is looked for: one unit vector a modality, of one interval of one task.
struct ClipQuery
{
    struct Part
    {
        QString modality;
        double weight = 1; ///< 0 and below: takes no part
        std::vector<float> unit; ///< of length 1
    };

    TaskId task;
    QString model;
    double startSec = 0;
    double endSec = 0;
    AxisUnit axis = AxisUnit::Seconds; ///< of start and end
    std::vector<Part> parts;
};

/// The query for the interval of a segment: its own modality with weight 1, the others with `otherWeight`.
/// Has no parts where the segment is not usable and no other modality has that interval.
ClipQuery queryFor(const SearchableTask &task, quint32 row, double otherWeight = 0);

/// A clip that was found.
struct LikeHit
{
    TaskId task;
    quint32 row = 0; ///< index in that task's segments: of the modality that weighs most of those present
    double startSec = 0;
    double endSec = 0;
    /// The weighted mean of the modalities' cosines, in [-1, 1].
    double score = 0;
    /// The share of the query's weight that took part: below 1 where the clip lacks a modality.
    double weightShare = 1;
    /// By the query's parts, in their order; NaN where it took no part.
    std::vector<float> cosines = {};
    AxisUnit axis = AxisUnit::Seconds; ///< of start and end
};

/// A modality of the query that a task could not be searched for.
struct SearchRefusal
{
    TaskId task;
    QString modality;
    Incomparable reason = Incomparable::NoVectors;
};

/// What was found in one task, or in several.
struct LikeResult
{
    std::vector<LikeHit> hits; ///< best first; of equal ones by task, then row
    std::vector<SearchRefusal> refusals;
    std::optional<quint32> prefix = std::nullopt; ///< so many numbers were compared at least, where vectors differ in length

    void notePrefix(quint32 numbers) { prefix = std::min(prefix.value_or(numbers), numbers); }
};

/// How many hits, and which are left out.
struct LikeWish
{
    size_t most = 20;
    /// In the query's own task, clips whose start is nearer than this to the query's are left out; the clip
    /// itself always is.
    double minDistanceSec = 0;
    /// Clips at which less than this share of the query's weight takes part are left out.
    double leastWeightShare = 0.5;
};

/// The clips of a task most like the query: score = sum(weight * cosine) / sum(weight) over the modalities
/// that the clip's interval has. Costs one pass over the vectors (44 MB: some 10 ms). Only what compares is
/// searched, see Incomparable; the rest is among the refusals. Nothing only where it was cancelled.
std::optional<LikeResult> clipsLike(const ClipQuery &query, const SearchableTask &task,
                                    const LikeWish &wish = {}, const IsCancelled &isCancelled = {});

/// Joins what another task brought to what is known, and keeps the `most` best.
void mergeInto(LikeResult &all, LikeResult more, size_t most);

} // namespace embedscope
