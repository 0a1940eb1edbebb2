// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/requestbudget.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// The service counts when a request arrives, we when it is sent: two that were sent a minute apart may arrive
/// closer. A second more keeps us on the safe side.
constexpr std::chrono::milliseconds fullMinute = 61s;
constexpr std::chrono::milliseconds fullDay = 24h;
constexpr qint64 msecOfMinute = 60'000;
constexpr qint64 minutesOfDay = 24 * 60;
/// More than this in a minute was never sent.
constexpr int mostOfMinute = 100'000;
/// Where neither the service nor the user says anything: the rate at first and at last, and what a clean minute adds to it
/// (an n-th part). A quarter doubles it in about three minutes: slow enough that the first refusal comes at no more than a
/// quarter above what the service takes.
constexpr int firstRate = 60;
constexpr int lastRate = 600;
constexpr int growthPart = 4;
constexpr std::chrono::milliseconds firstPauseAfterRefusal = 1s;
constexpr double leastShare = 1.0 / 60;
/// What is left of the day for polls is spent such that after this time 37 % of it would be left: at first there
/// is plenty, and a long night does not use it up.
constexpr double dayDecaySec = 2 * 3600;
/// So many speculative requests may follow each other at once.
constexpr int speculativeBurst = 2;
/// So many requests of a minute are kept from them.
constexpr int mostKept = 1;

MonotonicTime later(MonotonicTime time, double seconds)
{
    return time + std::chrono::duration_cast<MonotonicClock::duration>(std::chrono::duration<double>(seconds));
}

} // namespace

RequestBudget::RequestBudget(const Limits &limits) : m_limits(limits), m_grown(firstRate) { }

void RequestBudget::forgetService()
{
    m_namedLimit.reset();
    m_remaining.reset();
    m_windowEnds.reset();
    m_longWindowSeen.reset();
    m_grown = firstRate;
    m_unanswered = 0;
    m_notBefore.reset();
    m_refusedUntil.reset();
    m_refusals = 0;
    m_slowedAt.reset();
    m_share = 1;
}

int RequestBudget::ratePerMinute() const
{
    int limit = m_limits.perMinute > 0 ? m_limits.perMinute : m_namedLimit.value_or(m_grown);
    limit = std::min(limit, m_namedLimit.value_or(limit));
    return std::max(1, static_cast<int>(std::floor(limit * m_share)));
}

int RequestBudget::sentInMinute(MonotonicTime now) const
{
    return static_cast<int>(m_minute.end() - std::upper_bound(m_minute.begin(), m_minute.end(), now - fullMinute));
}

int RequestBudget::sentInDay(MonotonicTime now) const
{
    int count = 0;
    for (const DayCount &each : m_day)
        count += each.minute > now - fullDay ? each.count : 0;
    return count;
}

bool RequestBudget::isDaySpent(MonotonicTime now) const
{
    return m_limits.perDay > 0 && sentInDay(now) >= m_limits.perDay;
}

MonotonicTime RequestBudget::nextInMinute(MonotonicTime now) const
{
    const auto rate = static_cast<size_t>(ratePerMinute());
    MonotonicTime next = now;
    if (m_minute.size() >= rate)
        next = std::max(next, m_minute[m_minute.size() - rate] + fullMinute);
    return next;
}

MonotonicTime RequestBudget::nextInWindow(MonotonicTime now) const
{
    // What is under way may not be in the service's number yet.
    const bool isOpen = m_windowEnds && *m_windowEnds > now;
    return isOpen && m_remaining && *m_remaining - m_unanswered <= 0 ? *m_windowEnds : now;
}

MonotonicTime RequestBudget::nextInDay(MonotonicTime now) const
{
    if (!isDaySpent(now))
        return now;
    int excess = sentInDay(now) - m_limits.perDay + 1;
    for (const DayCount &each : m_day) {
        if (each.minute > now - fullDay)
            excess -= each.count;
        if (excess <= 0)
            return each.minute + fullDay;
    }
    return now;
}

MonotonicTime RequestBudget::next(MonotonicTime now) const
{
    return std::max({nextInMinute(now), nextBesidesRate(now), m_refusedUntil.value_or(now)});
}

MonotonicTime RequestBudget::nextBesidesRate(MonotonicTime now) const
{
    return std::max({nextInWindow(now), nextInDay(now), m_notBefore.value_or(now)});
}

/// Seconds between two speculative requests in the long run.
double RequestBudget::speculativePause(MonotonicTime now, int reserved) const
{
    double pause = std::chrono::duration<double>(fullMinute).count() / ratePerMinute();
    // After a burst, what is left is spread until the first of it comes back: a minute has no blind half.
    const int used = sentInMinute(now);
    if (used > 0) {
        const MonotonicTime returns = m_minute[m_minute.size() - static_cast<size_t>(used)] + fullMinute;
        const int left = std::max(1, ratePerMinute() - used);
        pause = std::max(pause, std::chrono::duration<double>(returns - now).count() / left);
    }
    if (m_limits.perDay > 0) {
        const double left = std::max(0, m_limits.perDay - sentInDay(now));
        const double spare = std::max(0.0, left - reserved);
        const double perSecond = std::max(spare / dayDecaySec, left / std::chrono::duration<double>(fullDay).count());
        pause = std::max(pause, 1 / std::max(perSecond, 1e-5));
    }
    if (isLongWindowOpen(now))
        pause = std::max(pause, m_windowPause);
    return pause;
}

