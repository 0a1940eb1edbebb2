// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/normstatistics.h"

#include "core/tolerances.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

NormStatistics normStatistics(const EmbeddingTask &task, LaneKey lane)
{
    std::vector<quint32> rows;
    for (quint32 row = 0; row < task.segments.size(); ++row) {
        if (task.segments[row].modality == lane.modality && task.segments[row].scope == lane.scope)
            rows.push_back(row);
    }
    return normStatistics(task, rows);
}

NormStatistics normStatistics(const EmbeddingTask &task, std::span<const quint32> rowsOfLane)
{
    std::vector<double> norms;
    std::vector<quint32> rows;
    for (const quint32 row : rowsOfLane) {
        if (task.segments[row].hasNorm()) {
            norms.push_back(task.segments[row].norm);
            rows.push_back(row);
        }
    }
    NormStatistics statistics;
    if (norms.empty())
        return statistics;
    statistics.spread = robustSpread(norms);
    const double median = statistics.spread.median;
    const auto [least, greatest] = std::minmax_element(norms.begin(), norms.end());
    statistics.least = *least;
    statistics.greatest = *greatest;
    statistics.isUnitLength = *least >= 1 - unitLengthTolerance && *greatest <= 1 + unitLengthTolerance;
    // Wide enough for every norm of a lane of unit length, wherever within the tolerance its median lies.
    const double leastDeviation =
        statistics.isUnitLength ? unitLengthTolerance + std::abs(median - 1) : unitLengthTolerance * median;
    const double limit = std::max(outlierMads * statistics.spread.scaledMad, leastDeviation);
    statistics.outlierBelow = median - limit;
    statistics.outlierAbove = median + limit;
    for (const size_t i : outliers(norms, statistics.spread, leastDeviation))
        statistics.outlierRows.push_back(rows[i]);
    statistics.histogram = histogram(norms);
    return statistics;
}

} // namespace embedscope
