// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/likethis.h"
#include "core/failure.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace embedscope {

class TaskFeed;

/// Goes through the results of many tasks, one after the other, off this thread: each is taken from memory or read from its
/// bytes, prepared, visited, and let go of before the next one. So there is never more than one of them in memory because of
/// this, and nothing is pushed out of TaskFeed's own.
class TaskWalk final : public QObject
{
    Q_OBJECT

public:
    /// On a thread of the pool; never two at once, and what it has written stands when visited() comes.
    using Visit = std::function<void(const SearchableTask &, const IsCancelled &)>;
    using Prepared = std::shared_ptr<const SearchableTask>;

    /// `feed` must outlive the walk.
    explicit TaskWalk(const TaskFeed &feed, QObject *parent = nullptr);
    ~TaskWalk() override;

    /// Cancels the walk before. Tasks without an answer are passed over; `prepared` is used for the task that it is of. Told
    /// later, also where there is nothing to visit.
    void start(std::vector<TaskId> ids, Visit visit, Prepared prepared = {});
    /// Ends the walk within some milliseconds; ended(false) is told at once. Nothing where none is under way.
    void cancel();
    bool isRunning() const { return m_cancelled != nullptr; }
    /// Tasks that are done with, and all.
    int done() const { return static_cast<int>(m_next); }
    int total() const { return static_cast<int>(m_ids.size()); }

Q_SIGNALS:
    void visited(const embedscope::TaskId &id);
    /// A task's answer could not be read (any more).
    void unread(const embedscope::TaskId &id, const embedscope::Failure &failure);
    /// `isComplete`: it was not cancelled.
    void ended(bool isComplete);

private:
    void goOn();
    void end(bool isComplete);

    const TaskFeed &m_feed;
    std::vector<TaskId> m_ids;
    size_t m_next = 0;
    Visit m_visit;
    Prepared m_prepared;
    std::shared_ptr<std::atomic<bool>> m_cancelled; // of the walk under way
};

} // namespace embedscope
