// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/taskid.h"

#include <QDateTime>

#include <optional>

namespace embedscope {

/// One request that has ended, for the log. Holds nothing of the key.
struct RequestLogEntry
{
    QDateTime sentAt; ///< UTC
    TaskId id; ///< empty: a page of the list
    int page = 0; ///< of the list, from 1
    std::optional<int> httpStatus; ///< where an answer came
    qint64 bytes = 0; ///< of the body, decoded
    double tookSec = 0; ///< from sending to the end of the body
    std::optional<Failure> failure; ///< without its bytes; nothing where the answer counts
};

} // namespace embedscope
