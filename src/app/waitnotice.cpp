// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/waitnotice.h"

#include "models/pollingwords.h"
#include "store/taskfeed.h"

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// A moment that is counted anew at each look is the same moment.
bool isSame(const PollPlan::Waiting &a, const PollPlan::Waiting &b)
{
    constexpr auto slack = 2s;
    if (a.reason != b.reason || a.until.has_value() != b.until.has_value())
        return false;
    return !a.until || std::chrono::abs(*a.until - *b.until) <= slack;
}

} // namespace

WaitNotice::WaitNotice(const TaskFeed &feed, Print print, std::chrono::milliseconds patience)
    : m_feed(feed), m_print(std::move(print)), m_patience(patience), m_begun(MonotonicClock::now())
{
    connect(&m_timer, &QTimer::timeout, this, &WaitNotice::look);
    m_timer.start(std::min(patience, std::chrono::milliseconds(1s)));
}

void WaitNotice::look()
{
    const MonotonicTime now = MonotonicClock::now();
    const PollPlan::View view = m_feed.polling();
    if (!view.waiting || m_feed.standstill()) {
        m_told.reset();
        return;
    }
    const bool isLong = now - view.lastSent.value_or(m_begun) >= m_patience;
    if (!isLong || (m_told && isSame(*m_told, *view.waiting)))
        return;
    m_told = view.waiting;
    m_print(waitingSentence(view, now, QDateTime::currentDateTimeUtc()));
}

} // namespace embedscope

#include "moc_waitnotice.cpp"