/// How long a window is cannot be told from what remains of it, for every one comes to its last minute: what was seen within
/// a day counts.
bool RequestBudget::isLongWindow(MonotonicTime now) const
{
    constexpr auto memory = fullDay + std::chrono::milliseconds(1h);
    return m_longWindowSeen && now - *m_longWindowSeen < memory;
}

bool RequestBudget::isLongWindowOpen(MonotonicTime now) const
{
    return isLongWindow(now) && m_windowEnds && *m_windowEnds > now && m_remaining;
}

/// In a longer window of the service's own, what is left is spread over it. At least half of it is for polls: without them
/// nobody learns what the other half is kept for.
double RequestBudget::windowPause(MonotonicTime now, int reserved) const
{
    if (!isLongWindowOpen(now))
        return 0;
    const int left = *m_remaining - m_unanswered;
    return std::chrono::duration<double>(*m_windowEnds - now).count() / std::max(1, left - std::min(reserved, left / 2));
}

MonotonicTime RequestBudget::nextSpeculative(MonotonicTime now, int reserved) const
{
    const double pause = speculativePause(now, reserved);
    MonotonicTime free = next(now);
    // A few are kept for what is found to have ended.
    const int rate = ratePerMinute();
    const auto most = static_cast<size_t>(std::max(1, rate - std::min({reserved, rate / 4, mostKept})));
    if (m_minute.size() >= most)
        free = std::max(free, m_minute[m_minute.size() - most] + fullMinute);
    return std::max(free, later(m_speculativeDue, -pause * (speculativeBurst - 1)));
}

void RequestBudget::noteSent(MonotonicTime now, bool isSpeculative, int reserved)
{
    forgetOld(now);
    // Not anew at every look: it shrinks as the window's end comes closer, and the next one would be put off for ever.
    m_windowPause = windowPause(now, reserved);
    m_reserved = reserved;
    if (isSpeculative) // within a day there is a new budget, whoever's it is
        m_speculativeDue = std::min(later(std::max(m_speculativeDue, now), speculativePause(now, reserved)), now + fullDay);
    m_minute.push_back(now);
    if (m_day.empty() || now - m_day.back().minute >= 60s)
        m_day.push_back({now, 0});
    ++m_day.back().count;
    ++m_unanswered;
    ++m_sentSinceClean;
    if (m_cleanSince == MonotonicTime())
        m_cleanSince = now;
}

void RequestBudget::noteAnswer(const RateLimits &limits, MonotonicTime now)
{
    m_refusals = 0;
    noteHeaders(limits, now);
}

void RequestBudget::noteHeaders(const RateLimits &limits, MonotonicTime now)
{
    noteLost();
    winBack(now);
    if (limits.isEmpty())
        return;
    constexpr auto longestMinute = 120s; // a window that ends later is one of an hour or a day
    if (limits.resetsIn) {
        m_windowEnds = now + *limits.resetsIn + 500ms; // seconds are cut, and clocks differ
        if (*limits.resetsIn > longestMinute) {
            m_longWindowSeen = now;
            m_namedLimit.reset(); // it was not one a minute
        }
    }
    if (limits.remaining) {
        m_remaining = limits.remaining;
        if (!limits.resetsIn && !m_windowEnds)
            m_windowEnds = now + fullMinute;
    }
    if (limits.limit && !isLongWindow(now))
        m_namedLimit = std::max(1, *limits.limit);
    // What was promised while little was left does not hold once the service names more.
    if (const double pause = windowPause(now, m_reserved); pause < m_windowPause) {
        m_windowPause = pause;
        m_speculativeDue = std::min(m_speculativeDue, later(now, speculativePause(now, m_reserved)));
    }
}

void RequestBudget::noteLost()
{
    m_unanswered = std::max(0, m_unanswered - 1);
    if (m_remaining)
        --*m_remaining; // as if it had been counted; an answer's own number takes its place
}

void RequestBudget::noteRefused(const RateLimits &limits, MonotonicTime sentAt, MonotonicTime now)
{
    noteHeaders(limits, now);
    m_cleanSince = now;
    m_sentSinceClean = 0;
    if (m_refusals == 0 || sentAt > m_refusedAt) {
        constexpr int mostDoublings = 5;
        m_refusedUntil = now + firstPauseAfterRefusal * (1 << std::min(m_refusals, mostDoublings));
        ++m_refusals;
        m_refusedAt = now;
    }
    if (!m_slowedAt || sentAt > *m_slowedAt + fullMinute) {
        m_share = std::max(leastShare, m_share / 2);
        m_slowedAt = now;
    }
}

