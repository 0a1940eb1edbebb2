// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "core/taskstatus.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace embedscope {

/// What the service's list says of one task: no vectors and no error text.
struct ListedTask
{
    TaskId id;
    TaskState state = TaskState::Processing; ///< Processing, Ready or Failed
    QString statusText; ///< as the service sent it
    QDateTime createdAt; ///< UTC; invalid where missing
    QDateTime updatedAt;
    QString model; ///< "marengo3.0"; only the list names it
    QString file; ///< input_filename, else the last part of input_url
    QString inputType; ///< "video", "audio", ...
    std::optional<double> durationSec;
};

/// One page of the list endpoint, newest task first.
struct TaskListPage
{
    std::vector<ListedTask> tasks;
    int totalPages = 1; ///< at least 1
};

} // namespace embedscope
