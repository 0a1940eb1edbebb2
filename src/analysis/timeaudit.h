// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"

namespace embedscope {

/// A stretch of the media, in seconds.
struct TimeStretch
{
    double startSec = 0;
    double endSec = 0;

    friend bool operator==(const TimeStretch &, const TimeStretch &) = default;
};

/// Where one lane's clips lie in time. Clips without times or with reversed ones are passed over.
struct TimeAudit
{
    int intervals = 0; ///< distinct ones
    std::vector<TimeStretch> covered; ///< the union of all clips, sorted
    std::vector<TimeStretch> gaps; ///< of 0.05 s and more within `asked`
    /// Clips that begin 0.05 s or more before an earlier one has ended; number: seconds.
    std::vector<AuditPlace> overlaps;
};

/// `rows` ascending, as the reader sorts segments: by start.
TimeAudit auditTimes(const EmbeddingTask &task, std::span<const quint32> rows, const TimeStretch &asked);

/// How many seconds of `within` the stretches (sorted, without overlap) cover.
double coveredSec(const std::vector<TimeStretch> &stretches, const TimeStretch &within);

} // namespace embedscope
