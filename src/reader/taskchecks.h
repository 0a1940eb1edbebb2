// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "reader/findinglist.h"

namespace embedscope {

/// Finds what only the whole task shows: names and lengths of vectors compared with each other, times with
/// the duration, what came with what was asked for. The segments must still be in the order of the answer.
void checkTask(const EmbeddingTask &task, FindingList &findings);

} // namespace embedscope
