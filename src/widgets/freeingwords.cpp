// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/freeingwords.h"

#include "models/taskwords.h"
#include "store/tasklist.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class FreeingWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

/// How many answers can be had again, and how.
struct Fates
{
    int held = 0; ///< the service still has them
    int lost = 0; ///< the service has deleted them
    int files = 0; ///< they came from files
    int unknown = 0;
    int kept = 0;
    int removed = 0; ///< their task was removed
    int inList = 0; ///< of tasks that stay
    QDateTime firstExpiry; ///< of those that are held
};

Fates fatesOf(const std::vector<ArchiveModel::Row> &rows, const TaskList &list, const QDateTime &now)
{
    Fates fates;
    for (const ArchiveModel::Row &row : rows) {
        fates.kept += row.isKept ? 1 : 0;
        fates.inList += row.place == TaskKeeper::Place::InUse ? 1 : 0;
        if (row.place == TaskKeeper::Place::Removed) {
            ++fates.removed;
            continue;
        }
        const TaskRecord *const record = list.find(row.answer.id);
        const QDateTime expiry = record ? record->expiresAt() : QDateTime();
        if (record && record->origin.isFile) {
            ++fates.files;
        } else if (record && record->problem && record->problem->kind == FailureKind::NotFound) {
            ++fates.lost;
        } else if (!expiry.isValid()) {
            ++fates.unknown;
        } else if (expiry <= now) {
            ++fates.lost;
        } else {
            ++fates.held;
            fates.firstExpiry = fates.firstExpiry.isValid() ? std::min(fates.firstExpiry, expiry) : expiry;
        }
    }
    return fates;
}

} // namespace

QString limitSentence(int answers, qint64 bytes)
{
    const QString told = answers == 1 ? FreeingWords::tr("The limits of the archive have removed one answer (%1).")
                                      : FreeingWords::tr("The limits of the archive have removed %n answers (%1).", nullptr, answers);
    return told.arg(bytesText(bytes)) + u' '
        + FreeingWords::tr("Their tasks stay in the list, and the column “Archive” says “removed”. While the service has them, Ask "
                           "Again brings them back; Keep Answer protects those that shall stay.");
}

FreeingQuestion freeingQuestion(const std::vector<ArchiveModel::Row> &rows, const TaskList &list, const QDateTime &now)
{
    qint64 bytes = 0;
    for (const ArchiveModel::Row &row : rows)
        bytes += row.answer.storedSize;
    const auto total = static_cast<int>(rows.size());
    const Fates fates = fatesOf(rows, list, now);
    QStringList sentences;
    if (fates.lost > 0) {
        sentences += fates.lost == 1
            ? FreeingWords::tr("1 answer is lost for good: the service does not have it any more.")
            : FreeingWords::tr("%n answers are lost for good: the service does not have them any more.", nullptr, fates.lost);
    }
    if (fates.unknown > 0) {
        sentences += fates.unknown == 1
            ? FreeingWords::tr("1 answer may be lost for good: it is not known whether the service still has it.")
            : FreeingWords::tr("%n answers may be lost for good: it is not known whether the service still has them.", nullptr,
                               fates.unknown);
    }
    if (fates.files > 0) {
        sentences += fates.files == 1 ? FreeingWords::tr("1 answer came from a file, which can be opened again if it is still there.")
                                      : FreeingWords::tr("%n answers came from files, which can be opened again if they are still "
                                                         "there.",
                                                         nullptr, fates.files);
    }
    if (fates.held > 0) {
        const QString left = durationText(static_cast<double>(now.secsTo(fates.firstExpiry)));
        sentences += fates.held == 1
            ? FreeingWords::tr("1 answer can be fetched again with Ask Again, for another %1.").arg(left)
            : FreeingWords::tr("%n answers can be fetched again with Ask Again, the first of them for another %1.", nullptr,
                               fates.held)
                  .arg(left);
    }
    if (fates.kept > 0)
        sentences += fates.kept == 1 ? FreeingWords::tr("1 of them is marked as kept.")
                                     : FreeingWords::tr("%n of them are marked as kept.", nullptr, fates.kept);
    if (fates.removed > 0)
        sentences += fates.removed == 1
            ? FreeingWords::tr("1 answer is of a task that was removed: undoing that brings the task back without it.")
            : FreeingWords::tr("%n answers are of tasks that were removed: undoing that brings the tasks back without them.",
                               nullptr, fates.removed);
    if (fates.inList > 0)
        sentences += FreeingWords::tr("The tasks stay in the list.");
    sentences += FreeingWords::tr("Exports that were written stay as they are. This cannot be undone.");
    const QString size = bytesText(bytes);
    return {total == 1 ? FreeingWords::tr("Remove 1 answer from the archive, which frees %1?").arg(size)
                       : FreeingWords::tr("Remove %n answers from the archive, which frees %1?", nullptr, total).arg(size),
            sentences.join(u' ')};
}

} // namespace embedscope
