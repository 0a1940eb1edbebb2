// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <vector>

class QIODevice;

namespace embedscope {

/// The task IDs in a text that is read to its end, found as the window finds them in pasted text: each once,
/// in order of first mention. UTF-8, or what a BOM says. Looks at the first 100 MB; a log that is longer is
/// better searched with grep.
std::vector<TaskId> readTaskIds(QIODevice &input);

} // namespace embedscope
