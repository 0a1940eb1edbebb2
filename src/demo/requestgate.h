// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/requestmeter.h"

#include <deque>

namespace embedscope {

/// Lets so many requests pass in any 60 seconds, wherever those begin; the others are refused and not
/// counted. Knows no clock: times are milliseconds of a clock that never jumps.
class RequestGate final
{
public:
    explicit RequestGate(int limit) : m_limit(limit) { }

    /// Whether a request that comes now may pass.
    bool take(qint64 nowMs)
    {
        while (!m_passed.empty() && m_passed.front() + minuteMs <= nowMs)
            m_passed.pop_front();
        if (m_passed.size() >= static_cast<size_t>(m_limit))
            return false;
        m_passed.push_back(nowMs);
        return true;
    }

    /// Whole seconds, rounded up, after which the first of those that passed no longer counts.
    qint64 secondsToNext(qint64 nowMs) const { return (untilNext(nowMs) + 999) / 1000; }

    /// The reset is when the first of those that passed no longer counts. `epochMs` is the same moment as
    /// `nowMs` in UTC.
    RateFigures figures(qint64 nowMs, qint64 epochMs) const
    {
        const int used = static_cast<int>(m_passed.size());
        return {m_limit, m_limit - used, used, (epochMs + untilNext(nowMs) + 999) / 1000};
    }

private:
    qint64 untilNext(qint64 nowMs) const
    {
        return m_passed.empty() ? 0 : m_passed.front() + minuteMs - nowMs;
    }

    static constexpr qint64 minuteMs = 60'000;
    int m_limit;
    std::deque<qint64> m_passed; // when, oldest first
};

} // namespace embedscope
