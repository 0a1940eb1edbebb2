// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace embedscope {

/// What the X-Ratelimit headers say.
struct RateFigures
{
    int limit = 0;
    int remaining = 0;
    int used = 0;
    qint64 resetSec = 0; ///< of the UTC epoch
};

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

    RateFigures figures() const { return {limit, std::max(0, limit - m_used), m_used, m_resetSec}; }

private:
    qint64 m_resetSec = 0;
    int m_used = 0;
};

} // namespace embedscope
