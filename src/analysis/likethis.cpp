// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/likethis.h"

#include "core/tolerances.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace embedscope {

namespace {

/// A clip on its way into a moment.
struct MomentEntry
{
    double startSec;
    double endSec;
    size_t lane;
    size_t clip;
};

std::vector<MomentEntry> momentEntries(const std::vector<SharedClips> &lanes)
{
    std::vector<MomentEntry> entries;
    for (size_t lane = 0; lane < lanes.size(); ++lane) {
        for (size_t clip = 0; clip < lanes[lane]->size(); ++clip)
            entries.push_back({lanes[lane]->startSec(clip), lanes[lane]->endSec(clip), lane, clip});
    }
    std::sort(entries.begin(), entries.end(), [](const MomentEntry &a, const MomentEntry &b) {
        return std::tie(a.startSec, a.endSec, a.lane, a.clip)
            < std::tie(b.startSec, b.endSec, b.lane, b.clip);
    });
    return entries;
}

bool isSame(double startSec, double endSec, double otherStartSec, double otherEndSec)
{
    return std::abs(startSec - otherStartSec) < leastGapSec && std::abs(endSec - otherEndSec) < leastGapSec;
}

/// The moment that a clip belongs to: one of the last ones, at the same interval, without a clip of its lane.
std::optional<size_t> momentFor(const SearchableTask &task, const MomentEntry &entry)
{
    constexpr size_t mostLookedBack = 64;
    const size_t count = task.moments.size();
    for (size_t back = 1; back <= std::min(count, mostLookedBack); ++back) {
        const SearchableTask::Moment &moment = task.moments[count - back];
        if (entry.startSec - moment.startSec >= leastGapSec)
            break;
        if (isSame(entry.startSec, entry.endSec, moment.startSec, moment.endSec)
            && task.clipsOfMoments[moment.firstClip + entry.lane] == SearchableTask::noClip)
            return count - back;
    }
    return std::nullopt;
}

/// Cosines of every clip of a lane with a unit vector, over the first numbers of both where they differ in length.
std::optional<std::vector<float>> cosinesWith(const LaneClips &clips, const std::vector<float> &unit,
                                              const IsCancelled &isCancelled)
{
    constexpr size_t clipsBetweenAsking = 1024;
    // Within these no product of float32 numbers can leave their range.
    constexpr double leastPlainNorm = 1e-15;
    constexpr double greatestPlainNorm = 1e15;
    const auto dimension = static_cast<Eigen::Index>(std::min<size_t>(unit.size(), clips.dimension()));
    const Eigen::Map<const Eigen::VectorXf> query(unit.data(), dimension);
    const bool isPrefix = unit.size() != clips.dimension();
    const double queryNorm = isPrefix ? std::sqrt(query.cast<double>().squaredNorm()) : 1;
    std::vector<float> cosines(clips.size());
    for (size_t clip = 0; clip < clips.size(); ++clip) {
        if (clip % clipsBetweenAsking == 0 && isCancelled && isCancelled())
            return std::nullopt;
        const Eigen::Map<const Eigen::VectorXf> vector(clips.vector(clip).data(), dimension);
        const double norm = isPrefix ? std::sqrt(vector.cast<double>().squaredNorm()) * queryNorm : clips.norm(clip);
        const double dot = norm >= leastPlainNorm && norm <= greatestPlainNorm
            ? double(vector.dot(query))
            : vector.cast<double>().dot(query.cast<double>());
        cosines[clip] = norm > 0 ? static_cast<float>(std::clamp(dot / norm, -1.0, 1.0)) : 0.0F;
    }
    return cosines;
}

/// A part of the query, the lane that it was held against, and what came out.
struct SearchedPart
{
    size_t part;
    size_t lane;
    double weight;
    std::vector<float> cosines; // by clip of the lane
};

std::optional<size_t> laneOf(const SearchableTask &task, const QString &modality)
{
    for (size_t lane = 0; lane < task.lanes.size(); ++lane) {
        if (task.lanes[lane]->modality() == modality)
            return lane;
    }
    return std::nullopt;
}

/// Compares the parts that compare; false where it was cancelled.
bool searchParts(const ClipQuery &query, const SearchableTask &task, const IsCancelled &isCancelled,
                 std::vector<SearchedPart> &searched, LikeResult &result)
{
    for (size_t i = 0; i < query.parts.size(); ++i) {
        const ClipQuery::Part &part = query.parts[i];
        if (!(part.weight > 0))
            continue;
        const std::optional<size_t> lane = laneOf(task, part.modality);
        const VectorKind wanted{query.model, part.modality, static_cast<quint32>(part.unit.size())};
        const VectorKind held{task.model, part.modality,
                              lane && !task.lanes[*lane]->isEmpty() ? task.lanes[*lane]->dimension() : 0};
        if (const std::optional<Incomparable> reason = incomparable(wanted, held)) {
            result.refusals.push_back({task.task->id, part.modality, *reason});
            continue;
        }
        if (wanted.dimension != held.dimension)
            result.notePrefix(std::min(wanted.dimension, held.dimension));
        auto cosines = cosinesWith(*task.lanes[*lane], part.unit, isCancelled);
        if (!cosines)
            return false;
        searched.push_back({i, *lane, part.weight, std::move(*cosines)});
    }
    return true;
}

double weightOf(const ClipQuery &query)
{
    double weight = 0;
    for (const ClipQuery::Part &part : query.parts)
        weight += std::max(part.weight, 0.0);
    return weight;
}

/// What the parts say of one moment; nothing where none of them has a clip there.
std::optional<LikeHit> scoreOf(const SearchableTask &task, const SearchableTask::Moment &moment,
                               const std::vector<SearchedPart> &parts, double wholeWeight)
{
    double sum = 0;
    double weight = 0;
    double mostWeight = 0;
    LikeHit hit{.task = task.task->id, .startSec = moment.startSec, .endSec = moment.endSec, .axis = task.task->axis};
    for (const SearchedPart &part : parts) {
        const quint32 clip = task.clipsOfMoments[moment.firstClip + part.lane];
        if (clip == SearchableTask::noClip)
            continue;
        sum += part.weight * double(part.cosines[clip]);
        weight += part.weight;
        if (part.weight > mostWeight) {
            mostWeight = part.weight;
            hit.row = task.lanes[part.lane]->row(clip);
        }
    }
    if (!(weight > 0))
        return std::nullopt;
    hit.score = sum / weight;
    hit.weightShare = weight / wholeWeight;
    return hit;
}

bool isLeftOut(const ClipQuery &query, const SearchableTask &task, const SearchableTask::Moment &moment,
               const LikeWish &wish)
{
    return query.task == task.task->id
        && (isSame(query.startSec, query.endSec, moment.startSec, moment.endSec)
            || std::abs(query.startSec - moment.startSec) < wish.minDistanceSec);
}

bool isBetter(const LikeHit &a, const LikeHit &b)
{
    if (a.score != b.score)
        return a.score > b.score;
    return a.task == b.task ? a.row < b.row : a.task < b.task;
}

void keepBest(std::vector<LikeHit> &hits, size_t most)
{
    const auto end = hits.begin() + static_cast<std::ptrdiff_t>(std::min(most, hits.size()));
    std::partial_sort(hits.begin(), end, hits.end(), isBetter);
    hits.erase(end, hits.end());
}

} // namespace

