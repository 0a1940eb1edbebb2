// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportjob.h"
#include "store/taskrecord.h"

#include <chrono>

namespace embedscope {

/// Why `fetch` ended.
enum class FetchEnd {
    Complete, ///< every task is settled, or has had its round
    TimedOut, ///< --timeout
    Interrupted, ///< by a signal
    KeyRefused, ///< by the service: nothing more may be asked
    Unanswered, ///< one round: for a minute the service said nothing about any task
    ToldToWait, ///< one round: the service asked to wait for longer than a minute
    DaySpent, ///< one round: no more requests may be sent on this day
};

/// What the export holds for a task that has neither an answer nor a problem when `fetch` has ended: the reason why.
/// `unreached`: why the service was not reached in the end, if so.
ExportEntry::Problem notAnswered(const TaskRecord &record, FetchEnd end, std::chrono::milliseconds timeout,
                                 const std::optional<Failure> &unreached = std::nullopt);

} // namespace embedscope
