// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskrecord.h"

#include <algorithm>

namespace embedscope {

double TaskRecord::elapsedSec(const QDateTime &now) const
{
    const QDateTime &begin = summary.createdAt.isValid() ? summary.createdAt : firstSeen;
    QDateTime end = now;
    if (isSettled(state))
        end = summary.updatedAt.isValid() ? summary.updatedAt : settledAt;
    return std::max(0.0, static_cast<double>(begin.msecsTo(end)) / 1000.0);
}

} // namespace embedscope
