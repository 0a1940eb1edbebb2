// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/savednames.h"

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

// Switches, so that the compiler objects to an enumerator without a word. What is no enumerator has none.

QLatin1StringView wordFor(TaskState state)
{
    switch (state) {
    case TaskState::Waiting:
        return "waiting"_L1;
    case TaskState::Processing:
        return "processing"_L1;
    case TaskState::Ready:
        return "ready"_L1;
    case TaskState::Failed:
        return "failed"_L1;
    case TaskState::NotFound:
        return "not_found"_L1;
    case TaskState::Unreadable:
        return "unreadable"_L1;
    case TaskState::WrongTask:
        return "wrong_task"_L1;
    case TaskState::TooLarge:
        return "too_large"_L1;
    case TaskState::Refused:
        return "refused"_L1;
    }
    return {};
}

QLatin1StringView wordFor(FindingKind kind)
{
    switch (kind) {
    case FindingKind::NoEmbeddings:
        return "no_embeddings"_L1;
    case FindingKind::ItemNotObject:
        return "item_not_object"_L1;
    case FindingKind::VectorMissing:
        return "vector_missing"_L1;
    case FindingKind::VectorEmpty:
        return "vector_empty"_L1;
    case FindingKind::VectorNotNumeric:
        return "vector_not_numeric"_L1;
    case FindingKind::VectorNotFinite:
        return "vector_not_finite"_L1;
    case FindingKind::DimensionDiffers:
        return "dimension_differs"_L1;
    case FindingKind::TimesMissing:
        return "times_missing"_L1;
    case FindingKind::TimesReversed:
        return "times_reversed"_L1;
    case FindingKind::TimesNegative:
        return "times_negative"_L1;
    case FindingKind::TimesBeyondDuration:
        return "times_beyond_duration"_L1;
    case FindingKind::ModalityUnnamed:
        return "modality_unnamed"_L1;
    case FindingKind::ScopeUnnamed:
        return "scope_unnamed"_L1;
    case FindingKind::ModalityUnknown:
        return "modality_unknown"_L1;
    case FindingKind::ScopeUnknown:
        return "scope_unknown"_L1;
    case FindingKind::StatusUnknown:
        return "status_unknown"_L1;
    case FindingKind::DuplicateKey:
        return "duplicate_key"_L1;
    case FindingKind::FieldOdd:
        return "field_odd"_L1;
    case FindingKind::MetadataMissing:
        return "metadata_missing"_L1;
    case FindingKind::ModalityNotDelivered:
        return "modality_not_delivered"_L1;
    case FindingKind::HoldsKey:
        return "holds_key"_L1;
    case FindingKind::VectorsLeftOut:
        return "vectors_left_out"_L1;
    case FindingKind::OlderForm:
        return "older_form"_L1;
    case FindingKind::VectorNested:
        return "vector_nested"_L1;
    case FindingKind::VectorEncoded:
        return "vector_encoded"_L1;
    case FindingKind::NumbersAsText:
        return "numbers_as_text"_L1;
    case FindingKind::TimesAsText:
        return "times_as_text"_L1;
    case FindingKind::IdMissing:
        return "id_missing"_L1;
    case FindingKind::QueryVector:
        return "query_vector"_L1;
    case FindingKind::UncertaintyOdd:
        return "uncertainty_odd"_L1;
    }
    return {};
}

QLatin1StringView wordFor(DroppedAnswer::Cause cause)
{
    switch (cause) {
    case DroppedAnswer::Cause::Limit:
        return "limit"_L1;
    case DroppedAnswer::Cause::User:
        return "user"_L1;
    }
    return {};
}

/// The enumerator that has this word; they are counted from 0 without gaps.
template<class Enum>
std::optional<Enum> enumeratorOf(QStringView name)
{
    for (int i = 0; !wordFor(Enum(i)).isEmpty(); ++i) {
        if (wordFor(Enum(i)) == name)
            return Enum(i);
    }
    return std::nullopt;
}

} // namespace

QString savedName(TaskState state) { return wordFor(state); }
QString savedName(FindingKind kind) { return wordFor(kind); }
QString savedName(DroppedAnswer::Cause cause) { return wordFor(cause); }
std::optional<TaskState> stateOfName(QStringView name) { return enumeratorOf<TaskState>(name); }
std::optional<FindingKind> findingOfName(QStringView name) { return enumeratorOf<FindingKind>(name); }
std::optional<DroppedAnswer::Cause> dropCauseOfName(QStringView name) { return enumeratorOf<DroppedAnswer::Cause>(name); }

} // namespace embedscope
