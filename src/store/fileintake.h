// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/spoolfolder.h"
#include "store/filetasks.h"
#include "store/numberedids.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <deque>
#include <memory>

namespace embedscope {

class TaskFeed;

/// What came of the files that were opened together.
struct IntakeReport
{
    int files = 0; ///< that hold tasks
    int addingFiles = 0; ///< of those, the ones that brought new tasks
    QString name = {}; ///< of the first that brought new tasks; where none did, of the first that holds tasks
    int added = 0; ///< tasks that are new in the list
    int completed = 0; ///< tasks that were in the list without an ended answer, and have one now
    int known = 0; ///< tasks of the files that were in the list, or stand in the files twice
    int faultTotal = 0; ///< places in the files that cannot be used
    int faultFiles = 0; ///< files with such places
    QString firstFault = {}; ///< a sentence
    QStringList problems = {}; ///< a sentence for each file that could not be taken
    QStringList withoutVectors = {}; ///< names of exports that were written without vectors
    QStringList textFiles = {}; ///< paths of what holds no answers: task IDs may stand there
    QStringList untoldText = {}; ///< those of textFiles that are named in none of the problems: only task IDs tell of them
    bool wasCancelled = false;
    TaskId first = {}; ///< of the added or completed tasks; empty where there are none
};

/// Brings the answers in files into the list, as tasks "from file": reads the files off the GUI thread, one at a time, and
/// hands each one's tasks to the feed at once. Nothing of them is ever asked for.
class FileIntake final : public QObject
{
    Q_OBJECT

public:
    /// `feed` must outlive this.
    explicit FileIntake(TaskFeed &feed, QObject *parent = nullptr);
    ~FileIntake() override;

    /// finished() follows, always after this call returns; while files are being read, these come after them.
    void take(const QStringList &paths);
    /// What was read to its end before stays.
    void cancel();
    bool isRunning() const { return m_progress != nullptr; }

    struct Progress
    {
        QString name; ///< of the file that is being read
        int file = 0; ///< from 1
        int files = 0;
        int answersRead = 0; ///< in this file
        int answersTotal = 0; ///< 0 while they are searched for
    };
    Progress progress() const;

Q_SIGNALS:
    void finished(const embedscope::IntakeReport &report);

private:
    void readNext();
    void takeFile(const QString &path, const FileTasks &file);
    TaskId freeId(const FileTask &task, const QHash<TaskId, QByteArray> &taken);

    TaskFeed &m_feed;
    std::deque<QString> m_waiting;
    std::shared_ptr<FileProgress> m_progress; // of the file that is being read
    QString m_name;
    int m_file = 0;
    int m_files = 0;
    IntakeReport m_report;
    std::shared_ptr<SpoolFolder> m_copies; // of what is read in another form, shared with the thread that reads
    NumberedIds m_ids;
    QHash<TaskId, QByteArray> m_hashes; // of answers without an ID of their own, by the one that they were given
};

} // namespace embedscope
