// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskanalysis.h"

#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace embedscope {

/// One scene of a task: from one boundary of the lane, or the start of the media, to the next, or the end.
struct Scene
{
    int number = 1; ///< from 1 on, in order of time
    double startSec = 0;
    double endSec = 0;
    std::optional<SceneBoundary> boundary = std::nullopt; ///< that it begins with; none for the first scene
};

/// The scene boundaries of a task: of which lane, above which threshold, with which kernel. One list for every view of
/// them; computed only once a view asks.
class Scenes final : public QObject
{
    Q_OBJECT

public:
    /// `analysis` must outlive this.
    explicit Scenes(TaskAnalysis &analysis, QObject *parent = nullptr);

    /// Has what is missing computed. A view asks when it appears, and while it is shown after each changesChanged().
    void request();
    /// Whether it is being computed.
    bool isUnderWay() const;
    /// Null until it is there.
    const std::shared_ptr<const TaskAnalysis::Changes> &changes() const { return m_changes; }
    const SharedTask &task() const { return m_analysis.task(); }

    /// An index in changes(): the one whose boundaries are listed. At first the modality that was last chosen, else the
    /// first one.
    size_t lane() const { return m_lane; }
    void setLane(size_t lane);
    /// The least novelty of a boundary. Starts with the lane's usualThreshold(), anew for each task, lane and kernel; once
    /// moved it comes back with them, as long as this object lives.
    double threshold() const { return m_threshold; }
    void setThreshold(double novelty);
    /// What the threshold starts with; 0 while there is no lane.
    double usualThreshold() const;
    bool isThresholdMoved() const { return m_threshold != usualThreshold(); }
    void resetThreshold() { setThreshold(usualThreshold()); }
    double kernelSec() const { return m_analysis.kernelSec(); }
    void setKernelSec(double seconds);

    /// In order of time.
    const std::vector<SceneBoundary> &boundaries() const { return m_boundaries; }
    /// What the boundaries part the media into, numbered as every view and file numbers them: one more than there are
    /// boundaries; none before changes() are there, and where they have no lane.
    AxisUnit axis() const { return task() ? task()->axis : AxisUnit::Seconds; }
    const std::vector<Scene> &scenes() const { return m_scenes; }
    /// The task's segment that a scene begins with: for the first one, the first clip of the lane.
    int segmentOf(const Scene &scene) const;
    /// The task's segment that begins at a boundary.
    int segmentAfter(const SceneBoundary &boundary) const;

Q_SIGNALS:
    /// changes() is another one; boundariesChanged() follows.
    void changesChanged();
    void boundariesChanged();

private:
    void take(const std::shared_ptr<const TaskAnalysis::Changes> &changes);
    void findBoundaries();
    void chooseLane(size_t lane);

    /// What a moved threshold belongs to: task, modality, kernel in seconds.
    using Place = std::tuple<QString, QString, double>;
    Place place() const;

    TaskAnalysis &m_analysis;
    std::shared_ptr<const TaskAnalysis::Changes> m_changes;
    QString m_wanted; // modality
    size_t m_lane = 0;
    double m_threshold = 0;
    std::map<Place, double> m_moved; // thresholds that the user has set
    double m_endSec = 0; // of the media
    std::vector<SceneBoundary> m_boundaries;
    std::vector<Scene> m_scenes;
};

} // namespace embedscope
