// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/tasklikeness.h"

#include <functional>

namespace embedscope {

struct TaskRecord;

/// "0.931"; NaN: "—".
QString cosineText(double cosine);
/// "0:00:12.000 – 0:00:18.000".
QString intervalText(AxisUnit unit, double startSec, double endSec);

/// What a task is called where several stand in one table: its label or file, and the end of its ID, which tells two runs of
/// one file apart.
QString taskName(const TaskRecord &record);

/// What is known of a task by its ID: its model, or what it is called.
using TextOfTask = std::function<QString(const TaskId &)>;

/// Which tasks were left out of a search, and why: "3 tasks were left out: visual vectors of another model
/// (marengo2.7) do not compare." A sentence a reason; a task counts once in each.
QStringList refusalSentences(const std::vector<SearchRefusal> &refusals, const TextOfTask &modelOf);

/// How many tasks a comparison left out, and why, and how many it compared by some of their modalities alone. Each task
/// counts once, in one sentence.
QStringList leftOutSentences(const std::vector<TaskLikeness> &compared, const TextOfTask &modelOf);

/// "duplicates of each other", "this task is a part of the other", "11 % of this task stand in the other", ...
/// That vectors of one model and different length were compared by what they have in common.
QString prefixSentence(quint32 numbers);
QString verdictText(const TaskLikeness &likeness);
/// "98 %"; "—" where nothing was compared.
QString shareText(const TaskLikeness &likeness, double share);

} // namespace embedscope
