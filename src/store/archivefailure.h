// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "store/archivedanswer.h"

#include <QCoreApplication>

namespace embedscope {

/// What goes wrong in the archive, as failures whose detail is a sentence for the user: what happened, whose fault it is,
/// and what to do.
class ArchiveFailure final
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveFailure)

public:
    /// `error`: the system's (errno).
    static Failure ofWriting(const TaskId &id, const QString &folder, int error);
    static Failure ofPacking(const ArchivedAnswer &answer, const QString &folder, int error);
    static Failure ofRemoving(const ArchivedAnswer &answer, const QString &folder, int error);
    /// `problem`: the device's words.
    static Failure ofReading(const ArchivedAnswer &answer, const QString &folder, const QString &problem);
    /// What should be stored could not be read.
    static Failure ofSource(const TaskId &id, const QString &problem);
    /// Unreadable: the file is no longer what was stored.
    static Failure ofDamage(const ArchivedAnswer &answer, const QString &path, const QString &problem);
    /// The archive's folder cannot be read at all.
    static Failure ofFolder(const QString &folder);

private:
    static QString nextStep(int error);
};

} // namespace embedscope
