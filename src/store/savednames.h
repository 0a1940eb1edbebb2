// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding.h"
#include "core/taskstatus.h"
#include "store/taskrecord.h"

#include <QString>

#include <optional>

namespace embedscope {

// The words that stand for enumerators on the disk. They are part of the session's format: never changed, only added to.

QString savedName(TaskState state);
QString savedName(FindingKind kind);
QString savedName(DroppedAnswer::Cause cause);
/// Nothing for a word that this version does not know.
std::optional<TaskState> stateOfName(QStringView name);
std::optional<FindingKind> findingOfName(QStringView name);
std::optional<DroppedAnswer::Cause> dropCauseOfName(QStringView name);

} // namespace embedscope
