// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "core/failure.h"
#include "core/taskid.h"

#include <QDateTime>
#include <QString>

#include <atomic>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

class QIODevice;

namespace embedscope {

enum class ExportFormat { Json, JsonLines };

/// One distinct task ID of an export: the last answer that counted, or the problem that stands in its place.
struct ExportEntry
{
    struct Problem
    {
        FailureKind kind = FailureKind::Network;
        std::optional<int> httpStatus;
        QString message; ///< a whole sentence
    };

    TaskId id;
    std::variant<AnswerBytes, Problem> content;
};

/// What to export: entries in the order of first mention, and the envelope's own fields.
struct ExportJob
{
    std::vector<ExportEntry> entries;
    ExportFormat format = ExportFormat::Json;
    QDateTime exportedAt; ///< written in UTC, whole seconds
    QString service; ///< the base URL
};

/// How an export ended: written, cancelled, or a sentence's worth of why not (the system's words).
struct ExportOutcome
{
    enum class Kind { Written, Cancelled, Exists, Failed };
    Kind kind = Kind::Written;
    QString detail; ///< for Failed: the system's words
    qint64 bytes = 0; ///< written
    int tasks = 0;
    int problems = 0;
};

/// Tells how many bytes of `total` are written; called from the writing thread, at most about 50 times a second.
using ExportProgress = std::function<void(qint64 written, qint64 total)>;

/// Writes the export to a device open for writing; does not close it. Blocking, safe on any thread.
ExportOutcome writeExport(const ExportJob &job, QIODevice &device, const std::atomic<bool> &cancelled,
                          const ExportProgress &progress = {});

/// The same into a file, atomically: the old file stays untouched until the new one is whole and synced to disk.
/// An existing file is replaced only with `replace`, else the outcome is Exists.
ExportOutcome exportToFile(const ExportJob &job, const QString &path, bool replace,
                           const std::atomic<bool> &cancelled, const ExportProgress &progress = {});

/// "not_found" and so on: the export format's word for a kind of failure.
QString exportKindName(FailureKind kind);

} // namespace embedscope
