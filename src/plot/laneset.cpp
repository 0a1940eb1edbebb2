// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/laneset.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

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

// Sorts segments into lanes, which come out in their order on the screen.
class LaneSorter final
{
public:
    explicit LaneSorter(const EmbeddingTask &task)
        : m_task(task), m_laneOf(static_cast<size_t>(task.modalities.size() * task.scopes.size()), nullptr),
          m_counts(m_laneOf.size(), 0)
    {
        for (const Segment &segment : task.segments)
            ++m_counts.at(slotOf(segment));
    }

    void add(int index)
    {
        const Segment &segment = m_task.segments[static_cast<size_t>(index)];
        const bool isAsset = m_task.isAsset(segment);
        const double norm = segment.hasNorm() ? segment.norm : std::numeric_limits<double>::quiet_NaN();
        if (segment.hasTimes()) {
            const auto [start, end] = std::minmax(segment.startSec, segment.endSec);
            laneFor(segment).clips.push_back({start, end, norm, index});
        } else if (isAsset) {
            laneFor(segment).clips.push_back({0, m_task.durationSec(), norm, index});
        }
    }

    void addMissing(const QString &modality)
    {
        const Key key{1, rankOfModality(modality), modality, 0, QString()};
        m_lanes.try_emplace(key, Lane{.kind = LaneKind::Missing, .modality = modality});
    }

    std::vector<Lane> take()
    {
        std::vector<Lane> lanes;
        lanes.reserve(m_lanes.size());
        for (auto &[key, lane] : m_lanes) {
            finishLane(lane);
            lanes.push_back(std::move(lane));
        }
        return lanes;
    }

private:
    // Asset last, then by modality's rank and name, scope "clip" before other scopes.
    using Key = std::tuple<int, size_t, QString, int, QString>;

    Lane &laneFor(const Segment &segment)
    {
        const size_t slot = slotOf(segment);
        if (!m_laneOf.at(slot)) {
            m_laneOf[slot] = &makeLane(segment);
            m_laneOf[slot]->clips.reserve(m_laneOf[slot]->clips.size() + m_counts[slot]);
        }
        return *m_laneOf[slot];
    }

    size_t slotOf(const Segment &segment) const
    {
        return segment.modality * static_cast<size_t>(m_task.scopes.size()) + segment.scope;
    }

    Lane &makeLane(const Segment &segment)
    {
        const QString scope = m_task.scopes.at(segment.scope);
        if (m_task.isAsset(segment))
            return m_lanes.try_emplace(Key{2, 0, {}, 0, {}}, Lane{.kind = LaneKind::Asset, .scope = scope})
                .first->second;
        const QString modality = m_task.modalities.at(segment.modality);
        const Key key{1, rankOfModality(modality), modality, scope == "clip"_L1 ? 0 : 1, scope};
        return m_lanes.try_emplace(key, Lane{.modality = modality, .scope = scope}).first->second;
    }

    const EmbeddingTask &m_task;
    std::map<Key, Lane> m_lanes;
    std::vector<Lane *> m_laneOf; // by modality and scope: spares a search by name for every segment
    std::vector<size_t> m_counts; // segments, by the same: what a lane makes room for
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

LaneSet::LaneSet(std::vector<Lane> lanes, size_t segmentCount, double mediaEndSec)
    : m_lanes(std::move(lanes)), m_places(segmentCount, ClipPlace{m_lanes.size(), 0}),
      m_withoutTimes(static_cast<int>(segmentCount)), m_mediaEndSec(mediaEndSec)
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
    return std::make_shared<const LaneSet>(sorter.take(), task.segments.size(), task.durationSec());
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
