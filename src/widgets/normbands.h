// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"
#include "plot/normband.h"

#include <vector>

namespace embedscope {

/// What the norm chart shows of each lane of clips that has a norm: the analysis' figures as plain numbers. Linear
/// in the task's segments; safe on any thread.
std::vector<NormBand> normBands(const EmbeddingTask &task, const LaneSet &lanes);

} // namespace embedscope
