// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tasklikeness.h"

#include "analysis/unitblock.h"

namespace embedscope {

namespace {

/// Two lanes of one modality.
struct LikenessPair
{
    SharedClips a;
    SharedClips b;
};

/// What the chosen clips have among the others.
struct Matches
{
    size_t count = 0; ///< how many have a match
    std::optional<ClipMatch> best = std::nullopt; ///< a: of the chosen ones
};

MatchedClip clipOf(const LaneClips &clips, size_t clip)
{
    return {clips.row(clip), clips.startSec(clip), clips.endSec(clip), clips.task().axis};
}

/// Nothing where it was cancelled.
std::optional<Matches> matched(const SampledClips &chosen, const LaneClips &others, double leastCosine,
                              const IsCancelled &isCancelled)
{
    const SampledClips all(others, 1);
    std::vector<float> best(chosen.size(), -2.0F);
    std::vector<size_t> partner(chosen.size(), 0); // of each its best match, a place in `all`
    BlockMatrix rows;
    BlockMatrix columns;
    BlockMatrix product;
    for (size_t row = 0; row < chosen.blocks(); ++row) {
        chosen.load(row, rows);
        for (size_t column = 0; column < all.blocks(); ++column) {
            if (isCancelled && isCancelled())
                return std::nullopt;
            all.load(column, columns);
            product.noalias() = rows * columns.transpose();
            for (size_t i = 0; i < chosen.countOf(row); ++i) {
                Eigen::Index at = 0;
                const float most = product.row(static_cast<Eigen::Index>(i)).maxCoeff(&at);
                const size_t place = chosen.firstOf(row) + i;
                if (most > best[place]) {
                    best[place] = most;
                    partner[place] = all.firstOf(column) + static_cast<size_t>(at);
                }
            }
        }
    }
    const float least = static_cast<float>(leastCosine) - cosineRounding;
    Matches matches;
    for (size_t place = 0; place < best.size(); ++place) {
        if (best[place] >= least)
            ++matches.count;
        if (!matches.best || best[place] > matches.best->cosine + cosineRounding)
            matches.best = ClipMatch{clipOf(chosen.clips(), chosen.clip(place)), clipOf(others, all.clip(partner[place])),
                                     best[place]};
    }
    return matches;
}

SharedClips prefixOf(const SharedClips &clips, quint32 dimension)
{
    return clips->dimension() == dimension ? clips : std::make_shared<const LaneClips>(clips->prefixed(dimension));
}

/// The lanes that compare; the modalities of either task that do not are refused.
std::vector<LikenessPair> comparableLanes(const SearchableTask &a, const SearchableTask &b, TaskLikeness &likeness)
{
    std::vector<LikenessPair> pairs;
    const auto find = [](const SearchableTask &task, const QString &modality) -> SharedClips {
        const auto found = std::find_if(task.lanes.begin(), task.lanes.end(), [&modality](const auto &lane) {
            return lane->modality() == modality && !lane->isEmpty();
        });
        return found == task.lanes.end() ? nullptr : *found;
    };
    const auto kindOf = [](const SearchableTask &task, const SharedClips &lane, const QString &modality) {
        return VectorKind{task.model, modality, lane ? lane->dimension() : 0};
    };
    QStringList modalities;
    for (const auto *task : {&a, &b}) {
        for (const SharedClips &lane : task->lanes)
            modalities.append(lane->modality());
    }
    modalities.removeDuplicates();
    for (const QString &modality : std::as_const(modalities)) {
        const SharedClips ofA = find(a, modality);
        const SharedClips ofB = find(b, modality);
        if (const auto reason = incomparable(kindOf(a, ofA, modality), kindOf(b, ofB, modality))) {
            likeness.refusals.push_back({b.task->id, modality, *reason});
            continue;
        }
        const quint32 common = std::min(ofA->dimension(), ofB->dimension());
        if (ofA->dimension() != ofB->dimension())
            likeness.prefix = std::min(likeness.prefix.value_or(common), common);
        pairs.push_back({prefixOf(ofA, common), prefixOf(ofB, common)});
    }
    return pairs;
}

} // namespace

std::optional<TaskLikeness> taskLikeness(const SearchableTask &a, const SearchableTask &b,
                                         const LikenessWish &wish, const IsCancelled &isCancelled,
                                         const Progress &progress)
{
    TaskLikeness likeness;
    likeness.modelOfA = a.model;
    likeness.modelOfB = b.model;
    const std::vector<LikenessPair> pairs = comparableLanes(a, b, likeness);
    size_t matchedOfA = 0;
    size_t matchedOfB = 0;
    size_t done = 0;
    for (const LikenessPair &pair : pairs) {
        const SampledClips ofA = SampledClips::spread(*pair.a, std::max<size_t>(wish.mostLookedUp, 1));
        const SampledClips ofB = SampledClips::spread(*pair.b, std::max<size_t>(wish.mostLookedUp, 1));
        const std::optional<Matches> there = matched(ofA, *pair.b, wish.leastCosine, isCancelled);
        const std::optional<Matches> back =
            there ? matched(ofB, *pair.a, wish.leastCosine, isCancelled) : std::nullopt;
        if (!back)
            return std::nullopt;
        matchedOfA += there->count;
        matchedOfB += back->count;
        if (there->best && (!likeness.best || there->best->cosine > likeness.best->cosine + cosineRounding))
            likeness.best = there->best;
        likeness.clipsOfA += ofA.size();
        likeness.clipsOfB += ofB.size();
        likeness.isExact = likeness.isExact && ofA.size() == pair.a->size() && ofB.size() == pair.b->size();
        if (progress)
            progress(static_cast<double>(++done) / static_cast<double>(pairs.size()));
    }
    const auto share = [](size_t part, size_t whole) {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
    };
    likeness.shareOfA = share(matchedOfA, likeness.clipsOfA);
    likeness.shareOfB = share(matchedOfB, likeness.clipsOfB);
    return likeness;
}

} // namespace embedscope
