// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasklistpage.h"
#include "polling/ratelimits.h"

#include <QHash>

#include <deque>
#include <random>
#include <vector>

namespace embedscope {

/// A task of the simulation; times in seconds.
struct SimulatedTask
{
    TaskId id;
    double created = 0;
    double ends = 0;
    double mediaSec = 0;
};

/// The service as the simulation has it: tasks that end at known times, the list, and a limit of requests in any 60
/// seconds, over which it answers 429.
class SimulatedService final
{
public:
    static constexpr double roundTrip = 0.15; ///< s

    SimulatedService(std::vector<SimulatedTask> tasks, int perMinute);

    const std::vector<SimulatedTask> &tasks() const { return m_tasks; }
    int indexOf(const TaskId &id) const { return m_index.value(id, -1); }
    /// Counts a request that arrives at `sec`; false where it is one too many.
    bool accept(double sec);
    RateLimits limits(double sec) const;
    bool hasEnded(int task, double sec) const { return m_tasks[static_cast<size_t>(task)].ends <= sec; }
    TaskListPage page(int number, double sec) const;

    int requests() const { return m_requests; }
    int refused() const { return m_refused; }

    static QDateTime wall(double sec);

private:
    std::vector<SimulatedTask> m_tasks; ///< newest first, as the list has them
    QHash<TaskId, int> m_index;
    int m_perMinute;
    std::deque<double> m_minute;
    int m_requests = 0;
    int m_refused = 0;
};

/// `count` tasks created in the five minutes before 0. Media of 2 to 60 minutes; processing takes about a third of
/// their duration, give or take 40 %, but at least a minute.
std::vector<SimulatedTask> makeTasks(int count, std::mt19937 &random);

} // namespace embedscope
