// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/changecurve.h"

#include <vector>

namespace embedscope {

/// How far every peak is from the nearest stronger one, in seconds: what is at least as far as a mark is wide can be drawn
/// without hiding a stronger one. Infinite for the strongest. `peaks` in order of time. Linear.
///
/// Of equally strong ones every second counts as the stronger of its neighbours, of those again every second, and so on:
/// however few can be drawn, they are spread over all of them.
std::vector<double> peakIsolations(const std::vector<BoundaryValue> &peaks);

} // namespace embedscope
