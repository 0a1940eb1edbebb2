// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/requestlog.h"

namespace embedscope {

void RequestLog::add(const RequestLogEntry &entry)
{
    // Many at a time, so that a full log does not move all rows of a table for each request.
    constexpr int block = capacity / 10;
    if (size() >= capacity) {
        Q_EMIT aboutToRemoveFirst(block);
        m_entries.erase(m_entries.begin(), m_entries.begin() + block);
        Q_EMIT firstRemoved();
    }
    Q_EMIT aboutToAdd();
    m_entries.push_back(entry);
    Q_EMIT added();
}

} // namespace embedscope

#include "moc_requestlog.cpp"
