// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/normbands.h"

#include "analysis/normstatistics.h"

namespace embedscope {

std::vector<NormBand> normBands(const EmbeddingTask &task, const LaneSet &lanes)
{
    std::vector<NormBand> bands;
    for (size_t i = 0; i < lanes.lanes().size(); ++i) {
        const Lane &lane = lanes.lanes()[i];
        if (lane.kind != LaneKind::Clips || lane.norms.count == 0)
            continue;
        std::vector<quint32> rows;
        rows.reserve(lane.clips.size());
        for (const ClipSpan &clip : lane.clips)
            rows.push_back(static_cast<quint32>(clip.segment));
        const NormStatistics statistics = normStatistics(task, rows);
        NormBand band{.lane = i, .low = statistics.spread.bandLow(), .high = statistics.spread.bandHigh()};
        band.outliers.assign(statistics.outlierRows.begin(), statistics.outlierRows.end());
        band.histogramLow = statistics.histogram.low;
        band.histogramHigh = statistics.histogram.high;
        band.histogram.assign(statistics.histogram.counts.begin(), statistics.histogram.counts.end());
        bands.push_back(std::move(band));
    }
    return bands;
}

} // namespace embedscope
