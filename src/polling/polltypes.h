// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace embedscope {

/// The monotonic clock that all waits are counted on.
using MonotonicClock = std::chrono::steady_clock;
using MonotonicTime = MonotonicClock::time_point;

inline MonotonicClock::duration inClock(double sec)
{
    return std::chrono::duration_cast<MonotonicClock::duration>(std::chrono::duration<double>(sec));
}

inline double inSeconds(MonotonicClock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace embedscope
