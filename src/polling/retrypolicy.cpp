// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/retrypolicy.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

std::chrono::milliseconds jitteredWait(int tries, double random)
{
    constexpr double shortest = 500;
    constexpr double longest = 30'000;
    const double ceiling = std::min(longest, shortest * std::exp2(std::clamp(tries, 1, 30)));
    const double wait = shortest + (ceiling - shortest) * std::clamp(random, 0.0, 1.0);
    return std::chrono::milliseconds(static_cast<qint64>(wait));
}

bool isOfPassingTrouble(int status)
{
    constexpr int requestTimeout = 408;
    constexpr int tooEarly = 425;
    return status >= 500 || status == requestTimeout || status == tooEarly;
}

std::optional<TaskState> stateSettledBy(const Failure &failure)
{
    switch (failure.kind) {
    case FailureKind::NotFound:
        return TaskState::NotFound;
    case FailureKind::Unreadable:
        return TaskState::Unreadable;
    case FailureKind::WrongTask:
        return TaskState::WrongTask;
    case FailureKind::TooLarge:
        return TaskState::TooLarge;
    case FailureKind::ServiceError:
        return isRefusal(failure) ? std::optional(TaskState::Refused) : std::nullopt;
    case FailureKind::Unauthorized:
    case FailureKind::Forbidden:
    case FailureKind::RateLimited:
    case FailureKind::Redirect:
    case FailureKind::Network:
    case FailureKind::NotTheService:
    case FailureKind::Timeout:
    case FailureKind::Cancelled:
        break;
    }
    return std::nullopt;
}

} // namespace

RetryDecision decideAfterFailure(const Failure &failure, int tries, double random)
{
    RetryDecision decision;
    if (failure.kind == FailureKind::Unauthorized || failure.kind == FailureKind::Forbidden) {
        decision.standstill = true;
        decision.cycleOver = true;
        return decision;
    }
    const auto settled = stateSettledBy(failure);
    // The same bytes would come again: an answer over the cap is not downloaded three times.
    if (settled && (tries >= triesPerCycle || settled == TaskState::TooLarge)) {
        decision.settled = settled;
        decision.cycleOver = true;
        return decision;
    }
    decision.wait = jitteredWait(tries, random);
    if (failure.retryAfter)
        decision.wait = std::max(*decision.wait, *failure.retryAfter);
    decision.cycleOver = tries % triesPerCycle == 0;
    return decision;
}

bool isInterception(const Failure &failure)
{
    return failure.kind == FailureKind::NotTheService || failure.kind == FailureKind::Redirect || failure.isUntrusted;
}

bool isRefusal(const Failure &failure)
{
    const int status = failure.httpStatus.value_or(0);
    const bool isOfService = !failure.serviceCode.isEmpty() || !failure.detail.isEmpty();
    return failure.kind == FailureKind::ServiceError && status >= 400 && status < 500 && !isOfPassingTrouble(status) && isOfService;
}

bool isFault(const Failure &failure)
{
    const int status = failure.httpStatus.value_or(0);
    return isInterception(failure) || failure.kind == FailureKind::Network || failure.kind == FailureKind::Timeout
        || (failure.kind == FailureKind::ServiceError && isOfPassingTrouble(status));
}

} // namespace embedscope
