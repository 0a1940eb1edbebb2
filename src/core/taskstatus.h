// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace embedscope {

/// The state of a task in this program. Settled ones are asked again only on purpose.
enum class TaskState {
    Waiting, ///< not answered yet
    Processing, ///< the service said so, or a status that we do not know
    Ready,
    Failed,
    NotFound,
    Unreadable,
    WrongTask,
    TooLarge,
    Refused, ///< the service will not answer the request for it
};
constexpr int taskStateTotal = static_cast<int>(TaskState::Refused) + 1;

constexpr bool isSettled(TaskState state)
{
    return state != TaskState::Waiting && state != TaskState::Processing;
}

} // namespace embedscope
