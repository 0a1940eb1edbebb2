// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/savedtask.h"

#include <QString>

namespace embedscope {

enum class ArchiveUse {
    KnownTasks, ///< answers of tasks that the session names
    AllAnswers, ///< the session was lost, at least in part: the archive may know more tasks
};

/// The session's tasks with what the archive in this folder knows of them besides. Reads answers of any size.
std::vector<SavedTask> completedFromArchive(std::vector<SavedTask> tasks, const QString &archiveFolder, ArchiveUse use);

/// Tasks made of their answers alone; one whose answer does not read comes back without `archived`.
std::vector<SavedTask> tasksOfAnswers(std::span<const ArchivedAnswer> answers, const QString &archiveFolder);

/// Completes tasks whose answer is in the archive while the session does not know how they ended: the answer itself says it.
/// One that does not read is none: the task is left without it. Only a file's answer can have come there without the task's ID
/// in it. Reads answers of any size.
void completeFromAnswers(std::vector<SavedTask> &tasks, const QString &archiveFolder);

} // namespace embedscope
