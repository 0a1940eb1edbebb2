// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/healthsummary.h"

#include <QString>

namespace embedscope {

// All that a user reads about an audit, see also findingSentence().

QString severityTitle(Severity severity); ///< "Error", "Warning", "Note"
/// "visual clips"; of other scopes than clip: "visual (asset)".
QString laneWords(const QString &modality, const QString &scope);
/// What was found, as a whole sentence with its count. `task`: the one that was audited.
QString auditSentence(const AuditFinding &finding, const EmbeddingTask &task);
/// Whose fault it is, and the next step.
QString auditAdvice(const AuditFinding &finding);
/// The same as a word or two about one clip: "zero vector".
QString auditShortWords(const AuditFinding &finding);
/// The same about one of its places: "equal to 0:07:12.000 – 0:07:18.000, and 2 more".
QString auditShortWords(const AuditFinding &finding, const AuditPlace &place);
/// With AuditKind::VectorsEqual: the places of the clips that share this one's vector, the next one first and round to the
/// ones before it; none with other kinds, or for a place that is none of the finding's.
std::vector<const AuditPlace *> equalPlaces(const AuditFinding &finding, const AuditPlace &place);

/// "0:00:12.000 – 0:00:18.000"; where there are no times "no. 14", the segment's number in the table.
QString placeText(const AuditPlace &place);
/// The first place and how many more; "whole task" where there is none.
QString placesText(const AuditFinding &finding);

/// "visual clips: 100 % of 0:12:02.000 with sound vectors".
QString healthPartText(const HealthPart &part);
/// "97, 2 errors": the figure and the worst that was found; "100, sound" where that is nothing.
QString healthText(const HealthSummary &health);
/// "2 errors, 1 warning, 3 notes"; "nothing odd was found" where there is none.
QString findingCountsText(const HealthSummary &health);

} // namespace embedscope
