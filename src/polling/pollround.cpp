// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/pollround.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// So long a round goes on without any news, and so long after its first request a task is tried again.
constexpr std::chrono::milliseconds roundMinute = 60s;

/// Where very few requests are allowed, two of them fit into it: one that fails says nothing of the next.
std::chrono::milliseconds patience(int rate)
{
    constexpr std::chrono::milliseconds betweenTwo = 122s;
    return std::max(roundMinute, betweenTwo / rate);
}

} // namespace

void PollRound::noteSent(const TaskId &id, MonotonicTime now)
{
    m_fruitless = Fruitless{m_fruitless ? m_fruitless->since : now, m_fruitless ? m_fruitless->sent + 1 : 1};
    m_lastSent = now;
    m_wasTryAgain = m_asked.contains(id);
    if (!m_wasTryAgain)
        m_asked.insert(id, {now, std::nullopt});
}

void PollRound::noteFailed(const TaskId &id, const Failure &failure, int tries)
{
    const auto found = m_asked.find(id);
    if (found == m_asked.end())
        return;
    found->failed = Overdue{id, failure, tries};
    found->failed->why.bytes = {}; // must not keep files alive
}

bool PollRound::isTooLate(const TaskId &id, MonotonicTime when) const
{
    const auto found = m_asked.constFind(id);
    return found != m_asked.cend() && when > found->since + roundMinute;
}

std::vector<PollRound::Overdue> PollRound::overdue(std::span<const TaskId> waiting, MonotonicTime now) const
{
    std::vector<Overdue> overdue;
    for (const TaskId &id : waiting) {
        const auto found = m_asked.constFind(id);
        if (found != m_asked.cend() && found->failed && isTooLate(id, now))
            overdue.push_back(*found->failed);
    }
    return overdue;
}

std::optional<MonotonicTime> PollRound::nextOverdue(std::span<const TaskId> waiting, MonotonicTime now) const
{
    std::optional<MonotonicTime> next;
    for (const TaskId &id : waiting) {
        const auto found = m_asked.constFind(id);
        if (found == m_asked.cend() || !found->failed)
            continue;
        const MonotonicTime time = std::max(now, found->since + roundMinute + 1ms);
        next = std::min(next.value_or(time), time);
    }
    return next;
}

/// A round does not wait for a breaker: each task's own waits are enough. But where requests bring nothing, the second half of
/// a minute's is spread over it: else a fault of a second would use them all up, and none were left when it is over.
MonotonicTime PollRound::next(MonotonicTime now, int rate) const
{
    if (!m_fruitless || m_fruitless->sent < std::max(1, rate / 2))
        return now;
    return std::max(now, m_lastSent + roundMinute / std::max(1, rate - rate / 2));
}

std::optional<PollRound::End> PollRound::end(MonotonicTime now, const RequestBudget &budget, bool isAnyUnderWay) const
{
    const MonotonicTime until = (m_fruitless ? m_fruitless->since : now) + patience(budget.ratePerMinute());
    const MonotonicTime allowed = budget.nextBesidesRate(now); // the rate alone is no reason
    if (now < until && (isAnyUnderWay || allowed <= until))
        return std::nullopt;
    if (budget.view(now).isDaySpent)
        return End::DaySpent;
    return allowed > until ? End::ToldToWait : End::NoAnswer;
}

std::optional<MonotonicTime> PollRound::endsBy(const RequestBudget &budget) const
{
    if (!m_fruitless)
        return std::nullopt;
    return m_fruitless->since + patience(budget.ratePerMinute());
}

} // namespace embedscope
