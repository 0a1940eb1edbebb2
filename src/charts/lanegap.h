// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"

#include <optional>

namespace embedscope {

/// The stretch of time around `sec`, within the media, in which a lane has nothing: from 0.05 s on, also before its first
/// clip and after its last. Nothing where a clip stands. Costs as much as there are clips before: some 0.1 ms of 100,000.
std::optional<TimeRange> gapAt(const Lane &lane, double sec, double mediaEndSec);

} // namespace embedscope
