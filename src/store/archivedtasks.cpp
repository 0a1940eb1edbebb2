// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivedtasks.h"

#include "analysis/audit.h"
#include "analysis/healthsummary.h"
#include "reader/taskreader.h"
#include "store/answerarchive.h"
#include "store/archivedsource.h"

#include <QSet>

namespace embedscope {

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
    QSet<TaskId> known;
    for (const SavedTask &task : tasks)
        known.insert(task.id);
    std::vector<ArchivedAnswer> archived;
    if (const auto contents = AnswerArchive::contentsOf(archiveFolder)) {
        for (const AnswerArchive::Entry &entry : *contents) {
            if (use == ArchiveUse::AllAnswers || known.contains(entry.answer.id))
                archived.push_back(entry.answer);
        }
    }
    addFromArchive(tasks, archived, QDateTime::currentDateTimeUtc());
    completeFromAnswers(tasks, archiveFolder);
    return tasks;
}

std::vector<SavedTask> tasksOfAnswers(std::span<const ArchivedAnswer> answers, const QString &archiveFolder)
{
    std::vector<SavedTask> tasks;
    addFromArchive(tasks, answers, QDateTime::currentDateTimeUtc());
    completeFromAnswers(tasks, archiveFolder);
    return tasks;
}

} // namespace embedscope
