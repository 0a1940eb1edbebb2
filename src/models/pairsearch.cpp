// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pairsearch.h"

#include "core/whenfinished.h"

#include <QPromise>
#include <QtConcurrentRun>

namespace embedscope {

PairSearch::PairSearch(QObject *parent) : QObject(parent) { }

PairSearch::~PairSearch()
{
    cancel();
}

void PairSearch::cancel()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
}

void PairSearch::start(const SharedClips &clips)
{
    cancel();
    m_clips = clips;
    m_result.reset();
    if (!clips)
        return;
    constexpr double anyCosine = -1;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    using Shared = std::shared_ptr<const PairResult>;
    constexpr int steps = 100;
    const auto searching = QtConcurrent::run([clips, cancelled = m_cancelled](QPromise<Shared> &promise) {
        promise.setProgressRange(0, steps);
        auto found = nearDuplicates(
            *clips, {.leastCosine = anyCosine}, [&cancelled] { return cancelled->load(std::memory_order_relaxed); },
            [&promise](double share) { promise.setProgressValue(static_cast<int>(share * steps)); });
        promise.addResult(found ? std::make_shared<const PairResult>(std::move(*found)) : Shared());
    });
    whenFinished(searching, this, [this, own = m_cancelled](const Shared &found) {
        if (own != m_cancelled || !found)
            return;
        m_cancelled.reset();
        m_result = found;
        Q_EMIT finished();
    });
    auto *const watcher = new QFutureWatcher<Shared>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, own = m_cancelled](int value) {
        if (own == m_cancelled)
            Q_EMIT progressed(double(value) / steps);
    });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(searching);
}

} // namespace embedscope

#include "moc_pairsearch.cpp"
