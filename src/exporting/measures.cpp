// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/measures.h"

#include <algorithm>
#include <limits>

namespace embedscope {

TaskMeasures measuresOf(const ExportEntry &entry, const EmbeddingTask &task)
{
    size_t count = 0;
    for (const Segment &segment : task.segments)
        count = std::max(count, size_t(segment.position) + 1);
    const bool areVectorsLeftOut = contains(task.findings, FindingKind::VectorsLeftOut);
    if (areVectorsLeftOut && entry.measures && entry.measures->norms.size() == count)
        return *entry.measures;
    TaskMeasures measures;
    measures.norms.assign(count, std::numeric_limits<double>::quiet_NaN());
    measures.dimensions.assign(count, std::nullopt);
    for (const Segment &segment : task.segments) {
        measures.norms[segment.position] = segment.norm;
        if (!areVectorsLeftOut)
            measures.dimensions[segment.position] = segment.length;
    }
    return measures;
}

} // namespace embedscope
