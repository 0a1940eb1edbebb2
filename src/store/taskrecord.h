// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/healthsummary.h"
#include "core/embeddingtask.h"
#include "core/failure.h"
#include "core/responserank.h"
#include "polling/polltypes.h"
#include "store/archivedanswer.h"

#include <QDateTime>

#include <optional>
#include <vector>

namespace embedscope {

/// The service has said how it ended: there is an answer that will not change any more.
constexpr bool hasEnded(TaskState state)
{
    return state == TaskState::Ready || state == TaskState::Failed;
}

/// Where a task's answers come from.
struct TaskOrigin
{
    bool isFile = false; ///< opened from a file: never asked for, and its answer may be without an ID of its own
    QString name = {}; ///< the service's base URL, or the file's name; empty where neither is known

    friend bool operator==(const TaskOrigin &, const TaskOrigin &) = default;
};

/// A state that a task came into, and when (UTC).
struct StateChange
{
    TaskState state = TaskState::Waiting;
    QDateTime at;

    friend bool operator==(const StateChange &, const StateChange &) = default;
};

/// That a task's answer was in the archive and is there no longer: since when (UTC), and at whose word.
struct DroppedAnswer
{
    enum class Cause {
        Limit, ///< the archive's limit of size or age
        User, ///< the user freed the space
    };
    QDateTime at;
    Cause cause = Cause::Limit;

    friend bool operator==(const DroppedAnswer &, const DroppedAnswer &) = default;
};

/// What a response said that came later than a better one, which is kept; and when (UTC).
struct WorseResponse
{
    QDateTime at;
    TaskState state = TaskState::Processing; ///< processing, ready or failed
    QString statusText; ///< as the service sent it
    int vectors = 0; ///< those that have a norm
    QString message; ///< of a failed task

    friend bool operator==(const WorseResponse &, const WorseResponse &) = default;
};

/// All that is known of one task in the list: its state, the last answer that counted, its last problem, the next poll.
struct TaskRecord
{
    TaskId id;
    TaskState state = TaskState::Waiting;
    QString statusText; ///< as the service sent it; empty before the first answer
    TaskSummary summary; ///< of the last answer that counted
    /// Of the last answer that counted, once it has been audited; nothing for tasks that are not ready.
    std::optional<HealthSummary> health;
    AnswerBytes answer; ///< the last answer that counted: 200, whole JSON, an object, the right _id
    std::optional<Failure> problem; ///< of the last request, where it brought no answer that counts
    QDateTime firstSeen; ///< UTC
    QDateTime settledAt; ///< UTC; when it was seen settled
    std::optional<MonotonicTime> nextPoll; ///< nothing while a request is under way, when settled or paused
    int tries = 0; ///< problems in a row
    bool underWay = false; ///< a request is under way
    bool viaList = false; ///< the list of tasks is awaited, not a request of its own
    bool isPaused = false; ///< by the user, this task alone
    bool wasSeen = false; ///< the service has known it: a 404 then means that it has deleted it
    QString model; ///< as the list names it
    QString label; ///< given by the user
    bool isKept = false; ///< the user wants its answer kept, whatever the archive's limits say
    std::optional<ArchivedAnswer> archived; ///< set once the answer is in the archive, and synced there
    std::optional<WorseResponse> worse; ///< the last response, where it ranks lower than the answer that is kept
    std::optional<DroppedAnswer> dropped; ///< set where its answer was taken out of the archive: asked for again only on purpose
    TaskOrigin origin;
    /// The states it went through since it was first seen (waiting), oldest first; TaskList keeps it.
    std::vector<StateChange> history;
    static constexpr size_t mostHistory = 100; ///< then the oldest go
    qint64 receivedBytes = 0; ///< of the request under way

    void noteState(const QDateTime &now);

    /// What a response is held against before it takes the place of this one.
    ResponseRank rank() const { return ResponseRank::of(state, summary, !answer.isNull()); }

    bool hasVectors() const { return state == TaskState::Ready && summary.vectors > 0; }
    /// It had ended without vectors, and by its last response the service works on it again: watched until it ends again, while
    /// what is known of its end stays. With vectors it is not: a result is worth more than what may become of the task.
    bool isReopened() const { return hasEnded(state) && worse && !isSettled(worse->state) && !hasVectors(); }
    /// What is shown of it: that it goes on, where it is reopened.
    TaskState shownState() const { return isReopened() ? worse->state : state; }
    const QString &shownStatusText() const { return isReopened() ? worse->statusText : statusText; }

    /// Whether the service is to be asked for it: neither settled nor from a file.
    bool isOpen() const { return !isSettled(shownState()) && !origin.isFile; }

    /// When the service deletes the result: seven days after the task was created. Invalid where that is not known, and for
    /// what the service does not hold (failed, not found, from a file).
    QDateTime expiresAt() const;
    /// When the service says that it ended, else when that was seen here. Invalid while it has not, and
    /// where a file does not say.
    QDateTime finishedAt() const;
    /// From created (else first seen) to updated (else seen settled), to `now` while not settled. In seconds; NaN where it
    /// is not known: a file's answer without both times.
    double elapsedSec(const QDateTime &now) const;
};

} // namespace embedscope
