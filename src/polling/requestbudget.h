// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/polltypes.h"
#include "polling/ratelimits.h"

#include <QDateTime>

#include <deque>
#include <vector>

namespace embedscope {

/// How many requests were sent in one minute of the wall clock.
struct RequestMinute
{
    qint64 minute = 0; ///< since 1970, UTC
    int count = 0;

    friend bool operator==(const RequestMinute &, const RequestMinute &) = default;
};

/// How many requests may be sent, for all tasks together, and when the next one may: a plain value that knows no
/// clock. The smaller counts of what the service's headers say and what the user set. Where neither says anything, it begins
/// with 60 a minute, and each minute that used at least half of what was allowed and saw no refusal allows a quarter more, up
/// to 600: eleven minutes of work find out what a service takes. In no minute (and no day) more requests are sent than the limit, however they are spread. A 429 halves the rate, once in a
/// minute: until it is over, what was sent before may be why. While nothing but 429s come, each waits twice as long as the one
/// before, up to 32 s. A minute without one wins back a tenth. Where the service asks to wait, all do.
class RequestBudget final
{
public:
    struct Limits
    {
        int perMinute = 0; ///< at most, as the user set it; 0: nothing was set
        int perDay = 0; ///< in any 24 hours; 0: no limit
    };

    RequestBudget() : RequestBudget(Limits()) { }
    explicit RequestBudget(const Limits &limits);
    void setLimits(const Limits &limits) { m_limits = limits; }
    /// Another service is asked: what the old one said does not hold. What was sent still counts.
    void forgetService();

    /// When a request that is known to bring something may be sent: `now` or later.
    MonotonicTime next(MonotonicTime now) const;
    /// The same for one that may bring nothing new (a poll, a page of the list). These are spread evenly over the
    /// minute, and over the day so that `reserved` requests stay for what will end.
    MonotonicTime nextSpeculative(MonotonicTime now, int reserved) const;
    void noteSent(MonotonicTime now, bool isSpeculative, int reserved);
    /// An answer, with what its headers say.
    void noteAnswer(const RateLimits &limits, MonotonicTime now);
    /// A 429 to a request sent at `sentAt`, with what its headers say. Several that were under way together count as one.
    void noteRefused(const RateLimits &limits, MonotonicTime sentAt, MonotonicTime now);
    /// The service asked to wait so long, with whatever status: nothing is sent earlier. It says nothing of the rate.
    void noteToldToWait(std::chrono::milliseconds wait, MonotonicTime now);
    /// The user does not want to wait: nothing is spread any more, but the limits hold.
    void hurry() { m_speculativeDue = {}; }
    /// The same as next() where the rate a minute does not count: when what was told, the day or a longer window allow one.
    MonotonicTime nextBesidesRate(MonotonicTime now) const;
    /// A request ended without an answer: it may or may not have been counted.
    void noteLost();

    /// The requests of the last 24 hours by minutes of the wall clock, ascending, to be kept while the program is not
    /// running. `wallNow` is the time of day that goes with `now`, here and below.
    std::vector<RequestMinute> sentToday(MonotonicTime now, const QDateTime &wallNow) const;
    /// Counts kept requests before those that were sent in the meantime. Each counts as sent at the end of its minute:
    /// rather too late than too early. Minutes of another day (the clock was changed) are left out.
    void restore(const std::vector<RequestMinute> &sent, MonotonicTime now, const QDateTime &wallNow);

    /// To be shown: "38 of 60 left, resets 10:42".
    struct View
    {
        int limit = 0; ///< requests a minute (or in the service's window), as things stand
        int left = 0; ///< of them
        MonotonicTime resets; ///< when the next of those used comes back, or the service's window ends
        int perDay = 0; ///< 0: no limit
        int leftToday = 0;
        std::optional<MonotonicTime> resumes; ///< the day is spent, or the service asked to wait: when it goes on
        bool isDaySpent = false;
        bool isRefusing = false; ///< it goes on later because 429s came, not because a time was named
        bool isSlowed = false; ///< by 429s
    };
    View view(MonotonicTime now) const;
    /// Requests a minute that are allowed as things stand; at least 1.
    int ratePerMinute() const;

private:
    struct DayCount
    {
        MonotonicTime minute; ///< when this minute began
        int count = 0;
    };
    void noteHeaders(const RateLimits &limits, MonotonicTime now);
    void forgetOld(MonotonicTime now);
    void winBack(MonotonicTime now);
    int sentInMinute(MonotonicTime now) const;
    int sentInDay(MonotonicTime now) const;
    bool isLongWindow(MonotonicTime now) const;
    bool isDaySpent(MonotonicTime now) const;
    MonotonicTime nextInMinute(MonotonicTime now) const;
    MonotonicTime nextInWindow(MonotonicTime now) const;
    MonotonicTime nextInDay(MonotonicTime now) const;
    double speculativePause(MonotonicTime now, int reserved) const;
    bool isLongWindowOpen(MonotonicTime now) const;
    double windowPause(MonotonicTime now, int reserved) const;

    Limits m_limits;
    std::optional<int> m_namedLimit; ///< a minute, by the service
    std::optional<int> m_remaining; ///< in the service's window, less what was sent since
    std::optional<MonotonicTime> m_windowEnds;
    std::optional<MonotonicTime> m_longWindowSeen; ///< when a window was last seen to be longer than a minute
    int m_grown; ///< requests a minute, where nobody says anything
    int m_unanswered = 0; ///< requests that the service may not have counted yet
    std::deque<MonotonicTime> m_minute; ///< when requests were sent, of the last minute
    std::deque<DayCount> m_day; ///< of the last 24 hours, by minutes
    std::optional<MonotonicTime> m_notBefore; ///< the service asked to wait
    std::optional<MonotonicTime> m_refusedUntil; ///< a pause after 429s
    MonotonicTime m_refusedAt; ///< when the last 429 came
    int m_refusals = 0; ///< in a row
    std::optional<MonotonicTime> m_slowedAt; ///< when the rate was last halved
    MonotonicTime m_cleanSince;
    int m_sentSinceClean = 0;
    double m_windowPause = 0; ///< s between speculative requests in a longer window, when the last one was sent
    int m_reserved = 0; ///< requests that were to stay for what will end, when the last one was sent
    double m_share = 1; ///< of the limit, after 429s
    MonotonicTime m_speculativeDue; ///< theoretical time of the next speculative request, see nextSpeculative()
};

} // namespace embedscope
