// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"

namespace embedscope {

/// One part of a task's health with its sums, see Health.
struct HealthPart
{
    QString modality; ///< as in the answer or the metadata
    QString scope;
    bool came = false;
    /// Seconds of clips with sound vectors (scope clip), else sound vectors.
    double sound = 0;
    /// Of how many seconds (asked for; of transcription: covered by clips), else of how many vectors.
    double whole = 0;

    friend bool operator==(const HealthPart &, const HealthPart &) = default;
};

/// A task's health in short, cheap to keep for thousands of tasks: the figure, what it is made of, and how
/// much was found.
struct HealthSummary
{
    static constexpr size_t mostParts = 32; ///< then parts are left out; the figure counts them all

    int percent = 0; ///< 0 to 100
    int errors = 0; ///< findings of each severity
    int warnings = 0;
    int notes = 0;
    std::vector<HealthPart> parts;

    int findings() const { return errors + warnings + notes; }

    friend bool operator==(const HealthSummary &, const HealthSummary &) = default;
};

/// What a lane that is a part of a task's health is to it.
HealthPart healthPartOf(const LaneAudit &lane);

/// Nothing where the audit has no health.
std::optional<HealthSummary> summarize(const TaskAudit &audit);

/// Whether a part of this scope is counted in seconds, not in vectors.
bool countsSeconds(const HealthPart &part);

} // namespace embedscope
