// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"
#include "reader/readlimits.h"

#include <functional>

class QIODevice;

namespace embedscope {

/// Reads the body of GET /embed-v2/tasks/{id} from a device open for reading, in windows, so that nothing but
/// the matrix and the segments grows with it. Pure: touches nothing else, safe on any thread. Fails as
/// Unreadable (grammar broken, "status" no string; the detail says where) or WrongTask (`_id` is not
/// `expected`; no check where `expected` is empty) or Cancelled (`isCancelled`, asked once a window, answers
/// true). Odd values do not fail: they become EmbeddingTask::findings.
Result<EmbeddingTask> readTask(QIODevice &device, const TaskId &expected, const ReadLimits &limits = {},
                               const std::function<bool()> &isCancelled = {});

/// The same for bytes at hand; a failure keeps `bytes`. Cannot be opened: FailureKind::Network with the
/// system's words.
Result<EmbeddingTask> readTask(const AnswerBytes &bytes, const TaskId &expected,
                               const ReadLimits &limits = {}, const std::function<bool()> &isCancelled = {});

} // namespace embedscope
