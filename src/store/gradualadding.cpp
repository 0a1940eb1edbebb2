// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/gradualadding.h"

#include "store/taskfeed.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// Half a frame of the screen: what the user does meanwhile is not held up.
constexpr qint64 turnMs = 8;

} // namespace

GradualAdding::GradualAdding(TaskFeed &feed, QObject *parent) : QObject(parent), m_feed(feed)
{
    m_timer.setInterval(0ms);
    connect(&m_timer, &QTimer::timeout, this, &GradualAdding::addSome);
}

GradualAdding::~GradualAdding()
{
    while (m_next < m_ids.size())
        addSlice();
}

void GradualAdding::add(std::span<const TaskId> ids)
{
    m_ids.insert(m_ids.end(), ids.begin(), ids.end());
    if (!isRunning() && !ids.empty()) {
        m_timer.start();
        addSome();
    }
}

void GradualAdding::cancel()
{
    if (isRunning())
        end();
}

void GradualAdding::addSome()
{
    QElapsedTimer clock;
    clock.start();
    do {
        addSlice();
    } while (m_next < m_ids.size() && clock.elapsed() < turnMs);
    if (isRunning() && m_next == m_ids.size()) // whoever is told of one slice may have cancelled the next
        end();
}

void GradualAdding::addSlice()
{
    const size_t first = m_next;
    m_next = std::min(first + slice, m_ids.size());
    m_feed.add(std::span(m_ids).subspan(first, m_next - first));
}

void GradualAdding::end()
{
    m_timer.stop();
    const size_t total = std::exchange(m_ids, {}).size();
    Q_EMIT finished(std::exchange(m_next, 0), total);
}

} // namespace embedscope

#include "moc_gradualadding.cpp"