SearchableTask makeSearchable(std::vector<SharedClips> lanes, const QString &model)
{
    SearchableTask task;
    task.model = model;
    if (lanes.empty())
        return task;
    task.task = lanes.front()->sharedTask();
    if (lanes.size() > mostLanes)
        lanes.resize(mostLanes);
    task.lanes = std::move(lanes);
    for (const MomentEntry &entry : momentEntries(task.lanes)) {
        std::optional<size_t> moment = momentFor(task, entry);
        if (!moment) {
            moment = task.moments.size();
            task.moments.push_back({entry.startSec, entry.endSec, task.clipsOfMoments.size()});
            task.clipsOfMoments.resize(task.clipsOfMoments.size() + task.lanes.size(),
                                       SearchableTask::noClip);
        }
        task.clipsOfMoments[task.moments[*moment].firstClip + entry.lane] = static_cast<quint32>(entry.clip);
    }
    return task;
}

std::optional<SearchableTask> makeSearchable(const SharedTask &task, const QString &model,
                                             const IsCancelled &isCancelled)
{
    std::vector<SharedClips> lanes;
    for (const LaneRows &rows : rowsOf(*task, comparedLanes(*task))) {
        std::optional<LaneClips> clips = LaneClips::ofRows(task, rows, isCancelled);
        if (!clips)
            return std::nullopt;
        lanes.push_back(std::make_shared<const LaneClips>(std::move(*clips)));
    }
    SearchableTask searchable = makeSearchable(std::move(lanes), model);
    searchable.task = task;
    return searchable;
}

