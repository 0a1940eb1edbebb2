// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportwriter.h"

#include <span>

namespace embedscope {

/// Writes these entries in the job's format as one document: JSON, JSON Lines or CSV. False where the run was
/// stopped.
bool writeDocument(std::span<const ExportEntry> entries, ExportWriter &writer);

/// Writes an export that needs a folder: see exportToFile().
ExportOutcome exportToFolder(const ExportJob &job, const QString &path, bool replace,
                             const std::atomic<bool> &cancelled, const ExportProgress &progress);

} // namespace embedscope
