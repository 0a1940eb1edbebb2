// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskanalysis.h"

#include "core/whenfinished.h"

#include <QtConcurrentRun>

#include <array>
#include <mutex>

namespace embedscope {

/// One task, the lanes that all its parts stand on, and what has been computed so far.
class TaskAnalysis::Work final
{
public:
    Work(SharedTask shown, QString modelName) : task(std::move(shown)), model(std::move(modelName)) { }

    IsCancelled cancelled() const
    {
        return [this] { return isCancelled.load(std::memory_order_relaxed); };
    }

    /// The lanes that are asked for, each prepared once, by whichever thread needs it first. Blocks; not for the GUI's thread.
    SharedClips clips(LaneKey key)
    {
        const std::lock_guard lock(m_mutex);
        for (const SharedClips &known : m_lanes) {
            if (known->key() == key)
                return known;
        }
        auto made = LaneClips::of(task, key, cancelled());
        if (!made)
            return {};
        return m_lanes.emplace_back(std::make_shared<const LaneClips>(std::move(*made)));
    }

    /// None where it was cancelled.
    std::vector<SharedClips> clipLanes()
    {
        std::vector<SharedClips> lanes;
        for (const LaneKey key : comparedLanes(*task)) {
            SharedClips made = clips(key);
            if (!made)
                return {};
            lanes.push_back(std::move(made));
        }
        return lanes;
    }

    const SharedTask task;
    const QString model;
    std::atomic<bool> isCancelled = false;

    // Of the GUI's thread alone.
    std::shared_ptr<const Changes> changes;
    std::shared_ptr<const TaskAudit> audit;
    std::shared_ptr<const SearchableTask> searchable;
    std::array<int, 3> underWay{}; ///< by part

private:
    std::mutex m_mutex;
    std::vector<SharedClips> m_lanes;
};

namespace {

std::optional<LaneChange> changeOf(const SharedClips &clips, double kernelSec, const IsCancelled &isCancelled)
{
    auto points = changes(*clips, isCancelled);
    auto curve = points ? novelty(*clips, kernelSec, isCancelled) : std::nullopt;
    if (!curve)
        return std::nullopt;
    const double threshold = usualThreshold(*curve);
    return LaneChange{clips, std::move(*points), std::move(*curve), threshold};
}

} // namespace

TaskAnalysis::TaskAnalysis(QObject *parent) : QObject(parent) { }

TaskAnalysis::~TaskAnalysis()
{
    if (m_work)
        m_work->isCancelled = true;
}

void TaskAnalysis::setTask(const SharedTask &task, const QString &model)
{
    if (m_work ? m_work->task == task && m_work->model == model : !task)
        return;
    if (m_work)
        m_work->isCancelled = true;
    m_work = task ? std::make_shared<Work>(task, model) : nullptr;
    Q_EMIT taskChanged();
}

const SharedTask &TaskAnalysis::task() const
{
    static const SharedTask none;
    return m_work ? m_work->task : none;
}

bool TaskAnalysis::isUnderWay(Part part) const
{
    return m_work && m_work->underWay[static_cast<size_t>(part)] > 0;
}

/// Runs `work` (Work & -> std::optional<Value>, nothing where cancelled) on the pool, and puts its value into `place`, which is
/// a member of the Work that is shown.
template<class Value, class Compute>
void TaskAnalysis::compute(Part part, std::shared_ptr<const Value> &place, Compute work)
{
    ++m_work->underWay[static_cast<size_t>(part)];
    const auto computing = QtConcurrent::run([shown = m_work, work]() -> std::shared_ptr<const Value> {
        std::optional<Value> value = work(*shown);
        return value && !shown->isCancelled ? std::make_shared<const Value>(std::move(*value)) : nullptr;
    });
    const int kernel = m_kernelGeneration;
    whenFinished(computing, this,
                 [this, part, &place, shown = m_work, kernel](const std::shared_ptr<const Value> &value) {
                     if (part == Part::Change && kernel != m_kernelGeneration)
                         return; // with the kernel before: nobody waits for it any more
                     --shown->underWay[static_cast<size_t>(part)];
                     if (shown != m_work || !value)
                         return;
                     place = value;
                     Q_EMIT ready(part);
                 });
}

std::shared_ptr<const TaskAnalysis::Changes> TaskAnalysis::changes()
{
    if (m_work && !m_work->changes && !isUnderWay(Part::Change)) {
        compute(Part::Change, m_work->changes,
                [kernelSec = m_kernelSec, isOld = m_isKernelOld](Work &work) -> std::optional<Changes> {
            const IsCancelled isCancelled = [&work, &isOld] { return work.isCancelled || *isOld; };
            Changes all;
            for (const SharedClips &clips : work.clipLanes()) {
                auto change = changeOf(clips, kernelSec, isCancelled);
                if (!change)
                    return std::nullopt;
                all.push_back(std::move(*change));
            }
            return all;
        });
    }
    return m_work ? m_work->changes : nullptr;
}

std::shared_ptr<const TaskAudit> TaskAnalysis::auditSoFar() const
{
    return m_work ? m_work->audit : nullptr;
}

std::shared_ptr<const TaskAudit> TaskAnalysis::audit()
{
    if (m_work && !m_work->audit && !isUnderWay(Part::Audit))
        compute(Part::Audit, m_work->audit, [](const Work &work) { return auditTask(*work.task, work.cancelled()); });
    return m_work ? m_work->audit : nullptr;
}

std::shared_ptr<const SearchableTask> TaskAnalysis::searchable()
{
    if (m_work && !m_work->searchable && !isUnderWay(Part::Searchable)) {
        compute(Part::Searchable, m_work->searchable, [](Work &work) -> std::optional<SearchableTask> {
            auto lanes = work.clipLanes();
            if (!lanes.empty())
                return makeSearchable(std::move(lanes), work.model);
            return makeSearchable(work.task, work.model, work.cancelled());
        });
    }
    return m_work ? m_work->searchable : nullptr;
}

void TaskAnalysis::setKernelSec(double seconds)
{
    if (qFuzzyCompare(seconds, m_kernelSec))
        return;
    m_kernelSec = seconds;
    ++m_kernelGeneration;
    *std::exchange(m_isKernelOld, std::make_shared<std::atomic<bool>>(false)) = true; // nobody waits for it any more
    if (!m_work)
        return;
    m_work->changes.reset();
    // What is under way for the old one is dropped when it comes; changes() may start anew at once.
    m_work->underWay[static_cast<size_t>(Part::Change)] = 0;
}

} // namespace embedscope

#include "moc_taskanalysis.cpp"
