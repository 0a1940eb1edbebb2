// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/cliptrack.h"

#include "plot/columnsearch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace embedscope {

ClipTrack::ClipTrack(std::vector<ClipSpan> clips) : m_clips(std::move(clips))
{
    m_latestEnd.reserve(m_clips.size());
    std::vector<double> norms;
    norms.reserve(m_clips.size());
    double latest = -std::numeric_limits<double>::infinity();
    for (const ClipSpan &clip : m_clips) {
        latest = std::max(latest, clip.endSec);
        m_latestEnd.push_back(latest);
        norms.push_back(clip.norm);
    }
    m_norms = RangeMinMax(std::move(norms));
    makeRuns();
}

void ClipTrack::makeRuns()
{
    for (const ClipSpan &clip : m_clips) {
        if (!m_runs.empty() && clip.startSec <= m_runs.back().endSec)
            m_runs.back().endSec = std::max(m_runs.back().endSec, clip.endSec);
        else
            m_runs.push_back({clip.startSec, clip.endSec, 0});
    }
    double covered = 0;
    for (Run &run : m_runs) {
        run.coveredBeforeSec = covered;
        covered += run.endSec - run.startSec;
    }
    m_runs.shrink_to_fit();
}

size_t ClipTrack::startsAt(double sec, size_t from) const
{
    return gallop(from, m_clips.size(), [this, sec](size_t i) { return m_clips[i].startSec < sec; });
}

size_t ClipTrack::endsAfter(double sec, size_t from) const
{
    return gallop(from, m_clips.size(), [this, sec](size_t i) { return m_latestEnd[i] <= sec; });
}

ClipIndexes ClipTrack::clipsIn(TimeRange range) const
{
    const size_t starting = startsAt(range.startSec, 0);
    // A clip without length at the very start ends there too, but begins inside.
    return {std::min(endsAfter(range.startSec, 0), starting), startsAt(range.endSec, starting)};
}

std::optional<size_t> ClipTrack::clipNear(double sec, double toleranceSec) const
{
    if (m_clips.empty() || std::isnan(sec))
        return std::nullopt;
    const auto begun = std::partition_point(m_clips.begin(), m_clips.end(),
                                            [sec](const ClipSpan &clip) { return clip.startSec <= sec; })
        - m_clips.begin();
    std::optional<size_t> nearest;
    double distance = toleranceSec;
    if (static_cast<size_t>(begun) < m_clips.size()) {
        const double after = m_clips[static_cast<size_t>(begun)].startSec - sec;
        if (after <= distance) {
            nearest = static_cast<size_t>(begun);
            distance = after;
        }
    }
    // Backwards as long as an earlier clip can still reach as far; in a sorted track that is one step.
    for (auto i = static_cast<size_t>(begun); i-- > 0 && sec - m_latestEnd[i] <= distance;) {
        const double before = std::max(0.0, sec - m_clips[i].endSec);
        if (before > distance || (before == distance && nearest))
            continue;
        nearest = i;
        distance = before;
        if (distance <= 0 && sec < m_clips[i].endSec)
            break;
    }
    return nearest;
}

size_t ClipTrack::runsBegunBefore(double sec, size_t from) const
{
    return gallop(from, m_runs.size(), [this, sec](size_t i) { return m_runs[i].startSec < sec; });
}

double ClipTrack::coveredUntil(double sec, size_t runsBegun) const
{
    if (runsBegun == 0)
        return 0;
    const Run &run = m_runs[runsBegun - 1];
    return run.coveredBeforeSec + (std::min(sec, run.endSec) - run.startSec);
}

std::vector<float> ClipTrack::coverage(TimeRange range, int columns) const
{
    std::vector<float> shares(static_cast<size_t>(std::max(columns, 0)), 0.0F);
    const double columnSec = range.span() / columns;
    size_t begun = runsBegunBefore(range.startSec, 0);
    double covered = coveredUntil(range.startSec, begun);
    for (int i = 0; i < columns; ++i) {
        const double end = columnEdge(range, i + 1, columns);
        const size_t begunAtEnd = runsBegunBefore(end, begun);
        const double coveredAtEnd = coveredUntil(end, begunAtEnd);
        const double share = std::clamp((coveredAtEnd - covered) / columnSec, 0.0, 1.0);
        // However short, what is there stays visible.
        const double least = begunAtEnd > begun || share > 0 ? 1e-6 : 0;
        shares[static_cast<size_t>(i)] = static_cast<float>(std::max(share, least));
        begun = begunAtEnd;
        covered = coveredAtEnd;
    }
    return shares;
}

bool ClipTrack::goesOn(size_t from, size_t to) const
{
    return to == from + 1 && m_clips[to].startSec - m_clips[from].endSec < leastGapSec
        && !std::isnan(m_clips[from].norm) && !std::isnan(m_clips[to].norm);
}

std::vector<ClipIndexes> ClipTrack::clipsInColumns(TimeRange range, int columns) const
{
    std::vector<ClipIndexes> result(static_cast<size_t>(std::max(columns, 0)));
    size_t ending = endsAfter(range.startSec, 0);
    size_t starting = startsAt(range.startSec, 0);
    for (int i = 0; i < columns; ++i) {
        const double edge = columnEdge(range, i + 1, columns);
        const size_t startingAtEdge = startsAt(edge, starting);
        result[static_cast<size_t>(i)] = {std::min(ending, starting), startingAtEdge};
        ending = endsAfter(edge, ending);
        starting = startingAtEdge;
    }
    return result;
}

std::vector<NormColumn> ClipTrack::normColumns(TimeRange range, int columns) const
{
    const std::vector<ClipIndexes> touched = clipsInColumns(range, columns);
    std::vector<NormColumn> result(touched.size());
    const size_t none = m_clips.size();
    size_t lastBefore = none; // the last clip of the column before
    for (size_t i = 0; i < touched.size(); ++i) {
        if (touched[i].count() == 0) {
            lastBefore = none;
            continue;
        }
        result[i].range = m_norms.query(touched[i].first, touched[i].last);
        if (lastBefore != none && goesOn(lastBefore, touched[i].first))
            result[i].cameFrom = m_clips[lastBefore].norm;
        lastBefore = touched[i].last - 1;
    }
    return result;
}

} // namespace embedscope
