// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace embedscope {

/// Counts requests in windows of a minute, for the X-Ratelimit headers. It refuses nothing.
class RequestMeter final
{
public:
    static constexpr int limit = 600;

    /// Counts a request at this second of the UTC epoch.
    void count(qint64 nowSec)
    {
        if (nowSec >= m_resetSec) {
            m_resetSec = nowSec + 60;
            m_used = 0;
        }
        ++m_used;
    }

    int used() const { return m_used; }
    int remaining() const { return std::max(0, limit - m_used); }
    qint64 resetSec() const { return m_resetSec; }

private:
    qint64 m_resetSec = 0;
    int m_used = 0;
};

} // namespace embedscope
