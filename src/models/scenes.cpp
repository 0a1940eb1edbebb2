// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scenes.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

Scenes::Scenes(TaskAnalysis &analysis, QObject *parent) : QObject(parent), m_analysis(analysis)
{
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, [this] { take(nullptr); });
    connect(&m_analysis, &TaskAnalysis::ready, this, [this](TaskAnalysis::Part part) {
        if (part == TaskAnalysis::Part::Change)
            take(m_analysis.changes());
    });
}

void Scenes::request()
{
    if (m_changes)
        return;
    if (const auto known = m_analysis.changes())
        take(known);
}

bool Scenes::isUnderWay() const
{
    return m_analysis.isUnderWay(TaskAnalysis::Part::Change);
}

void Scenes::take(const std::shared_ptr<const TaskAnalysis::Changes> &changes)
{
    m_changes = changes;
    m_endSec = changes && task() ? task()->durationSec() : 0;
    m_lane = 0;
    if (m_changes && !m_changes->empty()) {
        const auto found = std::find_if(m_changes->begin(), m_changes->end(), [this](const LaneChange &lane) {
            return lane.clips->modality() == m_wanted;
        });
        chooseLane(found != m_changes->end() ? static_cast<size_t>(found - m_changes->begin()) : 0);
    }
    Q_EMIT changesChanged();
    findBoundaries();
}

void Scenes::findBoundaries()
{
    m_boundaries.clear();
    m_scenes.clear();
    if (m_changes && m_lane < m_changes->size()) {
        const LaneChange &lane = m_changes->at(m_lane);
        m_boundaries = sceneBoundaries(lane.novelty, lane.clips->key(), {m_threshold, kernelSec() / 2});
        if (!lane.clips->isEmpty()) // of clips without a usable vector nobody can say
            m_scenes.push_back({});
        for (const SceneBoundary &boundary : m_boundaries) {
            m_scenes.back().endSec = boundary.atSec;
            m_scenes.push_back({m_scenes.back().number + 1, boundary.atSec, 0, boundary});
        }
        if (!m_scenes.empty())
            m_scenes.back().endSec = std::max(m_endSec, m_scenes.back().startSec);
    }
    Q_EMIT boundariesChanged();
}

/// With the threshold that it was left with, or its usual one.
void Scenes::chooseLane(size_t lane)
{
    m_lane = lane;
    const auto moved = m_moved.find(place());
    m_threshold = moved != m_moved.end() ? moved->second : usualThreshold();
}

Scenes::Place Scenes::place() const
{
    return {task()->id.toString(), m_changes->at(m_lane).clips->modality(), kernelSec()};
}

double Scenes::usualThreshold() const
{
    return m_changes && m_lane < m_changes->size() ? m_changes->at(m_lane).usualThreshold : 0;
}

void Scenes::setLane(size_t lane)
{
    if (!m_changes || lane >= m_changes->size() || lane == m_lane)
        return;
    m_wanted = m_changes->at(lane).clips->modality();
    chooseLane(lane);
    findBoundaries();
}

void Scenes::setThreshold(double novelty)
{
    constexpr double step = 0.001; // as it is shown: what is seen as equal to the threshold reaches it
    const bool isUsual = std::abs(novelty - usualThreshold()) < step / 2;
    novelty = isUsual ? usualThreshold() : std::clamp(std::floor(novelty / step + 1e-6) * step, 0.0, 2.0);
    if (novelty == m_threshold)
        return;
    m_threshold = novelty;
    if (m_changes && m_lane < m_changes->size()) {
        if (isThresholdMoved())
            m_moved[place()] = novelty;
        else
            m_moved.erase(place());
    }
    findBoundaries();
}

void Scenes::setKernelSec(double seconds)
{
    if (qFuzzyCompare(seconds, kernelSec()))
        return;
    m_analysis.setKernelSec(seconds);
    take(nullptr);
}

int Scenes::segmentOf(const Scene &scene) const
{
    const SharedClips &clips = m_changes->at(m_lane).clips;
    if (scene.boundary)
        return segmentAfter(*scene.boundary);
    return clips->isEmpty() ? -1 : static_cast<int>(clips->row(0));
}

int Scenes::segmentAfter(const SceneBoundary &boundary) const
{
    return static_cast<int>(m_changes->at(m_lane).clips->row(boundary.clip + 1));
}

} // namespace embedscope

#include "moc_scenes.cpp"