void RequestBudget::noteToldToWait(std::chrono::milliseconds wait, MonotonicTime now)
{
    m_notBefore = std::max(m_notBefore.value_or(now), now + wait);
}

void RequestBudget::winBack(MonotonicTime now)
{
    while (m_share < 1 && now - m_cleanSince >= 60s) {
        m_share = std::min(1.0, m_share + 0.1);
        m_cleanSince += 60s;
        m_sentSinceClean = 0;
    }
    if (m_share < 1 || now - m_cleanSince < 60s)
        return;
    // A minute in which little was sent says nothing of what is too much.
    const double minutes = std::chrono::duration<double>(now - m_cleanSince) / fullMinute;
    if (m_limits.perMinute == 0 && !m_namedLimit && 2 * m_sentSinceClean >= m_grown * minutes)
        m_grown = std::min(lastRate, m_grown + m_grown / growthPart);
    m_cleanSince = now;
    m_sentSinceClean = 0;
}

void RequestBudget::forgetOld(MonotonicTime now)
{
    while (!m_minute.empty() && m_minute.front() <= now - fullMinute)
        m_minute.pop_front();
    while (!m_day.empty() && m_day.front().minute <= now - fullDay)
        m_day.pop_front();
    if (m_notBefore && *m_notBefore <= now)
        m_notBefore.reset();
    if (m_windowEnds && *m_windowEnds <= now) {
        m_windowEnds.reset();
        m_remaining.reset();
    }
}

std::vector<RequestMinute> RequestBudget::sentToday(MonotonicTime now, const QDateTime &wallNow) const
{
    std::map<qint64, int> counts;
    for (const DayCount &each : m_day) {
        if (each.minute <= now - fullDay)
            continue;
        const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(now - each.minute);
        counts[(wallNow.toMSecsSinceEpoch() - ago.count()) / msecOfMinute] += each.count;
    }
    std::vector<RequestMinute> sent;
    for (const auto &[minute, count] : counts)
        sent.push_back({minute, count});
    return sent;
}

void RequestBudget::restore(const std::vector<RequestMinute> &sent, MonotonicTime now, const QDateTime &wallNow)
{
    std::map<MonotonicTime, int> counts;
    const qint64 wallMinute = wallNow.toMSecsSinceEpoch() / msecOfMinute;
    for (const RequestMinute &each : sent) {
        if (each.minute < 0 || each.minute > wallMinute + minutesOfDay)
            continue;
        // Not at its very end: the two clocks are read one after the other, and it would soon count for the next one.
        constexpr qint64 clockMargin = 500;
        const std::chrono::milliseconds ago(wallNow.toMSecsSinceEpoch() - (each.minute + 1) * msecOfMinute + clockMargin);
        if (each.count > 0 && ago < fullDay)
            counts[std::min(now, now - ago)] += std::min(each.count, mostOfMinute);
    }
    std::deque<DayCount> day;
    std::deque<MonotonicTime> minute;
    for (const auto &[time, count] : counts) {
        day.push_back({time, count});
        if (time > now - fullMinute)
            minute.insert(minute.end(), static_cast<size_t>(count), time);
    }
    m_day.insert(m_day.begin(), day.begin(), day.end());
    m_minute.insert(m_minute.begin(), minute.begin(), minute.end());
    // What was sent in the meantime may be earlier than what was kept and counts as sent now.
    std::sort(m_minute.begin(), m_minute.end());
    std::sort(m_day.begin(), m_day.end(), [](const DayCount &a, const DayCount &b) { return a.minute < b.minute; });
}

RequestBudget::View RequestBudget::view(MonotonicTime now) const
{
    View view;
    view.limit = ratePerMinute();
    view.left = std::max(0, view.limit - sentInMinute(now));
    view.resets = m_minute.empty() ? now : std::max(now, m_minute.front() + fullMinute);
    // Where neither leaves any, the later one says when there are some again.
    if (m_windowEnds && *m_windowEnds > now && m_remaining && std::max(0, *m_remaining - m_unanswered) <= view.left) {
        view.resets = view.left == 0 ? std::max(view.resets, *m_windowEnds) : *m_windowEnds;
        view.left = std::max(0, *m_remaining - m_unanswered);
    }
    view.perDay = m_limits.perDay;
    view.leftToday = std::max(0, m_limits.perDay - sentInDay(now));
    view.isDaySpent = isDaySpent(now);
    view.isSlowed = m_share < 1;
    if (view.isDaySpent)
        view.resumes = nextInDay(now);
    else if (const MonotonicTime resumes = std::max(m_notBefore.value_or(now), m_refusedUntil.value_or(now)); resumes > now) {
        view.resumes = resumes;
        view.isRefusing = resumes > m_notBefore.value_or(now);
    }
    return view;
}

} // namespace embedscope
