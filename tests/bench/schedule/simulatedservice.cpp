// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/schedule/simulatedservice.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

SimulatedService::SimulatedService(std::vector<SimulatedTask> tasks, int perMinute)
    : m_tasks(std::move(tasks)), m_perMinute(perMinute)
{
    std::stable_sort(m_tasks.begin(), m_tasks.end(),
                     [](const SimulatedTask &a, const SimulatedTask &b) { return a.created > b.created; });
    for (size_t i = 0; i < m_tasks.size(); ++i)
        m_index.insert(m_tasks[i].id, static_cast<int>(i));
}

bool SimulatedService::accept(double sec)
{
    ++m_requests;
    while (!m_minute.empty() && m_minute.front() <= sec - 60)
        m_minute.pop_front();
    if (static_cast<int>(m_minute.size()) >= m_perMinute) {
        ++m_refused;
        return false;
    }
    m_minute.push_back(sec);
    return true;
}

RateLimits SimulatedService::limits(double sec) const
{
    const double oldest = m_minute.empty() ? sec : m_minute.front();
    const double resets = std::clamp(oldest + 60 - sec, 0.0, 60.0);
    return {m_perMinute, m_perMinute - static_cast<int>(m_minute.size()),
            std::chrono::milliseconds(static_cast<qint64>(resets * 1000))};
}

TaskListPage SimulatedService::page(int number, double sec) const
{
    constexpr int perPage = 50;
    TaskListPage page;
    page.totalPages = std::max(1, (static_cast<int>(m_tasks.size()) + perPage - 1) / perPage);
    const auto size = static_cast<int>(m_tasks.size());
    for (int i = (number - 1) * perPage; i < std::min(number * perPage, size); ++i) {
        const SimulatedTask &task = m_tasks[static_cast<size_t>(i)];
        ListedTask listed;
        listed.id = task.id;
        listed.state = hasEnded(i, sec) ? TaskState::Ready : TaskState::Processing;
        listed.createdAt = wall(task.created);
        listed.inputType = QStringLiteral("video");
        listed.durationSec = task.mediaSec;
        page.tasks.push_back(listed);
    }
    return page;
}

QDateTime SimulatedService::wall(double sec)
{
    constexpr qint64 begin = 1'800'000'000'000;
    return QDateTime::fromMSecsSinceEpoch(begin + static_cast<qint64>(sec * 1000), Qt::UTC);
}

std::vector<SimulatedTask> makeTasks(int count, std::mt19937 &random)
{
    std::uniform_real_distribution<double> age(0, 60);
    std::lognormal_distribution<double> media(std::log(720.0), 0.8);
    std::normal_distribution<double> noise(0, 0.4);
    std::vector<SimulatedTask> tasks;
    for (int i = 0; i < count; ++i) {
        SimulatedTask task;
        task.id = *TaskId::fromString(QStringLiteral("%1").arg(i, 24, 16, QLatin1Char('0')));
        task.created = -age(random);
        task.mediaSec = std::clamp(media(random), 120.0, 3600.0);
        task.ends = task.created + std::max(60.0, task.mediaSec / 3 * std::exp(noise(random)));
        tasks.push_back(task);
    }
    return tasks;
}

} // namespace embedscope
