// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasklistpage.h"
#include "polling/polltypes.h"
#include "polling/retrypolicy.h"
#include "store/taskrecord.h"

#include <optional>

/// What each thing that polling tells does to a task's record. Plain functions of a record: who has it in a list calls them
/// while editing its row.
namespace embedscope::recordchanges {

/// A request for it was sent.
void asked(TaskRecord &record);

/// Whether the service's list says something new of an open task. `follows`: it is told by the list from now on.
bool isNews(const TaskRecord &record, const ListedTask &listed, bool follows);
/// One that has ended by the list stays open until its own answer is here, and why that did not come still holds.
void listed(TaskRecord &record, const ListedTask &listed, bool follows);

/// Its answer came, from the service at `service`; `next`: when it is asked for again. False: it ranks lower than the one that
/// is there, which stays, and the record notes what came; a service that forgets does not take a result away from us. Where
/// there are no vectors and the task goes on, it is watched again (TaskRecord::isReopened()).
[[nodiscard]] bool answered(TaskRecord &record, const EmbeddingTask &task, const AnswerBytes &bytes,
                            std::optional<MonotonicTime> next, const QString &service);

/// A request for it failed, `tries` times in a row.
void failed(TaskRecord &record, const Failure &failure, const RetryDecision &decision, int tries,
            std::optional<MonotonicTime> next);

/// A record of an earlier run comes back for `known`, which was added just now, and so is meant to be asked for. Of two
/// answers the better one stays, the newer one where they are as good.
void returned(TaskRecord &known, const TaskRecord &record);

/// Another record of the same task gives its answer where that is better. Returns whether it is.
bool takeBetterAnswer(TaskRecord &record, const TaskRecord &from);

} // namespace embedscope::recordchanges
