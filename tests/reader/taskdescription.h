// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"

#include <QString>

namespace embedscope {

/// The name of a kind of finding as the tables of expected results write it.
QString findingName(FindingKind kind);

/// Everything that a reading gave, a line a fact, so that two readings can be compared and a difference be
/// read.
QString describe(const EmbeddingTask &task);

/// The same for a failure; only its kind, for which fault is met first may depend on the size of the windows.
QString describe(const Result<EmbeddingTask> &result);

} // namespace embedscope
