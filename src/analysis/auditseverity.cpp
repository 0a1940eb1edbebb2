// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"

namespace embedscope {

Severity severityOf(const Finding &finding)
{
    switch (finding.kind) {
    case FindingKind::NoEmbeddings:
    case FindingKind::ItemNotObject:
    case FindingKind::VectorMissing:
    case FindingKind::VectorEmpty:
    case FindingKind::VectorNotNumeric:
    case FindingKind::VectorNotFinite:
    case FindingKind::DimensionDiffers:
    case FindingKind::TimesMissing:
    case FindingKind::TimesReversed:
    case FindingKind::VectorNested:
    case FindingKind::VectorEncoded:
    case FindingKind::NumbersAsText:
        return Severity::Error;
    case FindingKind::ModalityNotDelivered:
        // Media in which nobody speaks has no transcription.
        return finding.detail == QLatin1String("transcription") ? Severity::Warning : Severity::Error;
    case FindingKind::TimesNegative:
    case FindingKind::TimesBeyondDuration:
    case FindingKind::StatusUnknown:
    case FindingKind::DuplicateKey:
    case FindingKind::FieldOdd:
    case FindingKind::MetadataMissing:
    case FindingKind::HoldsKey:
    case FindingKind::VectorsLeftOut:
    case FindingKind::TimesAsText:
    case FindingKind::UncertaintyOdd:
        return Severity::Warning;
    case FindingKind::ModalityUnnamed:
    case FindingKind::ScopeUnnamed:
    case FindingKind::ModalityUnknown:
    case FindingKind::ScopeUnknown:
    case FindingKind::OlderForm:
    case FindingKind::IdMissing:
    case FindingKind::QueryVector:
        break;
    }
    return Severity::Note;
}

} // namespace embedscope
