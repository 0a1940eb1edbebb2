// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportjob.h"

#include <atomic>

class QIODevice;

namespace embedscope {

/// Writes an export that is one file (not job.needsFolder()) to a device open for writing; does not close it.
/// Blocking, safe on any thread.
ExportOutcome writeExport(const ExportJob &job, QIODevice &device, const std::atomic<bool> &cancelled,
                          const ExportProgress &progress = {});

/// Writes any export to a file or, where job.needsFolder(), into a folder: atomically, and read back from the
/// disk. The old file stays untouched until the new one is whole. An existing file is replaced only with `replace`, else the
/// outcome is Exists; of an existing folder that is not empty only the files of the same names are.
ExportOutcome exportToFile(const ExportJob &job, const QString &path, bool replace,
                           const std::atomic<bool> &cancelled, const ExportProgress &progress = {});

/// Whether exportToFile() could begin: makes there what it would make first, and takes it away again. To be asked before
/// work of hours.
ExportOutcome tryExport(const QString &path, bool isFolder, bool replace);

/// ".json" and so on: what the name of a file in this format, or of a table beside matrices, ends in.
QString fileEnding(ExportFormat format);

/// "not_found" and so on: the export format's word for a kind of failure.
QString exportKindName(FailureKind kind);

} // namespace embedscope
