// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"
#include "core/tasklistpage.h"
#include "net/httpanswer.h"
#include "polling/keyredactor.h"

#include <chrono>
#include <functional>
#include <optional>

namespace embedscope {

/// Turns an HTTP answer into the task it tells of, or into the Failure that it means. Blocking (reads the whole body),
/// pure, safe on any thread.
/// No text in it shows the key.
Result<SharedTask> judgeAnswer(const HttpAnswer &answer, const TaskId &id, const KeyRedactor &redactor = {},
                               const std::function<bool()> &isCancelled = {});

/// The same for a page of the list of tasks.
Result<TaskListPage> judgePageAnswer(const HttpAnswer &answer, const KeyRedactor &redactor = {});

} // namespace embedscope
