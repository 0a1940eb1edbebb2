// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/polltypes.h"

#include <deque>
#include <optional>

namespace embedscope {

/// Notices that most requests fail, or that there is no network, and then lets one at a time probe: after 30 s,
/// then after twice as long each time, up to 5 min. A plain value that knows no clock.
class FaultBreaker final
{
public:
    /// The service answered, whatever it said about the task.
    void noteAnswer(MonotonicTime now);
    /// No answer, or one that says that the service is in trouble.
    void noteFault(MonotonicTime now);
    void noteSent();
    /// A request was taken back: where it was the probe, another one may be sent.
    void noteGone() { m_probing = false; }
    /// The user does not want to wait: the next probe is due now.
    void hurry(MonotonicTime now);
    /// The system says that there is no network, or that there is one again.
    void setOffline(bool offline, MonotonicTime now);

    bool isOpen() const { return m_probeAt.has_value(); }
    bool isOffline() const { return m_offline; }
    /// When the next request may be sent as far as this is concerned: `now` while closed, the time of the probe while
    /// open, nothing while a probe is under way.
    std::optional<MonotonicTime> next(MonotonicTime now) const;

private:
    struct Outcome
    {
        MonotonicTime at;
        bool isFault = false;
    };
    void note(const Outcome &outcome);
    void open(MonotonicTime now);
    void close();

    std::deque<Outcome> m_outcomes; ///< of the last 30 s
    std::optional<MonotonicTime> m_probeAt;
    MonotonicClock::duration m_pause{}; ///< before the next probe
    bool m_probing = false;
    bool m_offline = false;
};

} // namespace embedscope
