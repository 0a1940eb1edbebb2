// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exporter.h"

#include <QDateTime>

#include <span>

namespace embedscope {

class TaskFeed;

/// The export of the tasks in these rows of the feed's list: the last answer of each that counted, else the
/// problem that stands in its place, as a sentence. Takes handles on the answers, so that it can be written
/// on any thread.
ExportJob makeExportJob(const TaskFeed &feed, std::span<const int> rows, ExportFormat format,
                        const ExportOptions &options, const QDateTime &now);

/// "embedscope-2026-11-23-1000", in local time.
QString exportFileName(const QDateTime &now);
/// ".json" and so on; empty for a folder.
QString exportEnding(ExportFormat format, bool isFolder);

/// How an export ended, as a sentence with the file's name in it.
QString exportSentence(const ExportOutcome &outcome, ExportFormat format, const QString &path);

} // namespace embedscope
