// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"
#include "net/httpanswer.h"

#include <chrono>
#include <functional>
#include <optional>

namespace embedscope {

/// Turns an HTTP answer into the task it tells of, or into the Failure that it means. Blocking (reads the whole body),
/// pure, safe on any thread.
Result<SharedTask> judgeAnswer(const HttpAnswer &answer, const TaskId &id, const std::function<bool()> &isCancelled = {});

/// A Retry-After header: seconds, or an HTTP date counted from `now`. Nothing where it is neither; never negative.
std::optional<std::chrono::milliseconds> readRetryAfter(const QByteArray &header, const QDateTime &now);

} // namespace embedscope