ClipQuery queryFor(const SearchableTask &task, quint32 row, double otherWeight)
{
    const Segment &segment = task.task->segments.at(row);
    ClipQuery query{.task = task.task->id,
                    .model = task.model,
                    .startSec = segment.startSec,
                    .endSec = segment.endSec,
                    .axis = task.task->axis,
                    .parts = {}};
    if (!segment.hasTimes()) { // asset scope: it spans the whole media
        query.startSec = 0;
        query.endSec = task.task->durationSec();
    }
    for (const SharedClips &lane : task.lanes) {
        const bool isOwn = lane->key() == LaneKey{segment.modality, segment.scope};
        const double weight = isOwn ? 1 : otherWeight;
        std::optional<size_t> clip;
        if (isOwn)
            clip = lane->clipOfRow(row);
        for (size_t i = 0; !isOwn && weight > 0 && !clip && i < lane->size(); ++i) {
            if (isSame(lane->startSec(i), lane->endSec(i), query.startSec, query.endSec))
                clip = i;
        }
        if (clip)
            query.parts.push_back({lane->modality(), weight, lane->unitVector(*clip)});
    }
    return query;
}

std::optional<LikeResult> clipsLike(const ClipQuery &query, const SearchableTask &task, const LikeWish &wish,
                                    const IsCancelled &isCancelled)
{
    LikeResult result;
    std::vector<SearchedPart> parts;
    if (!searchParts(query, task, isCancelled, parts, result))
        return std::nullopt;
    const double wholeWeight = weightOf(query);
    std::vector<std::pair<LikeHit, const SearchableTask::Moment *>> found;
    for (const SearchableTask::Moment &moment : task.moments) {
        if (isLeftOut(query, task, moment, wish))
            continue;
        std::optional<LikeHit> hit = scoreOf(task, moment, parts, wholeWeight);
        if (hit && hit->weightShare >= wish.leastWeightShare - 1e-9)
            found.emplace_back(std::move(*hit), &moment);
    }
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(wish.most, found.size()));
    std::partial_sort(found.begin(), end, found.end(),
                      [](const auto &a, const auto &b) { return isBetter(a.first, b.first); });
    for (auto each = found.begin(); each != end; ++each) {
        LikeHit &hit = each->first;
        hit.cosines.assign(query.parts.size(), std::numeric_limits<float>::quiet_NaN());
        for (const SearchedPart &part : parts) {
            const quint32 clip = task.clipsOfMoments[each->second->firstClip + part.lane];
            if (clip != SearchableTask::noClip)
                hit.cosines[part.part] = part.cosines[clip];
        }
        result.hits.push_back(std::move(hit));
    }
    return result;
}

void mergeInto(LikeResult &all, LikeResult more, size_t most)
{
    all.hits.insert(all.hits.end(), std::make_move_iterator(more.hits.begin()),
                    std::make_move_iterator(more.hits.end()));
    keepBest(all.hits, most);
    if (more.prefix)
        all.notePrefix(*more.prefix);
    all.refusals.insert(all.refusals.end(), std::make_move_iterator(more.refusals.begin()),
                        std::make_move_iterator(more.refusals.end()));
}

} // namespace embedscope
