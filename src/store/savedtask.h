// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "store/taskrecord.h"

#include <QDateTime>

#include <optional>
#include <span>
#include <vector>

namespace embedscope {

/// A Failure as far as it outlives the program: never the bytes that came, and no wait.
struct SavedProblem
{
    FailureKind kind = FailureKind::Network;
    std::optional<int> httpStatus = std::nullopt;
    QString detail = {};
    QString serviceCode = {};
    bool isUntrusted = false;
    bool isOfDisk = false;

    friend bool operator==(const SavedProblem &, const SavedProblem &) = default;
};

/// All of a TaskRecord that outlives the program: a row of the session. Nothing of a request under way, and no time of
/// a monotonic clock. Every QDateTime is UTC.
struct SavedTask
{
    TaskId id;
    qint64 orderKey = 0; ///< rows ascend by it
    QString label;
    TaskOrigin origin;
    QDateTime firstSeen;
    QDateTime settledAt;
    TaskState state = TaskState::Waiting;
    QString statusText;
    bool wasSeen = false;
    bool isPaused = false;
    bool isKept = false;
    int tries = 0;
    std::optional<SavedProblem> problem;
    QString model;
    TaskSummary summary;
    std::optional<ArchivedAnswer> archived;
    std::optional<DroppedAnswer> dropped;
    std::vector<StateChange> history;
    std::optional<HealthSummary> health;
    std::optional<WorseResponse> worse;

    friend bool operator==(const SavedTask &, const SavedTask &) = default;
};

SavedTask toSaved(const TaskRecord &record, qint64 orderKey);
/// The record as it was, without the answer's bytes: whoever holds the archive puts them in.
TaskRecord fromSaved(const SavedTask &saved);

/// Adds what the archive holds and `tasks` do not know: a whole task (waiting; its answer says the rest once it is
/// read), or the answer of a task that has none and had none dropped. Returns how many were changed or added. `now` is
/// when the added ones count as first seen.
int addFromArchive(std::vector<SavedTask> &tasks, std::span<const ArchivedAnswer> archived, const QDateTime &now);

} // namespace embedscope
