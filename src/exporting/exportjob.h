// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "core/failure.h"
#include "core/taskid.h"
#include "reader/exportparts.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace embedscope {

enum class ExportFormat {
    Json, ///< the envelope with answers and problems
    JsonLines, ///< an answer a line
    Csv, ///< a segment a row
    Npy, ///< a folder: a matrix for each task, modality and scope
};

/// What an export holds besides what its format asks for.
struct ExportOptions
{
    bool vectors = true; ///< JSON, JSON Lines, CSV
    bool measures = false; ///< JSON: norm and dimension of each segment, beside the answers
    bool float64 = false; ///< NPY: doubles, as read; else float32
    bool safeCells = false; ///< CSV and the tables of NPY: no text that a spreadsheet takes for a formula, see CsvCells
    bool onePerTask = false; ///< all but NPY, which is so anyway: a folder with a file for each task
};

/// One distinct task ID of an export: the last answer that counted, or the problem that stands in its place.
struct ExportEntry
{
    struct Problem
    {
        FailureKind kind = FailureKind::Network;
        std::optional<int> httpStatus = std::nullopt;
        QString message = {}; ///< a whole sentence
        QByteArray object = {}; ///< where not empty: the JSON object of an earlier export, written as it is
    };

    TaskId id;
    std::variant<AnswerBytes, Problem> content;
    /// Of an earlier export; they count where the answer has lost its vectors and has as many items, see measuresOf().
    std::shared_ptr<const TaskMeasures> measures = {};
    bool lacksVectors = false; ///< an answer that was written without them (FindingKind::VectorsLeftOut)
    /// Where set: of an answer only the items at these places in `data`, ascending. JSON, CSV and NPY.
    std::optional<std::vector<quint32>> chosen = {};

    bool takes(quint32 position) const
    {
        return !chosen || std::binary_search(chosen->begin(), chosen->end(), position);
    }
};

/// What to export: entries in the order of first mention, and the envelope's own fields.
struct ExportJob
{
    std::vector<ExportEntry> entries = {};
    ExportFormat format = ExportFormat::Json;
    ExportOptions options = {};
    QDateTime exportedAt = {}; ///< written in UTC, whole seconds
    QString service = {}; ///< the base URL

    /// Whether it becomes a folder of files; else it is one file.
    bool needsFolder() const { return format == ExportFormat::Npy || options.onePerTask; }
};

/// A segment whose vector has no place in a matrix, and why.
struct UnusableSegment
{
    enum class Reason { NoVector, NotNumeric, NotFinite, OtherDimension, BeyondFloat32 };

    TaskId task;
    quint32 position = 0; ///< in `data`, from 0
    QString modality;
    QString scope;
    Reason reason = Reason::NoVector;
};

/// How an export ended: written, cancelled, or a sentence's worth of why not (the system's words).
struct ExportOutcome
{
    enum class Kind { Written, Cancelled, Exists, Failed };
    Kind kind = Kind::Written;
    QString detail = {}; ///< for Failed: the system's words
    qint64 bytes = 0; ///< written
    int tasks = 0;
    int problems = 0;
    int chosen = 0; ///< segments that were taken of them, where not all were to be
    int files = 1;
    int segments = 0; ///< CSV: rows; NPY: rows of all matrices
    int unusable = 0; ///< CSV: rows without a norm; NPY: segments that are in no matrix
    std::vector<UnusableSegment> firstUnusable = {}; ///< at most 100
};

/// Tells how much of `total` is done, in bytes of answers; called from the writing thread, at most about 50 times
/// a second.
using ExportProgress = std::function<void(qint64 done, qint64 total)>;

} // namespace embedscope
