// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QObject>
#include <QTimer>

#include <span>
#include <vector>

namespace embedscope {

class TaskFeed;

/// Adds any number of tasks to the feed without keeping the event loop from coming round: the first at once, the others a
/// slice in each of its turns. Those that are not added yet when this goes are added then.
class GradualAdding final : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t slice = 500; ///< tasks that are told as one insertion

    /// `feed` must outlive this.
    explicit GradualAdding(TaskFeed &feed, QObject *parent = nullptr);
    ~GradualAdding() override;

    /// While others are being added, these come after them.
    void add(std::span<const TaskId> ids);
    /// Those that are not added yet are not wanted any more; finished() follows.
    void cancel();
    bool isRunning() const { return m_timer.isActive(); }
    /// Of those that were given since it was last idle: how many were looked at, and how many there are.
    size_t looked() const { return m_next; }
    size_t total() const { return m_ids.size(); }

Q_SIGNALS:
    /// Nothing is left to add. `looked` are fewer than `total` where it was cancelled.
    void finished(size_t looked, size_t total);

private:
    void addSome();
    void addSlice();
    void end();

    TaskFeed &m_feed;
    std::vector<TaskId> m_ids;
    size_t m_next = 0; // of m_ids
    QTimer m_timer;
};

} // namespace embedscope
