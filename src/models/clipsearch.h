// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskwalk.h"

#include <QHash>

namespace embedscope {

/// Looks for the clips most like one, in one task or in many; what has been found so far can be shown meanwhile.
class ClipSearch final : public QObject
{
    Q_OBJECT

public:
    /// `feed` must outlive the search.
    explicit ClipSearch(const TaskFeed &feed, QObject *parent = nullptr);

    /// Forgets what was found before. `prepared`: of the task that is shown, which then need not be read.
    void start(const ClipQuery &query, const LikeWish &wish, std::vector<TaskId> ids, TaskWalk::Prepared prepared = {});
    void cancel() { m_walk->cancel(); }
    const TaskWalk &walk() const { return *m_walk; }

    const ClipQuery &query() const { return m_query; }
    const LikeResult &result() const { return m_result; }
    /// Tasks whose answers could not be read.
    int unreadTasks() const { return m_unread; }

Q_SIGNALS:
    /// Another task is done with.
    void progressed();
    void ended(bool isComplete);

private:
    TaskWalk *m_walk;
    ClipQuery m_query;
    LikeResult m_result;
    std::shared_ptr<LikeResult> m_growing; // of the walk's thread while a visit is under way
    int m_unread = 0;
};

} // namespace embedscope
