// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"

namespace embedscope {

/// What is wrong with the vectors of one lane.
struct VectorAudit
{
    std::vector<bool> isSound; ///< by place in the lane's rows: as Health says, but for times
    std::vector<quint32> zero; ///< rows
    std::vector<quint32> constant;
    /// Rows with bit for bit the same vector as another one: (row, number of the vector that they share), by
    /// row.
    std::vector<std::pair<quint32, size_t>> equal;
    size_t equalVectors = 0; ///< how many different ones those are
};

/// Looks at every vector of a lane. Zero and constant ones are not counted as equal. Nothing where it was
/// cancelled.
std::optional<VectorAudit> auditVectors(const EmbeddingTask &task, const LaneRows &lane,
                                        const IsCancelled &isCancelled);

} // namespace embedscope
