// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace embedscope {

/// The monotonic clock that all waits are counted on.
using MonotonicClock = std::chrono::steady_clock;
using MonotonicTime = MonotonicClock::time_point;

} // namespace embedscope
