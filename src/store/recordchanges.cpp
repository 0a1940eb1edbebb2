// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordchanges.h"

namespace embedscope::recordchanges {

void asked(TaskRecord &record)
{
    record.underWay = true;
    record.viaList = false;
    record.receivedBytes = 0;
    record.nextPoll.reset();
}

bool isNews(const TaskRecord &record, const ListedTask &listed, bool follows)
{
    const bool isOver = isSettled(listed.state);
    return record.state != TaskState::Processing || record.viaList != follows || (record.problem && !isOver)
        || record.summary.file != listed.file || record.summary.createdAt != listed.createdAt
        || (!isOver && record.statusText != listed.statusText);
}

void listed(TaskRecord &record, const ListedTask &listed, bool follows)
{
    record.state = TaskState::Processing;
    record.wasSeen = true;
    record.viaList = follows;
    record.model = listed.model;
    if (!isSettled(listed.state)) { // else the row would say "ready" without an answer to show
        record.statusText = listed.statusText;
        record.problem.reset();
        record.tries = 0;
        record.nextPoll.reset();
    }
    record.summary.file = listed.file;
    record.summary.inputType = listed.inputType;
    record.summary.durationSec = listed.durationSec;
    record.summary.createdAt = listed.createdAt;
}

bool answered(TaskRecord &record, const EmbeddingTask &task, const AnswerBytes &bytes, std::optional<MonotonicTime> next,
              const QString &service)
{
    record.underWay = false;
    record.wasSeen = true;
    record.tries = 0;
    record.problem.reset();
    if (hasEnded(record.state) && !isSettled(task.state)) {
        record.viaList = false;
        record.nextPoll.reset();
        return false;
    }
    record.viaList = !isSettled(task.state) && !next && !record.isPaused;
    record.nextPoll = next;
    record.state = task.state;
    record.origin = {false, service};
    record.statusText = task.statusText;
    record.summary = summarize(task);
    record.health.reset();
    record.answer = bytes;
    record.dropped.reset();
    record.settledAt = isSettled(task.state) ? QDateTime::currentDateTimeUtc() : QDateTime();
    return true;
}

void failed(TaskRecord &record, const Failure &failure, const RetryDecision &decision, int tries,
            std::optional<MonotonicTime> next)
{
    record.underWay = false;
    record.viaList = false;
    record.nextPoll = next;
    record.tries = tries;
    record.problem = failure;
    if (decision.settled && !hasEnded(record.state)) {
        record.state = *decision.settled;
        record.settledAt = QDateTime::currentDateTimeUtc();
    }
}

void returned(TaskRecord &known, const TaskRecord &record)
{
    const bool stays = record.isOpen();
    TaskRecord returned = record;
    returned.isPaused = known.isPaused;
    returned.underWay = stays && known.underWay;
    returned.nextPoll = stays ? known.nextPoll : std::nullopt;
    known = std::move(returned);
}

} // namespace embedscope::recordchanges
