// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <vector>

namespace embedscope {

/// The segments that a finding of the reader is about, as indexes in EmbeddingTask::segments, ascending; none
/// for one that is about the task as a whole, or about an item that became no segment. Where the segments do
/// not tell (FieldOdd, DuplicateKey, or some vectors missing and others empty), only the first one is named.
/// Linear in the segments.
std::vector<quint32> rowsOf(const Finding &finding, const EmbeddingTask &task);

} // namespace embedscope
