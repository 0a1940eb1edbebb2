// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lanes.h"

#include <QHash>

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace embedscope {

std::tuple<int, quint16, quint16> placeOfLane(const EmbeddingTask &task, LaneKey lane)
{
    return {rankOfScope(task.scopes.at(lane.scope)), lane.modality, lane.scope};
}

std::vector<LaneKey> lanesOf(const EmbeddingTask &task)
{
    std::vector<LaneKey> lanes;
    std::unordered_set<quint32> known;
    LaneKey latest;
    for (const Segment &segment : task.segments) {
        const LaneKey key{segment.modality, segment.scope};
        if (!lanes.empty() && key == latest)
            continue; // mostly: then there is nothing to look up
        latest = key;
        if (known.insert(key.number()).second)
            lanes.push_back(key);
    }
    const auto place = [&task](LaneKey key) { return placeOfLane(task, key); };
    if (!std::ranges::is_sorted(lanes, {}, place)) // mostly they come so
        std::ranges::sort(lanes, {}, place);
    return lanes;
}

ShownLanes shownLanes(const EmbeddingTask &task)
{
    ShownLanes shown{.keys = lanesOf(task)};
    const auto assetScope = task.scopes.indexOf(QLatin1String("asset"));
    std::erase_if(shown.keys, [assetScope](LaneKey key) { return key.scope == assetScope; });
    shown.all = shown.keys.size();
    shown.keys.resize(std::min(shown.all, mostLanes));
    return shown;
}

std::vector<LaneKey> comparedLanes(const EmbeddingTask &task)
{
    std::vector<LaneKey> lanes = lanesOf(task);
    std::erase_if(lanes, [&task](LaneKey key) {
        const QString &scope = task.scopes.at(key.scope);
        return task.axis == AxisUnit::None ? scope != QLatin1String("asset") : !isLocalScope(scope) || isQuadrantScope(scope);
    });
    lanes.resize(std::min(lanes.size(), mostLanes));
    return lanes;
}

std::vector<bool> scopesInNeedOfPlaces(const EmbeddingTask &task)
{
    const bool hasClock = (!task.metadata || task.metadata->hasClock()) && !contains(task.findings, FindingKind::QueryVector);
    const bool isWithoutTimes = std::ranges::none_of(task.segments, &Segment::hasTimes);
    std::vector<bool> need;
    for (const QString &scope : task.scopes) {
        const bool isClip = scope == QLatin1String("clip");
        need.push_back(isLocalScope(scope) && !isClip ? true : hasClock && (isClip || isWithoutTimes));
    }
    return need;
}

std::vector<quint32> usualLengths(const EmbeddingTask &task)
{
    struct Usual
    {
        quint32 length = 0;
        int count = 0;
    };
    QHash<std::pair<quint16, quint32>, int> counts;
    for (const Segment &segment : task.segments) {
        if (segment.length > 0)
            ++counts[{segment.modality, segment.length}];
    }
    std::vector<Usual> usual(static_cast<size_t>(task.modalities.size()));
    for (const Segment &segment : task.segments) {
        const int count = counts.value({segment.modality, segment.length});
        Usual &best = usual.at(segment.modality);
        if (count > best.count)
            best = {segment.length, count};
    }
    std::vector<quint32> lengths(usual.size());
    std::transform(usual.begin(), usual.end(), lengths.begin(),
                   [](const Usual &each) { return each.length; });
    return lengths;
}

} // namespace embedscope
