// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/idfinder.h"

#include <optional>

class QIODevice;

namespace embedscope {

/// The task IDs in a text that is read to its end, however long it is and however slowly it comes; found as the window
/// finds them in pasted text, in any encoding that TextDecoder knows. Nothing where the device fails, which then says why.
std::optional<FoundIds> readTaskIds(QIODevice &input);

} // namespace embedscope
