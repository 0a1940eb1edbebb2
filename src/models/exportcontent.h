// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportjob.h"
#include "store/taskrecord.h"

namespace embedscope {

/// What an export holds for a task: its last answer that counted, else its last problem, else `unanswered`, which says why
/// there is neither.
std::variant<AnswerBytes, ExportEntry::Problem> exportContent(const TaskRecord &record, ExportEntry::Problem unanswered);

} // namespace embedscope
