// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpanswer.h"

#include <chrono>
#include <optional>

namespace embedscope {

/// What an answer's headers say about the account's limit of requests. Nothing where they say nothing usable.
struct RateLimits
{
    std::optional<int> limit; ///< requests in one window
    std::optional<int> remaining; ///< of them, when the answer was made
    std::optional<std::chrono::milliseconds> resetsIn; ///< until the window ends; 0 to 24 hours

    bool isEmpty() const { return !limit && !remaining && !resetsIn; }
    friend bool operator==(const RateLimits &, const RateLimits &) = default;
};

/// From X-Ratelimit-Limit, -Remaining, -Used and -Reset, also with "Request-" inside the name. What is told by the service's
/// clock is counted from the answer's Date.
RateLimits readRateLimits(const HttpAnswer &answer);

/// The longest wait that is believed: the schedule must not be frozen by one odd header.
inline constexpr std::chrono::milliseconds longestTold = std::chrono::hours(24);

/// How long to wait from `now` on, whatever says so (Retry-After, X-Ratelimit-Reset, details.retryAfter of a body):
/// milliseconds or seconds of the UTC epoch, a number of seconds, or a date, by its size and form. Nothing where it is none of
/// them; never negative, at most longestTold.
std::optional<std::chrono::milliseconds> readWait(const QByteArray &text, const QDateTime &now);

/// An HTTP date ("Sun, 06 Nov 1994 08:49:37 GMT") in UTC; invalid where it is none.
QDateTime readHttpDate(const QByteArray &text);

} // namespace embedscope
