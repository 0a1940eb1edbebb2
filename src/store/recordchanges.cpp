// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordchanges.h"

namespace embedscope::recordchanges {

namespace {

WorseResponse noteOf(TaskState state, const QString &statusText, const TaskSummary &summary)
{
    return {QDateTime::currentDateTimeUtc(), state, statusText, usableVectors(summary), summary.errorMessage};
}

/// What is known of the answer that a record has; nothing where it has none.
std::optional<WorseResponse> noteOf(const TaskRecord &record)
{
    return record.answer.isNull() ? std::nullopt : std::optional(noteOf(record.state, record.statusText, record.summary));
}

/// All that a record has of its answer, from another record of the same task.
void takeAnswer(TaskRecord &record, const TaskRecord &from)
{
    record.state = from.state;
    record.statusText = from.statusText;
    record.summary = from.summary;
    record.health = from.health;
    record.answer = from.answer;
    record.problem = from.problem;
    record.worse = from.worse;
    record.settledAt = from.settledAt;
    record.origin = from.origin;
    record.tries = from.tries;
    record.wasSeen = record.wasSeen || from.wasSeen;
    if (from.archived)
        record.archived = from.archived;
    record.dropped = from.dropped;
}

} // namespace

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
    return record.shownState() != TaskState::Processing || record.viaList != follows || (record.problem && !isOver)
        || record.summary.file != listed.file || record.summary.createdAt != listed.createdAt
        || (!isOver && record.shownStatusText() != listed.statusText);
}

void listed(TaskRecord &record, const ListedTask &listed, bool follows)
{
    const bool isReopened = record.isReopened();
    if (!isReopened)
        record.state = TaskState::Processing;
    record.wasSeen = true;
    record.viaList = follows;
    record.model = listed.model;
    if (!isSettled(listed.state)) { // else the row would say "ready" without an answer to show
        (isReopened ? record.worse->statusText : record.statusText) = listed.statusText;
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
    TaskSummary summary = summarize(task);
    if (ResponseRank::of(task.state, summary) < record.rank()) {
        WorseResponse worse = noteOf(task.state, task.statusText, summary);
        if (record.worse && record.worse->state == worse.state)
            worse.at = record.worse->at; // since then
        record.worse = std::move(worse);
        record.viaList = record.isOpen() && !next && !record.isPaused;
        record.nextPoll = record.isOpen() ? next : std::nullopt;
        return false;
    }
    record.worse.reset();
    record.viaList = !isSettled(task.state) && !next && !record.isPaused;
    record.nextPoll = next;
    record.state = task.state;
    record.origin = {false, service};
    record.statusText = task.statusText;
    record.summary = std::move(summary);
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
    if (decision.settled && record.isReopened())
        record.worse.reset(); // the problem is the newer word
}

void returned(TaskRecord &known, const TaskRecord &record)
{
    TaskRecord returned = record;
    returned.isPaused = known.isPaused;
    if (!known.answer.isNull() && known.rank() >= record.rank())
        takeAnswer(returned, known);
    else if (const auto note = noteOf(known))
        returned.worse = note;
    const bool stays = returned.isOpen();
    returned.underWay = stays && known.underWay;
    returned.nextPoll = stays ? known.nextPoll : std::nullopt;
    known = std::move(returned);
}

bool takeBetterAnswer(TaskRecord &record, const TaskRecord &from)
{
    if (from.rank() <= record.rank())
        return false;
    const auto note = noteOf(record);
    takeAnswer(record, from);
    if (note)
        record.worse = note;
    if (!record.isOpen()) {
        record.underWay = record.viaList = false;
        record.nextPoll.reset();
    }
    return true;
}

} // namespace embedscope::recordchanges
