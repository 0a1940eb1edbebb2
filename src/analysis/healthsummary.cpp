// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/healthsummary.h"

namespace embedscope {

bool countsSeconds(const HealthPart &part)
{
    return part.scope == QLatin1String("clip");
}

HealthPart healthPartOf(const LaneAudit &lane)
{
    HealthPart part{.modality = lane.modality, .scope = lane.scope, .came = lane.came};
    if (countsSeconds(part)) {
        part.sound = lane.soundSec;
        part.whole = lane.modality == QLatin1String("transcription") ? lane.coveredSec : lane.askedSec;
    } else {
        part.sound = lane.soundVectors;
        part.whole = lane.segments;
    }
    return part;
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
        summary.parts.push_back(healthPartOf(audit.lanes[part.lane]));
    }
    return summary;
}

} // namespace embedscope
