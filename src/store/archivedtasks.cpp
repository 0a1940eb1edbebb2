// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivedtasks.h"

#include "analysis/audit.h"
#include "analysis/healthsummary.h"
#include "reader/taskreader.h"
#include "store/answerarchive.h"
#include "store/archivedsource.h"

#include <QHash>

namespace embedscope {

namespace {

ResponseRank rankOf(const ArchivedAnswer &answer, const QString &archiveFolder)
{
    const auto task = readTask(archivedBytes(archiveFolder, answer), {});
    return task ? ResponseRank::of(task->state, summarize(*task)) : ResponseRank();
}

/// Of several answers of one task, as a crash may leave them, the best one.
std::vector<ArchivedAnswer> bestOfEach(const std::vector<ArchivedAnswer> &answers, const QString &archiveFolder)
{
    std::vector<ArchivedAnswer> best;
    QHash<TaskId, size_t> places;
    QHash<TaskId, ResponseRank> ranks; // of those that stand there more than once
    for (const ArchivedAnswer &answer : answers) {
        const auto place = places.constFind(answer.id);
        if (place == places.cend()) {
            places.insert(answer.id, best.size());
            best.push_back(answer);
            continue;
        }
        ArchivedAnswer &known = best[*place];
        if (!ranks.contains(answer.id))
            ranks.insert(answer.id, rankOf(known, archiveFolder));
        const ResponseRank rank = rankOf(answer, archiveFolder);
        if (rank <= ranks.value(answer.id))
            continue;
        ranks.insert(answer.id, rank);
        known = answer;
    }
    return best;
}

} // namespace

void completeFromAnswers(std::vector<SavedTask> &tasks, const QString &archiveFolder)
{
    for (SavedTask &saved : tasks) {
        if (!saved.archived || hasEnded(saved.state) || saved.origin.isFile)
            continue;
        const auto task = readTask(archivedBytes(archiveFolder, *saved.archived), {});
        const bool isOfFile = task && task->id != saved.id;
        if (!task || (!isOfFile && !hasEnded(task->state))) {
            saved.archived.reset();
            continue;
        }
        saved.state = task->state;
        saved.statusText = task->statusText;
        saved.summary = summarize(*task);
        if (const auto audit = auditTask(*task))
            saved.health = summarize(*audit);
        saved.settledAt = QDateTime::currentDateTimeUtc();
        saved.problem.reset();
        if (isOfFile)
            saved.origin = {true, {}};
    }
}

std::vector<SavedTask> completedFromArchive(std::vector<SavedTask> tasks, const QString &archiveFolder, ArchiveUse use)
{
    QHash<TaskId, bool> lacksAnswer;
    for (const SavedTask &task : tasks)
        lacksAnswer.insert(task.id, !task.archived && !task.dropped);
    const auto isWanted = [&](const TaskId &id) { return lacksAnswer.value(id, use == ArchiveUse::AllAnswers); };
    std::vector<ArchivedAnswer> archived;
    if (const auto contents = AnswerArchive::contentsOf(archiveFolder, isWanted)) {
        for (const AnswerArchive::Entry &entry : *contents)
            archived.push_back(entry.answer);
    }
    addFromArchive(tasks, bestOfEach(archived, archiveFolder), QDateTime::currentDateTimeUtc());
    completeFromAnswers(tasks, archiveFolder);
    return tasks;
}

std::vector<SavedTask> tasksOfAnswers(std::span<const ArchivedAnswer> answers, const QString &archiveFolder)
{
    std::vector<SavedTask> tasks;
    addFromArchive(tasks, bestOfEach({answers.begin(), answers.end()}, archiveFolder), QDateTime::currentDateTimeUtc());
    completeFromAnswers(tasks, archiveFolder);
    return tasks;
}

} // namespace embedscope
