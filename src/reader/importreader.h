// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "core/result.h"
#include "core/taskid.h"
#include "reader/answerfinder.h"
#include "reader/exportparts.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace embedscope {

/// An answer that was found in a file.
struct ImportedTask
{
    /// Its `_id`; where it has none, or one that is no TaskId, one made from the file's name and its place among
    /// the file's answers (from 1), so the same whenever the file is read: "film-json-1".
    TaskId id;
    bool hasOwnId = false; ///< false: readTask() must not expect `id` in it
    AnswerForm form = AnswerForm::V2;
    bool looksLikeAnswer = true; ///< false: an element of a list without status, data or segments; readTask() fails
    AnswerBytes bytes; ///< a part of the file; they cannot be read any more once the file is changed
    qint64 begin = 0; ///< where in the file, in bytes from 0
    std::shared_ptr<const TaskMeasures> measures; ///< what the export's "measures" say of its ID; one for all answers of that ID
};

/// A task of an export that has no answer.
struct ImportedProblem
{
    TaskId id;
    QByteArray object; ///< as it stands in the export's "problems": whole JSON
};

/// What a file holds.
struct ImportedFile
{
    QString path;
    QString name; ///< as sentences call it
    std::vector<ImportedTask> tasks; ///< in the file's order; the same ID may stand twice
    std::vector<ImportedProblem> problems;
    /// Set where the file is one export of this program and nothing else.
    std::optional<FoundEnvelope> envelope;
    /// What else is in the file and cannot be used: whole sentences that name the file and the place.
    QStringList faults;
};

/// Makes a new, empty file, open for writing, for what must be written once more in another form; its creator removes it.
using MakeFile = std::function<Result<std::unique_ptr<QFile>>()>;

/// Reads which responses a file holds: an export, responses of the service in either form, or any of these one after another
/// (JSON Lines), whose bytes are parts of the file; and responses in any other form or spelling (FoundResponses), packed or in
/// another encoding (FileKind), which are written once more in the service's own form, in memory or, where that would be much,
/// in files of `makeFile`. Blocking, on any thread; memory does not grow with the responses (without `makeFile` it does). Fails
/// where the file cannot be read (isOfDisk), or holds no response and no problem (Unreadable), or as Cancelled; the detail is a
/// whole sentence with the file's name, or with `name`, where the file is only the copy of what has that name.
Result<ImportedFile> readImport(const QString &path, const std::function<bool()> &isCancelled = {}, const QString &name = {},
                                const MakeFile &makeFile = {});

/// The ID of the answer at `place` (from 1) of a file for an answer without one.
TaskId importId(const QString &path, size_t place);

} // namespace embedscope
