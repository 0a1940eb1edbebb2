// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <vector>

namespace embedscope {

/// The segments that a finding of the reader is about, as indexes in EmbeddingTask::segments, ascending; none for one that is
/// about the task as a whole, or about an item that became no segment. Where a kind can not be told from the segment itself
/// (VectorNotNumeric, FieldOdd, DuplicateKey ...), only the first one is named.
std::vector<quint32> rowsOf(const Finding &finding, const EmbeddingTask &task);

} // namespace embedscope
