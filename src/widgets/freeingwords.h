// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archivemodel.h"

#include <QString>

namespace embedscope {

class TaskList;

/// What is said before answers are removed from the archive.
struct FreeingQuestion
{
    QString question; ///< how many answers, and how much room that gives
    QString consequences; ///< what can be fetched again, and what is lost for good
};

/// That the archive's limits have taken so many answers, which had so many bytes on the disk.
QString limitSentence(int answers, qint64 bytes);

FreeingQuestion freeingQuestion(const std::vector<ArchiveModel::Row> &rows, const TaskList &list, const QDateTime &now);

} // namespace embedscope
