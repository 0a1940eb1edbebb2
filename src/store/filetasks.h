// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apikey.h"
#include "reader/importreader.h"
#include "store/taskrecord.h"

#include <QStringList>

#include <atomic>
#include <vector>

namespace embedscope {

class TaskList;

/// How far the reading of a file is; shared between the thread that reads and those that look on.
struct FileProgress
{
    std::atomic<bool> isCancelled = false;
    std::atomic<int> answersRead = 0;
    std::atomic<int> answersTotal = 0; ///< 0 while they are searched for
};

/// A task that a file brings, ready for the list.
struct FileTask
{
    TaskRecord record;
    /// Of its bytes, where the answer has no ID of its own and the record's was made from the file's name; else empty.
    QByteArray sha256;
};

/// What a file brings.
struct FileTasks
{
    std::vector<FileTask> tasks; ///< in the file's order; the same ID may stand twice
    QStringList faults; ///< what else is in it and cannot be used: whole sentences
    QString problem; ///< not empty: nothing could be taken, and why, as a sentence
    bool isText = false; ///< it holds no answer and no problem of an export: task IDs may stand in it
    bool seemsBroken = false; ///< isText, but it is meant to be an answer: the problem is worth telling
    bool hasVectors = true; ///< false: at least one answer was written without
    bool wasCancelled = false;
};

/// Reads the answers of a file, each whole but one after the other, and makes tasks from them whose bytes are parts of the
/// file; and from the problems of an export tasks with that problem. What a user may see is cleared of `key`. Blocking, on
/// any thread; `now` is when the tasks count as first seen.
/// `makeFile` as in readImport().
FileTasks readFileTasks(const QString &path, const ApiKey &key, const QDateTime &now, FileProgress &progress,
                        const MakeFile &makeFile = {});

/// What became of a file's tasks in the list.
struct FileMerge
{
    int added = 0; ///< new tasks, at the end of the list
    int known = 0; ///< their task is in the list with an answer that is as good: nothing changed
    std::vector<TaskId> completed; ///< were in the list without an ended answer or without vectors, and have the file's now
    TaskId first; ///< of those that were added or completed; empty where none was
};

/// Puts the tasks at the end of the list, as one insertion. A task that is there, or stands in the file twice, keeps its
/// answer unless a better one that has ended comes (ResponseRank).
FileMerge mergeFileTasks(TaskList &list, std::vector<TaskRecord> records);

} // namespace embedscope
