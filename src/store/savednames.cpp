// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/savednames.h"

#include <QLatin1StringView>

#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr std::array stateNames{
    std::pair{TaskState::Waiting, "waiting"_L1},
    std::pair{TaskState::Processing, "processing"_L1},
    std::pair{TaskState::Ready, "ready"_L1},
    std::pair{TaskState::Failed, "failed"_L1},
    std::pair{TaskState::NotFound, "not_found"_L1},
    std::pair{TaskState::Unreadable, "unreadable"_L1},
    std::pair{TaskState::WrongTask, "wrong_task"_L1},
    std::pair{TaskState::TooLarge, "too_large"_L1},
};

constexpr std::array failureNames{
    std::pair{FailureKind::NotFound, "not_found"_L1},
    std::pair{FailureKind::Unauthorized, "unauthorized"_L1},
    std::pair{FailureKind::Forbidden, "forbidden"_L1},
    std::pair{FailureKind::RateLimited, "rate_limited"_L1},
    std::pair{FailureKind::ServiceError, "service_error"_L1},
    std::pair{FailureKind::Redirect, "redirect"_L1},
    std::pair{FailureKind::Network, "network"_L1},
    std::pair{FailureKind::Timeout, "timeout"_L1},
    std::pair{FailureKind::Unreadable, "unreadable"_L1},
    std::pair{FailureKind::WrongTask, "wrong_task"_L1},
    std::pair{FailureKind::TooLarge, "too_large"_L1},
    std::pair{FailureKind::Cancelled, "cancelled"_L1},
};

constexpr std::array findingNames{
    std::pair{FindingKind::NoEmbeddings, "no_embeddings"_L1},
    std::pair{FindingKind::ItemNotObject, "item_not_object"_L1},
    std::pair{FindingKind::VectorMissing, "vector_missing"_L1},
    std::pair{FindingKind::VectorEmpty, "vector_empty"_L1},
    std::pair{FindingKind::VectorNotNumeric, "vector_not_numeric"_L1},
    std::pair{FindingKind::VectorNotFinite, "vector_not_finite"_L1},
    std::pair{FindingKind::DimensionDiffers, "dimension_differs"_L1},
    std::pair{FindingKind::TimesMissing, "times_missing"_L1},
    std::pair{FindingKind::TimesReversed, "times_reversed"_L1},
    std::pair{FindingKind::TimesNegative, "times_negative"_L1},
    std::pair{FindingKind::TimesBeyondDuration, "times_beyond_duration"_L1},
    std::pair{FindingKind::ModalityUnnamed, "modality_unnamed"_L1},
    std::pair{FindingKind::ScopeUnnamed, "scope_unnamed"_L1},
    std::pair{FindingKind::ModalityUnknown, "modality_unknown"_L1},
    std::pair{FindingKind::ScopeUnknown, "scope_unknown"_L1},
    std::pair{FindingKind::StatusUnknown, "status_unknown"_L1},
    std::pair{FindingKind::DuplicateKey, "duplicate_key"_L1},
    std::pair{FindingKind::FieldOdd, "field_odd"_L1},
    std::pair{FindingKind::MetadataMissing, "metadata_missing"_L1},
    std::pair{FindingKind::ModalityNotDelivered, "modality_not_delivered"_L1},
};

template<class Table, class Enum>
QString wordIn(const Table &table, Enum value)
{
    for (const auto &[each, name] : table) {
        if (each == value)
            return name;
    }
    Q_UNREACHABLE(); // the tests go through all of them
    return {};
}

template<class Table>
auto valueIn(const Table &table, QStringView name) -> std::optional<decltype(table[0].first)>
{
    for (const auto &[each, word] : table) {
        if (word == name)
            return each;
    }
    return std::nullopt;
}

} // namespace

QString savedName(TaskState state) { return wordIn(stateNames, state); }
QString savedName(FailureKind kind) { return wordIn(failureNames, kind); }
QString savedName(FindingKind kind) { return wordIn(findingNames, kind); }
std::optional<TaskState> stateOfName(QStringView name) { return valueIn(stateNames, name); }
std::optional<FailureKind> failureOfName(QStringView name) { return valueIn(failureNames, name); }
std::optional<FindingKind> findingOfName(QStringView name) { return valueIn(findingNames, name); }

} // namespace embedscope
