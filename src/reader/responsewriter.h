// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/responsesearch.h"

#include <optional>

class QIODevice;

namespace embedscope {

/// Writes a response in the service's own form: the items' members under the names that the service gives them, numbers digit
/// by digit as they stand, everything else about the task in front of them. Items are read one at a time. `from` is what the
/// response was found in; false where either device fails, or an item has more than ReadLimits::itemBytes.
bool writeResponse(QIODevice &from, const FoundResponse &response, QIODevice &to);

/// The same for a task without items: an object with ID and status.
bool writeTask(QIODevice &from, const ByteRange &task, QIODevice &to);

/// The ID that such an object names, in whatever spelling; empty where there is none.
QString taskIdOf(QIODevice &from, const ByteRange &task);

} // namespace embedscope
