// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/laneclips.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace embedscope {

namespace {

using FloatVector = Eigen::Map<const Eigen::VectorXf>;

FloatVector mapped(std::span<const float> values)
{
    return {values.data(), static_cast<Eigen::Index>(values.size())};
}

} // namespace

std::optional<LaneClips> LaneClips::of(SharedTask task, LaneKey lane, const IsCancelled &isCancelled)
{
    const LaneRows rows = rowsOf(*task, {lane}).front();
    return ofRows(std::move(task), rows, isCancelled);
}

std::optional<LaneClips> LaneClips::ofRows(SharedTask task, const LaneRows &lane, const IsCancelled &isCancelled)
{
    constexpr quint32 rowsBetweenAsking = 512;
    LaneClips clips(std::move(task), lane.key);
    clips.m_dimension = usualLength(*clips.m_task, lane.rows);
    clips.m_rows.reserve(lane.rows.size());
    clips.m_times.reserve(lane.rows.size());
    clips.m_norms.reserve(lane.rows.size());
    quint32 done = 0;
    for (const quint32 row : lane.rows) {
        if (done++ % rowsBetweenAsking == 0 && isCancelled && isCancelled())
            return std::nullopt;
        if (const std::optional<UnusableReason> reason = clips.take(row))
            clips.m_leftOut.push_back({row, *reason});
    }
    clips.sort();
    return clips;
}

/// Takes a segment in, or says why not.
std::optional<UnusableReason> LaneClips::take(quint32 row)
{
    const Segment &segment = m_task->segments[row];
    if (segment.length == 0 || !segment.hasNorm())
        return UnusableReason::NoVector;
    const double norm =
        std::sqrt(mapped(m_task->matrix.row(segment.offset, segment.length)).cast<double>().squaredNorm());
    if (!std::isfinite(norm))
        return UnusableReason::TooGreat;
    if (segment.length != m_dimension)
        return UnusableReason::OtherDimension;
    if (!(norm > 0))
        return UnusableReason::Zero;
    Times times{segment.startSec, segment.endSec};
    if (!segment.hasTimes()) {
        if (!m_task->isAsset(segment))
            return UnusableReason::NoTimes;
        if (std::isnan(m_wholeSec)) // looks at every segment where the metadata does not say
            m_wholeSec = m_task->durationSec();
        times = {0, m_wholeSec};
    }
    if (times.endSec < times.startSec)
        return UnusableReason::TimesReversed;
    m_rows.push_back(row);
    m_times.push_back(times);
    m_norms.push_back(norm);
    return std::nullopt;
}

LaneClips LaneClips::prefixed(quint32 dimension) const
{
    LaneClips clips(m_task, m_key);
    clips.m_dimension = std::min(dimension, m_dimension);
    clips.m_leftOut = m_leftOut;
    for (size_t clip = 0; clip < size(); ++clip) {
        const double norm = std::sqrt(mapped(vector(clip).first(clips.m_dimension)).cast<double>().squaredNorm());
        if (!(norm > 0)) {
            clips.m_leftOut.push_back({m_rows[clip], UnusableReason::Zero});
            continue;
        }
        clips.m_rows.push_back(m_rows[clip]);
        clips.m_times.push_back(m_times[clip]);
        clips.m_norms.push_back(norm);
    }
    std::ranges::sort(clips.m_leftOut, {}, &LeftOutRow::row);
    return clips;
}

/// By start, end, row: as the reader sorts, so that there is hardly ever anything to do.
void LaneClips::sort()
{
    const auto less = [this](size_t a, size_t b) {
        return std::tie(m_times[a].startSec, m_times[a].endSec, m_rows[a])
            < std::tie(m_times[b].startSec, m_times[b].endSec, m_rows[b]);
    };
    std::vector<size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), size_t(0));
    if (std::is_sorted(order.begin(), order.end(), less))
        return;
    std::sort(order.begin(), order.end(), less);
    const auto reordered = [&order](const auto &values) {
        auto result = values;
        std::transform(order.begin(), order.end(), result.begin(), [&values](size_t i) { return values[i]; });
        return result;
    };
    m_rows = reordered(m_rows);
    m_times = reordered(m_times);
    m_norms = reordered(m_norms);
}

std::optional<size_t> LaneClips::clipOfRow(quint32 row) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), row);
    return found == m_rows.end() ? std::nullopt : std::optional(static_cast<size_t>(found - m_rows.begin()));
}

std::optional<size_t> LaneClips::clipAt(double sec) const
{
    const auto begun = std::partition_point(m_times.begin(), m_times.end(),
                                            [sec](const Times &times) { return times.startSec <= sec; });
    for (auto i = static_cast<size_t>(begun - m_times.begin()); i-- > 0;) {
        if (sec < m_times[i].endSec)
            return i;
    }
    return std::nullopt;
}

std::span<const float> LaneClips::vector(size_t clip) const
{
    return m_task->matrix.row(m_task->segments[m_rows[clip]].offset, m_dimension);
}

void LaneClips::unitVectors(size_t first, size_t count, float *out) const
{
    // In double, because 1 / norm may be beyond float32 where the numbers themselves are not.
    for (size_t i = 0; i < count; ++i) {
        Eigen::Map<Eigen::VectorXf>(out + i * m_dimension, static_cast<Eigen::Index>(m_dimension)) =
            (mapped(vector(first + i)).cast<double>() / m_norms[first + i]).cast<float>();
    }
}

std::vector<float> LaneClips::unitVector(size_t clip) const
{
    std::vector<float> unit(m_dimension);
    unitVectors(clip, 1, unit.data());
    return unit;
}

double LaneClips::cosine(size_t clip, size_t other) const
{
    const double dot = mapped(vector(clip)).cast<double>().dot(mapped(vector(other)).cast<double>());
    return std::clamp(dot / m_norms[clip] / m_norms[other], -1.0, 1.0);
}

std::vector<LaneRows> rowsOf(const EmbeddingTask &task, const std::vector<LaneKey> &keys)
{
    std::vector<LaneRows> lanes;
    std::unordered_map<quint32, size_t> places;
    for (const LaneKey key : keys) {
        places.emplace(key.number(), lanes.size());
        lanes.push_back({key, {}});
    }
    LaneKey latest;
    LaneRows *lane = nullptr; // of the latest; null where it is none of these
    for (quint32 row = 0; row < task.segments.size(); ++row) {
        const LaneKey key{task.segments[row].modality, task.segments[row].scope};
        if (row == 0 || key != latest) {
            const auto place = places.find(key.number());
            lane = place == places.end() ? nullptr : &lanes[place->second];
            latest = key;
        }
        if (lane)
            lane->rows.push_back(row);
    }
    return lanes;
}

std::vector<LaneRows> rowsByLane(const EmbeddingTask &task)
{
    return rowsOf(task, lanesOf(task));
}

quint32 usualLength(const EmbeddingTask &task, std::span<const quint32> rows)
{
    std::map<quint32, size_t> counts;
    for (const quint32 row : rows)
        ++counts[task.segments[row].length];
    counts.erase(0);
    quint32 usual = 0;
    size_t most = 0;
    for (const quint32 row : rows) {
        const auto found = counts.find(task.segments[row].length);
        if (found != counts.end() && found->second > most) {
            usual = found->first;
            most = found->second;
        }
    }
    return usual;
}

} // namespace embedscope
