// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/taskid.h"
#include "polling/requestbudget.h"

#include <QHash>

#include <optional>
#include <span>
#include <vector>

namespace embedscope {

/// Keeps one round short: a task is tried again within a minute of its first request only, and the round is over once a minute
/// has brought nothing about any task. A plain value that knows no clock.
class PollRound final
{
public:
    /// Why a round is over although some tasks had no answer.
    enum class End {
        NoAnswer, ///< for a minute the service has said nothing about any task
        ToldToWait, ///< the service asked to wait for longer than a minute
        DaySpent,
    };
    /// A task whose minute is over.
    struct Overdue
    {
        TaskId id;
        Failure why; ///< of its last try
        int tries = 0;
    };

    void noteSent(const TaskId &id, MonotonicTime now);
    /// Whether the last request was not the first one for its task.
    bool wasTryAgain() const { return m_wasTryAgain; }
    /// The service said something about a task, whatever it was.
    void noteNews() { m_fruitless.reset(); }
    void noteFailed(const TaskId &id, const Failure &failure, int tries);
    void forget(const TaskId &id) { m_asked.remove(id); }
    void startAnew() { *this = {}; }

    /// Whether a try at `when` comes too late for this task.
    bool isTooLate(const TaskId &id, MonotonicTime when) const;
    /// Those of `waiting` that have failed and may not be tried again any more.
    std::vector<Overdue> overdue(std::span<const TaskId> waiting, MonotonicTime now) const;
    /// When one of `waiting` becomes overdue next.
    std::optional<MonotonicTime> nextOverdue(std::span<const TaskId> waiting, MonotonicTime now) const;

    /// When the next request may be sent where `rate` are allowed a minute.
    MonotonicTime next(MonotonicTime now, int rate) const;
    std::optional<End> end(MonotonicTime now, const RequestBudget &budget, bool isAnyUnderWay) const;
    /// When end() says so at the latest, should nothing else happen; nothing where nothing was sent in vain.
    std::optional<MonotonicTime> endsBy(const RequestBudget &budget) const;

private:
    struct Asked
    {
        MonotonicTime since; ///< when the first request was sent
        std::optional<Overdue> failed; ///< its last try
    };
    /// Since then so many requests were sent, and none brought anything about a task.
    struct Fruitless
    {
        MonotonicTime since;
        int sent = 0;
    };

    QHash<TaskId, Asked> m_asked;
    std::optional<Fruitless> m_fruitless;
    MonotonicTime m_lastSent;
    bool m_wasTryAgain = false;
};

} // namespace embedscope
