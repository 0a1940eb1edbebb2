// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/cliptrack.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

double columnEdge(TimeRange range, int column, int columns)
{
    return range.startSec + range.span() * column / columns;
}

} // namespace

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
    m_norms = RangeMinMax(norms);
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

ClipIndexes ClipTrack::clipsIn(TimeRange range) const
{
    const auto startsAt = [this](double sec) {
        return std::partition_point(m_clips.begin(), m_clips.end(),
                                    [sec](const ClipSpan &clip) { return clip.startSec < sec; })
            - m_clips.begin();
    };
    const auto endsAfter =
        std::upper_bound(m_latestEnd.begin(), m_latestEnd.end(), range.startSec) - m_latestEnd.begin();
    // A clip without length at the very start ends there too, but begins inside.
    const auto first = std::min(endsAfter, startsAt(range.startSec));
    const auto last = std::max(first, startsAt(range.endSec));
    return {static_cast<size_t>(first), static_cast<size_t>(last)};
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

size_t ClipTrack::runsBegunBefore(double sec) const
{
    const auto run = std::partition_point(m_runs.begin(), m_runs.end(),
                                          [sec](const Run &each) { return each.startSec < sec; });
    return static_cast<size_t>(run - m_runs.begin());
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
    size_t begun = runsBegunBefore(range.startSec);
    double covered = coveredUntil(range.startSec, begun);
    for (int i = 0; i < columns; ++i) {
        const double end = columnEdge(range, i + 1, columns);
        const size_t begunAtEnd = runsBegunBefore(end);
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

std::vector<NormColumn> ClipTrack::normColumns(TimeRange range, int columns) const
{
    std::vector<NormColumn> result(static_cast<size_t>(std::max(columns, 0)));
    std::optional<size_t> lastBefore;
    for (int i = 0; i < columns; ++i) {
        const ClipIndexes touched =
            clipsIn({columnEdge(range, i, columns), columnEdge(range, i + 1, columns)});
        if (touched.count() == 0) {
            lastBefore.reset();
            continue;
        }
        NormColumn &column = result[static_cast<size_t>(i)];
        column.range = m_norms.query(touched.first, touched.last);
        if (lastBefore && goesOn(*lastBefore, touched.first))
            column.cameFrom = m_clips[*lastBefore].norm;
        lastBefore = touched.last - 1;
    }
    return result;
}

} // namespace embedscope
