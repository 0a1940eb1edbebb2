// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportwriter.h"

#include <span>

namespace embedscope {

// Both write the export of these entries as one document; false where the run was stopped.

/// The envelope of docs/export-format.md.
bool writeEnvelope(std::span<const ExportEntry> entries, ExportWriter &writer);
/// An answer a line.
bool writeLines(std::span<const ExportEntry> entries, ExportWriter &writer);

} // namespace embedscope
