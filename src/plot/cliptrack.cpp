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
    // What no axis reaches is cut off: in a sum with times of 1e308 those of a film would be lost.
    const auto within = [](double sec) { return std::clamp(sec, -longestDurationSec, 2 * longestDurationSec); };
    m_runs.reserve(m_clips.size());
    for (const ClipSpan &clip : m_clips) {
        const double end = within(clip.endSec);
        if (!m_runs.empty() && within(clip.startSec) <= m_runs.back().endSec)
            m_runs.back().endSec = std::max(m_runs.back().endSec, end);
        else
            m_runs.push_back({within(clip.startSec), end, 0});
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

/// How many clips begin at `sec` or before.
size_t ClipTrack::begunAt(double sec) const
{
    const auto next = std::ranges::upper_bound(m_clips, sec, {}, &ClipSpan::startSec);
    return static_cast<size_t>(next - m_clips.begin());
}

std::optional<double> ClipTrack::latestEndBefore(double sec) const
{
    const size_t begun = begunAt(sec);
    return begun > 0 ? std::optional(m_latestEnd[begun - 1]) : std::nullopt;
}

std::optional<double> ClipTrack::nextStart(double sec) const
{
    const size_t begun = begunAt(sec);
    return begun < m_clips.size() ? std::optional(m_clips[begun].startSec) : std::nullopt;
}

std::optional<size_t> ClipTrack::clipNear(double sec, double toleranceSec) const
{
    if (m_clips.empty() || std::isnan(sec))
        return std::nullopt;
    const size_t begun = begunAt(sec);
    std::optional<size_t> nearest;
    double distance = toleranceSec;
    if (begun < m_clips.size()) {
        const double after = m_clips[begun].startSec - sec;
        if (after <= distance) {
            nearest = begun;
            distance = after;
        }
    }
    // Backwards as long as an earlier clip can still reach as far; in a sorted track that is one step.
    for (size_t i = begun; i-- > 0 && sec - m_latestEnd[i] <= distance;) {
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
