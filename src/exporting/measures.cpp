// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/measures.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace embedscope {

namespace {

/// It stands beside the vector in the answer, so also where that was left out.
TaskMeasures withUncertainty(TaskMeasures measures, const EmbeddingTask &task)
{
    measures.uncertainties.clear();
    if (!task.hasUncertainty())
        return measures;
    measures.uncertainties.assign(measures.norms.size(), std::numeric_limits<float>::quiet_NaN());
    for (const Segment &segment : task.segments)
        measures.uncertainties[segment.position] = segment.uncertainty;
    return measures;
}

} // namespace

TaskMeasures measuresOf(const ExportEntry &entry, const EmbeddingTask &task)
{
    size_t count = 0;
    for (const Segment &segment : task.segments)
        count = std::max(count, size_t(segment.position) + 1);
    const bool areVectorsLeftOut = contains(task.findings, FindingKind::VectorsLeftOut);
    if (areVectorsLeftOut && entry.measures && entry.measures->norms.size() == count)
        return withUncertainty(*entry.measures, task);
    TaskMeasures measures;
    measures.norms.assign(count, std::numeric_limits<double>::quiet_NaN());
    measures.dimensions.assign(count, std::nullopt);
    for (const Segment &segment : task.segments) {
        measures.norms[segment.position] = segment.norm;
        if (!areVectorsLeftOut)
            measures.dimensions[segment.position] = segment.length;
    }
    return withUncertainty(std::move(measures), task);
}

} // namespace embedscope
