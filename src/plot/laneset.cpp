// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/laneset.h"

#include "core/lanes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

namespace {

size_t rankOfModality(const QString &name)
{
    static const QStringList known{u"visual"_s, u"audio"_s, u"transcription"_s, u"fused"_s};
    const auto rank = known.indexOf(name);
    return static_cast<size_t>(rank < 0 ? known.size() : rank);
}

NormSummary summarizeNorms(const std::vector<ClipSpan> &clips)
{
    std::vector<double> norms;
    norms.reserve(clips.size());
    for (const ClipSpan &clip : clips) {
        if (!std::isnan(clip.norm))
            norms.push_back(clip.norm);
    }
    NormSummary summary;
    summary.count = static_cast<int>(norms.size());
    if (norms.empty())
        return summary;
    const auto [least, greatest] = std::minmax_element(norms.begin(), norms.end());
    summary.least = *least;
    summary.greatest = *greatest;
    const auto middle = norms.begin() + static_cast<std::ptrdiff_t>(norms.size() / 2);
    std::nth_element(norms.begin(), middle, norms.end());
    summary.median = *middle;
    if (norms.size() % 2 == 0) {
        const double below = *std::max_element(norms.begin(), middle);
        summary.median = below + (*middle - below) / 2; // the sum of two huge ones would overflow
    }
    return summary;
}

// Each clip goes into the first row that is free by its start.
void fillRows(Lane &lane)
{
    std::vector<std::vector<ClipSpan>> rows;
    lane.rowOfClip.reserve(lane.clips.size());
    for (const ClipSpan &clip : lane.clips) {
        const auto isFree = [&clip](const std::vector<ClipSpan> &row) {
            const double end = row.back().endSec;
            return clip.startSec > end - leastGapSec && clip.endSec >= end;
        };
        auto row = std::find_if(rows.begin(), rows.end(), isFree);
        if (row == rows.end() && rows.size() < Lane::mostRows) {
            row = rows.emplace(rows.end());
            if (rows.size() == 1)
                row->reserve(lane.clips.size()); // as a rule all of them
        }
        if (row == rows.end())
            --row;
        row->push_back(clip);
        lane.rowOfClip.push_back(static_cast<quint8>(row - rows.begin()));
    }
    for (std::vector<ClipSpan> &row : rows)
        lane.rows.emplace_back(std::move(row));
}

void finishLane(Lane &lane)
{
    const auto key = [](const ClipSpan &clip) {
        return std::make_tuple(clip.startSec, clip.endSec, clip.segment);
    };
    const auto less = [key](const ClipSpan &a, const ClipSpan &b) { return key(a) < key(b); };
    if (!std::is_sorted(lane.clips.begin(), lane.clips.end(), less))
        std::sort(lane.clips.begin(), lane.clips.end(), less);
    fillRows(lane);
    if (lane.rows.size() > 1)
        lane.whole.emplace_back(lane.clips);
    lane.norms = summarizeNorms(lane.clips);
}

// Sorts segments into lanes, which come out in their order on the screen; at most mostLanes, and one for the asset-scope
// vectors.
class LaneSorter final
{
public:
    explicit LaneSorter(const EmbeddingTask &task) : m_task(task), m_wholeSec(task.durationSec())
    {
        std::unordered_map<quint32, size_t> counts; // segments of a lane: what it makes room for
        for (const Segment &segment : task.segments)
            ++counts[keyOf(segment).number()];
        const ShownLanes shown = shownLanes(task);
        for (const LaneKey key : shown.keys)
            makeLane(key).clips.reserve(counts.at(key.number()));
        m_notDrawn.lanes = shown.all - shown.keys.size();
    }

    void add(int index)
    {
        const Segment &segment = m_task.segments[static_cast<size_t>(index)];
        const double norm = segment.hasNorm() ? segment.norm : std::numeric_limits<double>::quiet_NaN();
        const bool isAsset = m_task.isAsset(segment);
        if (!segment.hasTimes() && !isAsset)
            return;
        Lane *const lane = isAsset ? &assetLane(segment) : laneFor(segment);
        if (!lane) {
            ++m_notDrawn.clips;
        } else if (segment.hasTimes()) {
            const auto [start, end] = std::minmax(segment.startSec, segment.endSec);
            lane->clips.push_back({start, end, norm, index});
        } else {
            lane->clips.push_back({0, m_wholeSec, norm, index});
        }
    }

    void addMissing(const QString &modality)
    {
        const Key key{1, rankOfModality(modality), modality, 0, QString()};
        const auto known = m_byKey.find(key);
        if (known == m_byKey.end() && m_byKey.size() >= mostLanes + (m_asset ? 1 : 0))
            ++m_notDrawn.missing;
        else if (known == m_byKey.end() || known->second.clips.empty())
            m_byKey.insert_or_assign(key, Lane{.kind = LaneKind::Missing, .modality = modality});
    }

