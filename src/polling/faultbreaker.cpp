// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/faultbreaker.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

constexpr auto faultWindow = 30s;
constexpr size_t fewestOutcomes = 10; // fewer say nothing: a task's own waits are enough then
constexpr auto firstProbePause = 30s;
constexpr auto longestProbePause = 5min;
constexpr auto firstSignInPause = 1s;
constexpr auto longestSignInPause = 60s;

} // namespace

void FaultBreaker::noteAnswer(MonotonicTime now)
{
    if (isOpen())
        close();
    m_offline = false; // whatever the system says
    note({now, false});
}

void FaultBreaker::noteFault(MonotonicTime now)
{
    if (isOpen()) {
        if (std::exchange(m_probing, false))
            open(now);
        return; // what was under way when it opened
    }
    note({now, true});
    const auto faults = std::count_if(m_outcomes.begin(), m_outcomes.end(),
                                      [](const Outcome &outcome) { return outcome.isFault; });
    if (m_outcomes.size() >= fewestOutcomes && 2 * static_cast<size_t>(faults) >= m_outcomes.size())
        open(now);
}

void FaultBreaker::noteIntercepted(MonotonicTime now)
{
    if (!std::exchange(m_intercepted, true)) {
        m_pause = {};
        open(now);
    } else if (m_probing) {
        open(now);
    }
}

void FaultBreaker::note(const Outcome &outcome)
{
    m_outcomes.push_back(outcome);
    while (m_outcomes.front().at < outcome.at - faultWindow)
        m_outcomes.pop_front();
}

void FaultBreaker::noteSent()
{
    if (isOpen())
        m_probing = true;
}

void FaultBreaker::hurry(MonotonicTime now)
{
    if (m_probeAt)
        m_probeAt = std::min(*m_probeAt, now);
}

void FaultBreaker::setOffline(bool offline, MonotonicTime now)
{
    if (offline == m_offline)
        return;
    m_offline = offline;
    if (offline && !isOpen())
        open(now);
    else if (!offline)
        close(); // ask at once: the network is back
}

std::optional<MonotonicTime> FaultBreaker::next(MonotonicTime now) const
{
    if (!isOpen())
        return now;
    return m_probing ? std::nullopt : std::optional(std::max(now, *m_probeAt));
}

void FaultBreaker::open(MonotonicTime now)
{
    const MonotonicClock::duration first = m_intercepted ? firstSignInPause : firstProbePause;
    const MonotonicClock::duration longest = m_intercepted ? longestSignInPause : longestProbePause;
    m_pause = m_pause == MonotonicClock::duration() ? first : std::min(2 * m_pause, longest);
    m_probeAt = now + m_pause;
    m_probing = false;
    m_outcomes.clear();
}

void FaultBreaker::close()
{
    m_probeAt.reset();
    m_probing = false;
    m_intercepted = false;
    m_pause = {};
    m_outcomes.clear();
}

} // namespace embedscope
