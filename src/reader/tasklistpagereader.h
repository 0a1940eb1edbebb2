// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/tasklistpage.h"

#include <QByteArray>

namespace embedscope {

/// Reads the body of GET /embed-v2/tasks, the list. Pure. Unreadable where it is no JSON object with an array
/// `data`; an item without a usable `_id` or `status` is passed over, and so is whatever else is odd about it.
Result<TaskListPage> readTaskListPage(const QByteArray &body);

} // namespace embedscope
