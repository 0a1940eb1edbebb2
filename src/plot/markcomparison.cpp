// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/markcomparison.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

// Where clips overlap, the one in the upper row: it began first.
std::optional<int> clipAtMark(const Lane &lane, std::optional<double> sec)
{
    if (!sec)
        return std::nullopt;
    for (const ClipTrack &row : lane.rows) {
        if (const std::optional<size_t> clip = row.clipNear(*sec, 0))
            return row.clips()[*clip].segment;
    }
    return std::nullopt;
}

} // namespace

Cosine cosineOf(const EmbeddingTask &task, int one, int other)
{
    const Segment &a = task.segments.at(static_cast<size_t>(one));
    const Segment &b = task.segments.at(static_cast<size_t>(other));
    if (a.length == 0 || b.length == 0)
        return {.refusal = Cosine::Refusal::NoVector};
    if (a.length != b.length)
        return {.refusal = Cosine::Refusal::OtherDimension};
    if (!a.hasNorm() || !b.hasNorm())
        return {.refusal = Cosine::Refusal::NotFinite};
    const auto rowA = task.matrix.row(a.offset, a.length);
    const auto rowB = task.matrix.row(b.offset, b.length);
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (size_t i = 0; i < rowA.size(); ++i) {
        const auto x = static_cast<double>(rowA[i]);
        const auto y = static_cast<double>(rowB[i]);
        product += x * y;
        squaresA += x * x;
        squaresB += y * y;
    }
    if (squaresA == 0 || squaresB == 0)
        return {.refusal = Cosine::Refusal::ZeroLength};
    const double cosine = product / (std::sqrt(squaresA) * std::sqrt(squaresB));
    if (!std::isfinite(cosine))
        return {.refusal = Cosine::Refusal::NotFinite};
    return {.value = std::clamp(cosine, -1.0, 1.0)};
}

std::vector<MarkComparison> compareMarks(const EmbeddingTask &task, const LaneSet &lanes,
                                         std::optional<double> secA, std::optional<double> secB)
{
    std::vector<MarkComparison> comparisons;
    if (!secA && !secB)
        return comparisons;
    for (size_t i = 0; i < lanes.lanes().size(); ++i) {
        const Lane &lane = lanes.lanes()[i];
        if (lane.kind != LaneKind::Clips)
            continue;
        MarkComparison comparison{.lane = i, .segmentA = clipAtMark(lane, secA), .segmentB = clipAtMark(lane, secB)};
        if (comparison.segmentA && comparison.segmentB)
            comparison.cosine = cosineOf(task, *comparison.segmentA, *comparison.segmentB);
        comparisons.push_back(comparison);
    }
    return comparisons;
}

} // namespace embedscope
