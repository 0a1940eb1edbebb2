// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace embedscope {

/// How long the event loop of this thread did not come round, each time: a key press would have waited that long.
class StallMeter final : public QObject
{
public:
    using Clock = std::chrono::steady_clock;

    StallMeter() { startTimer(1, Qt::PreciseTimer); }

    double longestMs() const { return m_ms.empty() ? 0 : *std::max_element(m_ms.begin(), m_ms.end()); }
    /// Longer than all but this share of the turns of the loop.
    double quantileMs(double share) const
    {
        if (m_ms.empty())
            return 0;
        std::vector<double> sorted = m_ms;
        const auto place = sorted.begin() + static_cast<ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), place, sorted.end());
        return *place;
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        const auto now = Clock::now();
        m_ms.push_back(std::chrono::duration<double, std::milli>(now - std::exchange(m_last, now)).count());
    }

private:
    Clock::time_point m_last = Clock::now();
    std::vector<double> m_ms;
};

} // namespace embedscope
