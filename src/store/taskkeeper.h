// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/archivekeeping.h"
#include "store/archiveworker.h"
#include "store/leavinganswers.h"
#include "store/sessionwriter.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

namespace embedscope {

class TaskFeed;

/// Keeps what the feed knows beyond the end of the program: the session in a database, the answers of ended tasks in the
/// archive; and gives both back at the start. A task names an archived answer only once that is on the disk.
class TaskKeeper final : public QObject
{
    Q_OBJECT

public:
    /// `feed` must outlive this, and should let large answers arrive in incomingFolder(folder).
    TaskKeeper(TaskFeed &feed, const QString &folder, QObject *parent = nullptr);
    /// Brings to the disk what is not there yet; answers that no task names any more go.
    ~TaskKeeper() override;

    /// The program's folder in the XDG data folder; the demo's tasks have one of their own there.
    static QString defaultFolder(bool demo);
    static QString incomingFolder(const QString &folder);

    /// Reads what an earlier run left; opened() follows. Tasks may be added to the feed before that.
    void open();
    /// Why something is not kept at present, as sentences.
    QStringList problems() const;
    /// How many tasks the session on the disk does not have yet as they are in the list, at the most.
    size_t unsavedTotal() const { return m_session.unsavedTotal(); }

    /// Which answers stay in the archive; its limits.
    ArchiveKeeping &keeping() { return m_keeping; }
    /// Whether answers are packed; what came while they were not is packed, too, once they are.
    void setPacking(bool packing);

    /// What a file of the archive is to the tasks.
    enum class Place {
        InUse, ///< a task of the list has it
        Passing, ///< it just comes, or its task has another answer or none by now: it goes once nothing reads it any more
        Removed, ///< its task was removed: it goes once nothing needs it any more (undoing that, an export)
        Orphan, ///< no task has it: left over by a crash, or by a session that was lost
    };
    /// Whether no task of the list has to do with it.
    static constexpr bool isTaskless(Place place) { return place == Place::Removed || place == Place::Orphan; }
    QString archiveFolder() const;
    Place placeOf(const ArchivedAnswer &answer) const;
    /// Those without a task, now: should undoing bring the task back, it has lost its answer. archiveChanged() or
    /// removalFailed() follows.
    void removeTaskless(const std::vector<ArchivedAnswer> &answers);
    /// Shows those without a task as tasks again; adopted() follows, once they were read.
    void adoptTaskless(const std::vector<ArchivedAnswer> &answers);

Q_SIGNALS:
    /// So many tasks of earlier runs are being read; opened() follows.
    void reading(int tasks);
    /// The tasks of earlier runs are in the list. `notes`: sentences for the user about what was wrong with the session.
    void opened(const QStringList &notes);
    void problemsChanged();
    /// An answer came to the archive, was packed, goes or went.
    void archiveChanged();
    /// A sentence.
    void removalFailed(const QString &problem);
    /// `unreadable` of so many tasks were left out, because their answers do not read.
    void adopted(int tasks, int unreadable);

private:
    static QString withOthers(const QString &why, int others);
    void resume(const LoadedSession &session, bool wasBroken);
    void adopt(const std::vector<SavedTask> &tasks);
    TaskRecord revived(const SavedTask &saved);
    AnswerBytes openArchived(const TaskId &id, const ArchivedAnswer &answer);
    std::vector<TaskRecord> alreadyAnswered(const std::vector<SavedTask> &tasks) const;
    void settleAnswered(const std::vector<SavedTask> &tasks, const std::vector<TaskRecord> &earlier);
    void archiveAnswer(const TaskId &id);
    AnswerBytes takeStoring(const TaskId &id);
    void noteStored(const TaskId &id, const ArchivedAnswer &answer);
    void noteStoreFailed(const TaskId &id, const Failure &failure);
    void notePacked(const TaskId &id, const ArchivedAnswer &answer);
    void noteRemoval(const RowRuns &runs);
    void noteInsertion(const RowRuns &runs);
    void noteReturn(int row);
    std::vector<ArchivedAnswer> takeTaskless(const std::vector<ArchivedAnswer> &answers);
    void retry();

    TaskFeed &m_feed;
    QString m_folder;
    QHash<TaskId, QList<AnswerBytes>> m_storing; // what was given to the archive and is not there yet, in that order
    QHash<TaskId, AnswerBytes> m_inArchive; // the handles of what is there
    QHash<TaskId, Failure> m_unstored;
    QSet<QString> m_freed; // answers of removed tasks that the user did not wait for, by the raw form's file name
    LeavingAnswers m_leaving; // of tasks that were removed, or have lost their answer
    ArchiveKeeping m_keeping;
    QTimer m_retry;
    QString m_sessionProblem;
    // In this order: the archive ends first and tells what it has still stored, and the session keeps that.
    SessionWriter m_session;
    ArchiveWorker m_archive;
};

} // namespace embedscope
