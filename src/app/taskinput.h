// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <optional>
#include <vector>

class QIODevice;

namespace embedscope {

/// The task IDs in a text that is read to its end, however long it is and however slowly it comes; found as the window
/// finds them in pasted text: each once, in order of first mention. UTF-8, or what a BOM says. Nothing where the device
/// fails, which then says why.
std::optional<std::vector<TaskId>> readTaskIds(QIODevice &input);

} // namespace embedscope
