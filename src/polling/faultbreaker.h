// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/polltypes.h"

#include <deque>
#include <optional>

namespace embedscope {

/// Notices that the service is not reached, and then lets one request at a time probe, after pauses that double. That most
/// requests fail, or that there is no network: 30 s up to 5 min. That something else answers in the service's place, which
/// one such answer shows: 1 s up to 60 s, for a sign-in may be over at any moment. A plain value that knows no clock.
class FaultBreaker final
{
public:
    /// The service answered, whatever it said about the task.
    void noteAnswer(MonotonicTime now);
    /// No answer, or one that says that the service is in trouble.
    void noteFault(MonotonicTime now);
    /// Something else answered in the service's place.
    void noteIntercepted(MonotonicTime now);
    void noteSent();
    /// A request was taken back: where it was the probe, another one may be sent.
    void noteGone() { m_probing = false; }
    /// The user does not want to wait: the next probe is due now.
    void hurry(MonotonicTime now);
    /// The system says that there is no network, or that there is one again.
    void setOffline(bool offline, MonotonicTime now);

    bool isOpen() const { return m_probeAt.has_value(); }
    bool isOffline() const { return m_offline; }
    bool isIntercepted() const { return m_intercepted; }
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
    bool m_intercepted = false; ///< only while open
};

} // namespace embedscope
