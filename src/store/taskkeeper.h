// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/archiveworker.h"
#include "store/sessionwriter.h"

#include <QHash>
#include <QObject>
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
    /// Brings to the disk what is not there yet; answers of removed tasks go.
    ~TaskKeeper() override;

    /// The program's folder in the XDG data folder; the demo's tasks have one of their own there.
    static QString defaultFolder(bool demo);
    static QString incomingFolder(const QString &folder);

    /// Reads what an earlier run left; opened() follows. Tasks may be added to the feed before that.
    void open();
    /// Why something is not kept at present, as sentences.
    QStringList problems() const;

Q_SIGNALS:
    /// The tasks of earlier runs are in the list. `notes`: sentences for the user about what was wrong with the session.
    void opened(const QStringList &notes);
    void problemsChanged();

private:
    void resume(const LoadedSession &session, bool wasBroken);
    TaskRecord revived(const SavedTask &saved);
    AnswerBytes openArchived(const TaskId &id, const ArchivedAnswer &answer);
    void archiveAnswer(const TaskId &id);
    AnswerBytes takeStoring(const TaskId &id);
    void noteStored(const TaskId &id, const ArchivedAnswer &answer);
    void noteStoreFailed(const TaskId &id, const Failure &failure);
    void notePacked(const TaskId &id, const ArchivedAnswer &answer);
    void noteRemoval(int first, int last);
    void noteInsertion();
    void retry();

    TaskFeed &m_feed;
    QString m_folder;
    QHash<TaskId, QList<AnswerBytes>> m_storing; // what was given to the archive and is not there yet, in that order
    QHash<TaskId, AnswerBytes> m_inArchive; // the handles of what is there
    QHash<TaskId, Failure> m_unstored;
    QHash<TaskId, ArchivedAnswer> m_removed; // of tasks that were removed: gone with the program, or back in the list
    std::pair<int, int> m_inserting;
    QTimer m_retry;
    QString m_sessionProblem;
    // In this order: the archive ends first and tells what it has still stored, and the session keeps that.
    SessionWriter m_session;
    ArchiveWorker m_archive;
};

} // namespace embedscope