    std::vector<Lane> take()
    {
        std::vector<Lane> lanes;
        lanes.reserve(m_byKey.size());
        for (auto &[key, lane] : m_byKey) {
            if (lane.kind != LaneKind::Missing && lane.clips.empty())
                continue; // not one of its segments has times
            finishLane(lane);
            lanes.push_back(std::move(lane));
        }
        return lanes;
    }

    NotDrawn notDrawn() const { return m_notDrawn; }

private:
    // Asset last, then by modality's rank and name, clips, pages and chunks before other scopes.
    using Key = std::tuple<int, size_t, QString, int, QString>;

    static LaneKey keyOf(const Segment &segment) { return {segment.modality, segment.scope}; }

    /// Null for one that is not drawn.
    Lane *laneFor(const Segment &segment)
    {
        if (m_latest && m_latestKey == keyOf(segment))
            return m_latest; // mostly: spares the search
        const auto found = m_lanes.find(keyOf(segment).number());
        m_latest = found == m_lanes.end() ? nullptr : found->second;
        m_latestKey = keyOf(segment);
        return m_latest;
    }

    Lane &makeLane(LaneKey lane)
    {
        const QString modality = m_task.modalities.at(lane.modality);
        const QString scope = m_task.scopes.at(lane.scope);
        const Key key{1, rankOfModality(modality), modality, rankOfScope(scope), scope};
        Lane &made = m_byKey.try_emplace(key, Lane{.modality = modality, .scope = scope}).first->second;
        m_lanes.emplace(lane.number(), &made);
        return made;
    }

    Lane &assetLane(const Segment &segment)
    {
        const auto makeLane = [&] { return Lane{.kind = LaneKind::Asset, .scope = m_task.scopes.at(segment.scope)}; };
        if (!m_asset)
            m_asset = &m_byKey.try_emplace(Key{2, 0, {}, 0, {}}, makeLane()).first->second;
        return *m_asset;
    }

    const EmbeddingTask &m_task;
    const double m_wholeSec;
    std::map<Key, Lane> m_byKey;
    std::unordered_map<quint32, Lane *> m_lanes; // by LaneKey::number()
    Lane *m_asset = nullptr;
    Lane *m_latest = nullptr;
    LaneKey m_latestKey;
    NotDrawn m_notDrawn;
};

} // namespace

bool NormSummary::isUnitLength() const
{
    return count > 0 && least >= 1 - unitLengthTolerance && greatest <= 1 + unitLengthTolerance;
}

double Lane::firstSec() const
{
    return clips.empty() ? 0 : clips.front().startSec;
}

double Lane::lastSec() const
{
    double last = clips.empty() ? 0 : clips.front().endSec;
    for (const ClipTrack &row : rows)
        last = std::max(last, row.clips().back().endSec);
    return last;
}

LaneSet::LaneSet(std::vector<Lane> lanes, size_t segmentCount, double mediaEndSec, NotDrawn notDrawn, AxisUnit axis)
    : m_lanes(std::move(lanes)), m_places(segmentCount, ClipPlace{m_lanes.size(), 0}), m_notDrawn(notDrawn), m_axis(axis),
      m_withoutTimes(static_cast<int>(segmentCount - notDrawn.clips)), m_mediaEndSec(mediaEndSec)
{
    for (size_t lane = 0; lane < m_lanes.size(); ++lane) {
        const std::vector<ClipSpan> &clips = m_lanes[lane].clips;
        for (size_t clip = 0; clip < clips.size(); ++clip)
            m_places.at(static_cast<size_t>(clips[clip].segment)) = {lane, clip};
        m_withoutTimes -= static_cast<int>(clips.size());
    }
}

std::optional<ClipPlace> LaneSet::placeOf(int segment) const
{
    if (segment < 0 || static_cast<size_t>(segment) >= m_places.size())
        return std::nullopt;
    const ClipPlace place = m_places[static_cast<size_t>(segment)];
    return place.lane < m_lanes.size() ? std::optional(place) : std::nullopt;
}

std::optional<ClipSpan> LaneSet::clipOf(int segment) const
{
    const std::optional<ClipPlace> place = placeOf(segment);
    return place ? std::optional(clipAt(*place)) : std::nullopt;
}

std::shared_ptr<const LaneSet> buildLanes(const EmbeddingTask &task)
{
    LaneSorter sorter(task);
    for (size_t i = 0; i < task.segments.size(); ++i)
        sorter.add(static_cast<int>(i));
    for (const Finding &finding : task.findings) {
        if (finding.kind == FindingKind::ModalityNotDelivered)
            sorter.addMissing(finding.detail);
    }
    return std::make_shared<const LaneSet>(sorter.take(), task.segments.size(), task.durationSec(), sorter.notDrawn(), task.axis);
}

double timelineExtent(const EmbeddingTask &task)
{
    const double duration = task.durationSec();
    double latest = duration;
    for (const Segment &segment : task.segments) {
        if (segment.hasTimes())
            latest = std::max({latest, segment.startSec, segment.endSec});
    }
    const double extent = std::min(latest, 1.5 * duration);
    return extent > 0 ? extent : 1;
}

} // namespace embedscope
