// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/timeaudit.h"

#include "core/tolerances.h"

#include <algorithm>
#include <tuple>

namespace embedscope {

namespace {

/// Times as decimals are rounded in binary: 6.05 - 6 is a little less than 0.05.
constexpr double leastSec = leastGapSec - 1e-9;

struct TimedRow
{
    double startSec;
    double endSec;
    quint32 row;
};

std::vector<TimedRow> timedRows(const EmbeddingTask &task, std::span<const quint32> rows)
{
    std::vector<TimedRow> timed;
    timed.reserve(rows.size());
    for (const quint32 row : rows) {
        const Segment &segment = task.segments[row];
        if (segment.hasTimes() && segment.startSec <= segment.endSec)
            timed.push_back({segment.startSec, segment.endSec, row});
    }
    const auto less = [](const TimedRow &a, const TimedRow &b) {
        return std::tie(a.startSec, a.endSec, a.row) < std::tie(b.startSec, b.endSec, b.row);
    };
    if (!std::is_sorted(timed.begin(), timed.end(), less))
        std::sort(timed.begin(), timed.end(), less);
    return timed;
}

std::vector<TimeStretch> gapsBetween(const std::vector<TimeStretch> &covered, const TimeStretch &asked)
{
    std::vector<TimeStretch> gaps;
    double end = asked.startSec;
    const auto add = [&gaps, &end, &asked](double next) {
        next = std::min(next, asked.endSec);
        if (next - end >= leastSec)
            gaps.push_back({end, next});
    };
    for (const TimeStretch &stretch : covered) {
        add(stretch.startSec);
        end = std::max(end, stretch.endSec);
    }
    add(asked.endSec);
    return gaps;
}

} // namespace

TimeAudit auditTimes(const EmbeddingTask &task, std::span<const quint32> rows, const TimeStretch &asked)
{
    TimeAudit audit;
    const std::vector<TimedRow> timed = timedRows(task, rows);
    for (size_t i = 0; i < timed.size(); ++i) {
        const TimedRow &clip = timed[i];
        if (i == 0 || clip.startSec != timed[i - 1].startSec || clip.endSec != timed[i - 1].endSec)
            ++audit.intervals;
        if (audit.covered.empty() || clip.startSec > audit.covered.back().endSec) {
            audit.covered.push_back({clip.startSec, clip.endSec});
            continue;
        }
        TimeStretch &last = audit.covered.back();
        const double overlap = std::min(last.endSec, clip.endSec) - clip.startSec;
        if (overlap >= leastSec)
            audit.overlaps.push_back({clip.row, clip.startSec, clip.endSec, overlap, task.axis});
        last.endSec = std::max(last.endSec, clip.endSec);
    }
    audit.gaps = gapsBetween(audit.covered, asked);
    return audit;
}

double coveredSec(const std::vector<TimeStretch> &stretches, const TimeStretch &within)
{
    double covered = 0;
    for (const TimeStretch &stretch : stretches) {
        covered += std::max(
            0.0, std::min(stretch.endSec, within.endSec) - std::max(stretch.startSec, within.startSec));
    }
    return covered;
}

} // namespace embedscope
