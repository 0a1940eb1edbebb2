// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/laneloader.h"

#include "core/whenfinished.h"

#include <QtConcurrentRun>

namespace embedscope {

namespace {

constexpr size_t mostSegmentsAtOnce = 5'000;

} // namespace

void LaneLoader::load(const SharedTask &task)
{
    const quint64 generation = ++m_generation;
    if (!task) {
        Q_EMIT loaded(nullptr, nullptr);
        return;
    }
    if (task->segments.size() <= mostSegmentsAtOnce) {
        Q_EMIT loaded(task, buildLanes(*task));
        return;
    }
    const auto building = QtConcurrent::run([task] { return buildLanes(*task); });
    whenFinished(building, this, [this, task, generation](const std::shared_ptr<const LaneSet> &lanes) {
        if (generation == m_generation)
            Q_EMIT loaded(task, lanes);
    });
}

} // namespace embedscope

#include "moc_laneloader.cpp"
