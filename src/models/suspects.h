// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"

namespace embedscope {

/// A clip or a stretch of time that is worth a look, with every reason for it.
struct Suspect
{
    AuditPlace place;
    Severity severity = Severity::Note; ///< the worst of its findings
    std::vector<quint32> findings; ///< indexes in TaskAudit::findings, ascending: the worst first
};

/// Every clip and every gap that an audit names, once each: errors first, then warnings, notes; within them
/// by time (those without times last). n log n in the places.
std::vector<Suspect> suspectsOf(const TaskAudit &audit);

} // namespace embedscope
