// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/savedtask.h"

#include <QHash>

namespace embedscope {

SavedTask toSaved(const TaskRecord &record, qint64 orderKey)
{
    SavedTask saved;
    saved.id = record.id;
    saved.orderKey = orderKey;
    saved.label = record.label;
    saved.origin = record.origin;
    saved.firstSeen = record.firstSeen;
    saved.settledAt = record.settledAt;
    saved.state = record.state;
    saved.statusText = record.statusText;
    saved.wasSeen = record.wasSeen;
    saved.isPaused = record.isPaused;
    saved.isKept = record.isKept;
    saved.tries = record.tries;
    if (const std::optional<Failure> &problem = record.problem) {
        saved.problem = SavedProblem{.kind = problem->kind,
                                     .httpStatus = problem->httpStatus,
                                     .detail = problem->detail,
                                     .serviceCode = problem->serviceCode,
                                     .isUntrusted = problem->isUntrusted,
                                     .isOfDisk = problem->isOfDisk};
    }
    saved.model = record.model;
    saved.summary = record.summary;
    saved.archived = record.archived;
    saved.dropped = record.dropped;
    saved.history = record.history;
    saved.health = record.health;
    saved.worse = record.worse;
    // What may not be stored is gone with the program. The archive has an earlier answer, and the next run reads from it what
    // is known of the task then.
    if (record.archived && contains(record.summary.findings, FindingKind::HoldsKey)) {
        saved.state = TaskState::Processing;
        saved.origin.isFile = false;
    }
    return saved;
}

TaskRecord fromSaved(const SavedTask &saved)
{
    TaskRecord record;
    record.id = saved.id;
    record.label = saved.label;
    record.origin = saved.origin;
    record.firstSeen = saved.firstSeen;
    record.settledAt = saved.settledAt;
    record.state = saved.state;
    record.statusText = saved.statusText;
    record.wasSeen = saved.wasSeen;
    record.isPaused = saved.isPaused;
    record.isKept = saved.isKept;
    record.tries = saved.tries;
    if (const std::optional<SavedProblem> &problem = saved.problem) {
        record.problem = Failure{.kind = problem->kind,
                                 .httpStatus = problem->httpStatus,
                                 .detail = problem->detail,
                                 .serviceCode = problem->serviceCode,
                                 .isUntrusted = problem->isUntrusted,
                                 .isOfDisk = problem->isOfDisk};
    }
    record.model = saved.model;
    record.summary = saved.summary;
    record.archived = saved.archived;
    record.dropped = saved.dropped;
    record.history = saved.history;
    record.health = saved.health;
    record.worse = saved.worse;
    return record;
}

int addFromArchive(std::vector<SavedTask> &tasks, std::span<const ArchivedAnswer> archived, const QDateTime &now)
{
    QHash<TaskId, size_t> places;
    for (size_t i = 0; i < tasks.size(); ++i)
        places.insert(tasks[i].id, i);
    int changed = 0;
    for (const ArchivedAnswer &answer : archived) {
        const auto place = places.constFind(answer.id);
        if (place != places.cend()) {
            SavedTask &known = tasks[*place];
            if (!known.archived && !known.dropped) {
                known.archived = answer;
                ++changed;
            }
            continue;
        }
        SavedTask added;
        added.id = answer.id;
        added.orderKey = tasks.empty() ? 1 : tasks.back().orderKey + 1;
        added.firstSeen = now;
        added.wasSeen = true;
        added.archived = answer;
        places.insert(answer.id, tasks.size());
        tasks.push_back(std::move(added));
        ++changed;
    }
    return changed;
}

} // namespace embedscope
