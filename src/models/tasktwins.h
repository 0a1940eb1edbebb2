// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/tasklikeness.h"
#include "models/taskwalk.h"

namespace embedscope {

/// How much another task and the one that is compared with all have in common; a is the latter.
struct ComparedTask
{
    TaskId other;
    TaskLikeness likeness;
};

/// Holds one task against many: which are the same media, or a part of each other.
class TaskTwins final : public QObject
{
    Q_OBJECT

public:
    /// `feed` must outlive this.
    explicit TaskTwins(const TaskFeed &feed, QObject *parent = nullptr);

    /// Forgets what was found before. The task itself is left out of `ids`.
    void start(const TaskWalk::Prepared &task, const LikenessWish &wish, std::vector<TaskId> ids);
    void cancel() { m_walk->cancel(); }
    const TaskWalk &walk() const { return *m_walk; }

    /// The most alike first; those that were not compared at the end.
    const std::vector<ComparedTask> &results() const { return m_results; }
    int unreadTasks() const { return m_unread; }

Q_SIGNALS:
    /// Another task is done with.
    void progressed();
    void ended(bool isComplete);

private:
    TaskWalk *m_walk;
    std::vector<ComparedTask> m_results;
    std::shared_ptr<TaskLikeness> m_latest; // of the walk's thread while a visit is under way
    int m_unread = 0;
};

} // namespace embedscope
