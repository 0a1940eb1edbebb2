// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskrecord.h"

#include <algorithm>
#include <limits>

namespace embedscope {

void TaskRecord::noteState(const QDateTime &now)
{
    if (history.size() >= mostHistory)
        history.erase(history.begin());
    history.push_back({state, now});
}

QDateTime TaskRecord::expiresAt() const
{
    constexpr qint64 daysKept = 7;
    const bool isHeld = state == TaskState::Ready || state == TaskState::Processing || state == TaskState::TooLarge;
    return isHeld && !origin.isFile && summary.createdAt.isValid() ? summary.createdAt.addDays(daysKept) : QDateTime();
}

QDateTime TaskRecord::finishedAt() const
{
    if (!hasEnded(state))
        return {};
    // A file was opened some time after the end.
    return summary.updatedAt.isValid() || origin.isFile ? summary.updatedAt : settledAt;
}

double TaskRecord::elapsedSec(const QDateTime &now) const
{
    if (origin.isFile && !(summary.createdAt.isValid() && summary.updatedAt.isValid()))
        return std::numeric_limits<double>::quiet_NaN();
    const QDateTime &begin = summary.createdAt.isValid() ? summary.createdAt : firstSeen;
    QDateTime end = now;
    if (!isOpen())
        end = summary.updatedAt.isValid() ? summary.updatedAt : settledAt;
    return std::max(0.0, static_cast<double>(begin.msecsTo(end)) / 1000.0);
}

} // namespace embedscope
