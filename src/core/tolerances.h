// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace embedscope {

/// Gaps and overlaps shorter than this (in seconds) do not count: services round times to hundredths.
constexpr double leastGapSec = 0.05;

/// Within this of 1 a vector counts as of unit length.
constexpr double unitLengthTolerance = 0.005;

} // namespace embedscope
