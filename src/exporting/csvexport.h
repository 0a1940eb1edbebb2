// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportwriter.h"

#include <span>

namespace embedscope {

/// Writes these entries as CSV (RFC 4180), a row for each segment in the order of the answers:
/// task,file,modality,scope,start,end,norm,dimension, and with vectors v0, v1 and so on, as many columns as the longest vector has
/// numbers. Times and numbers of vectors are the service's own digits; what is no number is empty. False where
/// the run was stopped.
bool writeCsv(std::span<const ExportEntry> entries, ExportWriter &writer);

} // namespace embedscope
