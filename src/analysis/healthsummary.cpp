// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/healthsummary.h"

namespace embedscope {

bool countsSeconds(const HealthPart &part)
{
    return part.scope == QLatin1String("clip");
}

std::optional<HealthSummary> summarize(const TaskAudit &audit)
{
    if (!audit.health)
        return std::nullopt;
    HealthSummary summary;
    summary.percent = audit.health->percent;
    summary.errors = audit.countOf(Severity::Error);
    summary.warnings = audit.countOf(Severity::Warning);
    summary.notes = audit.countOf(Severity::Note);
    for (const Health::Part &part : audit.health->parts) {
        if (summary.parts.size() == HealthSummary::mostParts)
            break;
        const LaneAudit &lane = audit.lanes[part.lane];
        HealthPart made{.modality = lane.modality, .scope = lane.scope, .came = lane.came};
        if (countsSeconds(made)) {
            made.sound = lane.soundSec;
            made.whole = lane.modality == QLatin1String("transcription") ? lane.coveredSec : lane.askedSec;
        } else {
            made.sound = lane.soundVectors;
            made.whole = lane.segments;
        }
        summary.parts.push_back(std::move(made));
    }
    return summary;
}

} // namespace embedscope
