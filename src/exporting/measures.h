// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "exporting/exportjob.h"

namespace embedscope {

/// Norm, dimension and uncertainty of each item of an answer's `data` that `task` was read from. They are computed; only where the answer
/// has lost its vectors they are those of the export before, if that tells of as many items.
TaskMeasures measuresOf(const ExportEntry &entry, const EmbeddingTask &task);

} // namespace embedscope
