// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"
#include "analysis/change.h"
#include "analysis/likethis.h"
#include "analysis/novelty.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace embedscope {

/// How one lane changes with time.
struct LaneChange
{
    SharedClips clips; ///< what the points' indexes mean
    std::vector<ChangePoint> changes;
    std::vector<NoveltyPoint> novelty;
    double usualThreshold = 0; ///< see usualThreshold()
};

/// What is computed of one task's vectors, for all views of it: each part off this thread, once, and only when somebody asks
/// for it. Another task, or the end of this object, cancels what is under way.
class TaskAnalysis final : public QObject
{
    Q_OBJECT

public:
    enum class Part { Change, Audit, Searchable };
    Q_ENUM(Part)

    using Changes = std::vector<LaneChange>; ///< of comparedLanes()

    explicit TaskAnalysis(QObject *parent = nullptr);
    ~TaskAnalysis() override;

    /// Null: no task. `model`: as the list of tasks names it; empty where not known.
    void setTask(const SharedTask &task, const QString &model);
    const SharedTask &task() const;

    /// What is there of a part; null: it is being computed from now on, and ready() tells when it is there. Null for good
    /// without a task.
    std::shared_ptr<const Changes> changes();
    std::shared_ptr<const TaskAudit> audit();
    /// Without asking for it.
    std::shared_ptr<const TaskAudit> auditSoFar() const;
    std::shared_ptr<const SearchableTask> searchable();

    /// Half the width of novelty's kernel; another one makes changes() be computed anew.
    void setKernelSec(double seconds);
    double kernelSec() const { return m_kernelSec; }

    /// Whether a part is being computed.
    bool isUnderWay(Part part) const;

Q_SIGNALS:
    /// Nothing of the last task holds any more.
    void taskChanged();
    void ready(embedscope::TaskAnalysis::Part part);

private:
    class Work;
    template<class Value, class Compute>
    void compute(Part part, std::shared_ptr<const Value> &place, Compute work);

    std::shared_ptr<Work> m_work; ///< of the task that is shown; what came late is of another one
    double m_kernelSec = usualKernelSec;
    int m_kernelGeneration = 0;
    std::shared_ptr<std::atomic<bool>> m_isKernelOld = std::make_shared<std::atomic<bool>>(false); ///< of what is under way
};

} // namespace embedscope
