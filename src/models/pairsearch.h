// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/nearduplicates.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace embedscope {

/// Looks for near duplicates within a lane, off this thread. Every threshold is answered by one run: it lists the most alike
/// pairs, whatever their cosine, and counts all.
class PairSearch final : public QObject
{
    Q_OBJECT

public:
    explicit PairSearch(QObject *parent = nullptr);
    ~PairSearch() override;

    /// Cancels the one before, and forgets what it has found; null: only that.
    void start(const SharedClips &clips);
    void cancel();
    bool isRunning() const { return m_cancelled != nullptr; }
    /// Null until it is there.
    const std::shared_ptr<const PairResult> &result() const { return m_result; }
    const SharedClips &clips() const { return m_clips; }

Q_SIGNALS:
    void finished();
    void progressed(double share);

private:
    SharedClips m_clips;
    std::shared_ptr<const PairResult> m_result;
    std::shared_ptr<std::atomic<bool>> m_cancelled; // of the run under way
};

} // namespace embedscope
