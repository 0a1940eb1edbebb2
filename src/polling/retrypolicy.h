// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/taskstatus.h"

#include <chrono>
#include <optional>

namespace embedscope {

/// What follows a request that failed.
struct RetryDecision
{
    /// How long to wait before this task is asked again; nothing where it is settled or everything stands still.
    std::optional<std::chrono::milliseconds> wait;
    /// The state in which the task is settled by this.
    std::optional<TaskState> settled;
    /// A cycle of tries is over: time to tell the user, though the task will be asked again.
    bool cycleOver = false;
    /// Nothing may be asked any more until the user does something: the key is refused.
    bool standstill = false;
};

/// How many tries in a row make a cycle, and settle a task that is not found, refused, unreadable or another's.
inline constexpr int triesPerCycle = 3;

/// A pure function: `tries` counts the failures of the task in a row, this one included; `random` is a number from 0 to 1
/// that spreads the waits. Waits double from 0.5 to 30 s, full jitter above the half second, and are never shorter than
/// the service asked for; that all others wait as well, RequestBudget sees to.
RetryDecision decideAfterFailure(const Failure &failure, int tries, double random);

/// The service's own word that it will not answer this request, whoever asks (400, 410, 422): its status is neither about the
/// key nor about the rate or passing trouble, and the body gives a code or a message.
bool isRefusal(const Failure &failure);

/// Something stands in the service's place: a sign-in page, a proxy, a wrong address, whoever sends us elsewhere or cannot
/// prove who they are. It passes by itself, and the service has not been reached at all.
bool isInterception(const Failure &failure);

/// No answer, something else's, or the service's own trouble: nothing that is about the task.
bool isFault(const Failure &failure);

} // namespace embedscope
