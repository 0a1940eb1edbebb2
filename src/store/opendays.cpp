// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/opendays.h"

#include <algorithm>

namespace embedscope {

bool OpenDays::note(QDate day)
{
    const auto place = std::ranges::lower_bound(m_days, day);
    if (!day.isValid() || (place != m_days.end() && *place == day))
        return false;
    m_days.insert(place, day);
    return true;
}

int OpenDays::between(QDate from, QDate to) const
{
    const auto first = std::ranges::upper_bound(m_days, from);
    const auto last = std::ranges::lower_bound(m_days, to);
    return static_cast<int>(std::max<std::ptrdiff_t>(0, last - first));
}

} // namespace embedscope
