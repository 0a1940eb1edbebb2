// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/archivelimits.h"
#include "store/taskrecord.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <span>

namespace embedscope {

class LeavingAnswers;
class TaskList;

/// Which answers stay in the archive: takes out those beyond its limits, and those that the user names. The task stays in the
/// list, and knows when and why its answer went. Only answers of the list's tasks count; their age is the time since they came.
class ArchiveKeeping final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this. `isArriving`: whether a newer answer of that task is on its way to the archive; such a task is
    /// left alone.
    ArchiveKeeping(TaskList &list, LeavingAnswers &leaving, std::function<bool(const TaskId &)> isArriving,
                   QObject *parent = nullptr);

    /// Before that, no limit counts: what earlier runs left is not in the list yet.
    void begin();
    /// They count from now on, and soon; without any, nothing goes by itself.
    void setLimits(const ArchiveLimits &limits);
    /// The answer of the task that is shown does not go by a limit while it is.
    void setShown(const TaskId &id);
    /// By the user's word, marked as kept or not. Returns how many answers that were.
    int drop(std::span<const TaskId> ids);

Q_SIGNALS:
    /// The record does not name an answer any more.
    void dropped(const embedscope::TaskId &id);
    /// The limits have taken their first answers since they were set, or since the program began: how many, and how large
    /// they were on the disk.
    void limitReached(int answers, qint64 bytes);

private:
    void dropAt(int row, DroppedAnswer::Cause cause);
    void checkSoon();
    void check();

    TaskList &m_list;
    LeavingAnswers &m_leaving;
    std::function<bool(const TaskId &)> m_isArriving;
    ArchiveLimits m_limits;
    TaskId m_shown;
    bool m_hasBegun = false;
    bool m_isTold = false; // limitReached()
    QTimer m_soon;
    QTimer m_ageing;
};

} // namespace embedscope
