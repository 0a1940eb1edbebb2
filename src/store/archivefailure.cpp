// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivefailure.h"

#include <cerrno>

namespace embedscope {

QString ArchiveFailure::nextStep(int error)
{
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return tr("Free some space there: it is tried again every half a minute.");
    if (error == EACCES || error == EPERM || error == EROFS || error == ENOENT || error == ENOTDIR)
        return tr("See to it that you may write to that folder: it is tried again every half a minute.");
    return tr("Check the disk, and look whether your backup is up to date.");
}

Failure ArchiveFailure::ofWriting(const TaskId &id, const QString &folder, int error)
{
    return {.detail = tr("The answer of task %1 could not be put into the archive in %2: %3. %4")
                          .arg(id.toString(), folder, qt_error_string(error), nextStep(error)),
            .isOfDisk = true};
}

Failure ArchiveFailure::ofPacking(const ArchivedAnswer &answer, const QString &folder, int error)
{
    return {.detail = tr("The archived answer of task %1 could not be packed in %2: %3. It stays there as it came, and nothing is "
                         "lost. Check whether the disk is full.")
                          .arg(answer.id.toString(), folder, qt_error_string(error)),
            .isOfDisk = true};
}

Failure ArchiveFailure::ofRemoving(const ArchivedAnswer &answer, const QString &folder, int error)
{
    return {.detail = tr("The archived answer of task %1 could not be removed from %2: %3. See to it that you may write to that "
                         "folder, then try again.")
                          .arg(answer.id.toString(), folder, qt_error_string(error)),
            .isOfDisk = true};
}

Failure ArchiveFailure::ofReading(const ArchivedAnswer &answer, const QString &folder, const QString &problem)
{
    return {.detail = tr("The archived answer of task %1 cannot be read from %2: %3. Ask for the task again while the service "
                         "still has it.")
                          .arg(answer.id.toString(), folder, problem),
            .isOfDisk = true};
}

Failure ArchiveFailure::ofSource(const TaskId &id, const QString &problem)
{
    return {.detail = tr("The answer of task %1 could not be read back to put it into the archive: %2. Ask for the task again.")
                          .arg(id.toString(), problem),
            .isOfDisk = true};
}

Failure ArchiveFailure::ofDamage(const ArchivedAnswer &answer, const QString &path, const QString &problem)
{
    return {.kind = FailureKind::Unreadable,
            .detail = tr("The archived answer of task %1 is no longer as it was stored (%2). The disk or another program has "
                         "changed %3. Ask for the task again while the service still has it.")
                          .arg(answer.id.toString(), problem, path),
            .isOfDisk = true};
}

Failure ArchiveFailure::ofFolder(const QString &folder)
{
    return {.detail = tr("The archive in %1 cannot be read. Check that the folder is there and that it is yours.").arg(folder),
            .isOfDisk = true};
}

} // namespace embedscope
