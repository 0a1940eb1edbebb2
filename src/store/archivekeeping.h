// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/archivelimits.h"
#include "store/opendays.h"
#include "store/taskrecord.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <span>

namespace embedscope {

class LeavingAnswers;
class TaskList;

/// Which answers stay in the archive: takes out those beyond its limits, and those that the user names. The task stays in the
/// list, and knows when and why its answer went. Only answers of the list's tasks count; their age is how many days the program
/// was open since they came.
class ArchiveKeeping final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>; ///< what the time is, UTC

    /// Both must outlive this. `isArriving`: whether a newer answer of that task is on its way to the archive; such a task is
    /// left alone.
    ArchiveKeeping(TaskList &list, LeavingAnswers &leaving, std::function<bool(const TaskId &)> isArriving,
                   Clock clock = &QDateTime::currentDateTimeUtc, QObject *parent = nullptr);

    /// Before that, no limit counts: what earlier runs left is not in the list yet. `days`: when these were open.
    void begin(const OpenDays &days);
    const OpenDays &days() const { return m_days; }
    /// Whether another day has begun, and what is too old by now; done by itself every ten minutes.
    void look();
    /// They count from now on, and soon; without any, nothing goes by itself.
    void setLimits(const ArchiveLimits &limits);
    /// The answer of the task that is shown does not go by a limit while it is.
    void setShown(const TaskId &id);
    /// By the user's word, marked as kept or not. Returns how many answers that were.
    int drop(std::span<const TaskId> ids);

Q_SIGNALS:
    /// days() has one more: those are to be kept for the next run.
    void daysChanged();
    /// The record does not name an answer any more.
    void dropped(const embedscope::TaskId &id);
    /// The limits have taken their first answers since they were set, or since the program began: how many, and how large
    /// they were on the disk.
    void limitReached(int answers, qint64 bytes);

private:
    void dropAt(int row, DroppedAnswer::Cause cause);
    bool hasLimit() const { return m_limits.mostBytes > 0 || m_limits.mostDays > 0; }
    void checkSoon();
    void check();

    TaskList &m_list;
    LeavingAnswers &m_leaving;
    std::function<bool(const TaskId &)> m_isArriving;
    Clock m_clock;
    OpenDays m_days;
    ArchiveLimits m_limits;
    TaskId m_shown;
    bool m_hasBegun = false;
    bool m_isTold = false; // limitReached()
    QTimer m_soon;
    QTimer m_ageing;
};

} // namespace embedscope
