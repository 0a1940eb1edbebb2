// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/selfsimilarity.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <utility>

namespace embedscope {

/// The self-similarity matrix of a part of a lane, computed off this thread: where a long lane is pooled, its parts come in
/// more detail. The last part asked for wins.
class MatrixLoader final : public QObject
{
    Q_OBJECT

public:
    explicit MatrixLoader(QObject *parent = nullptr);
    ~MatrixLoader() override;

    /// Another lane, or none; forgets what was loaded.
    void setClips(const SharedClips &clips);
    const SharedClips &clips() const { return m_clips; }
    /// Asks for what lies between two moments; loaded() tells it, also at once.
    void load(double startSec, double endSec);
    /// The part that was loaded last; null before.
    const std::shared_ptr<const SimilarityMatrix> &matrix() const { return m_matrix; }
    bool isRunning() const { return m_cancelled != nullptr; }

Q_SIGNALS:
    void loaded();
    void started();

private:
    using Part = std::pair<size_t, size_t>; // clips, from and one behind the last
    Part partOf(double startSec, double endSec) const;
    void compute(Part part);
    void cancel();

    SharedClips m_clips;
    std::shared_ptr<const SimilarityMatrix> m_matrix;
    std::shared_ptr<const SimilarityMatrix> m_whole; // kept, so that going back to all is at once
    std::optional<Part> m_wanted;
    QTimer m_pause; // zooming is many steps
    std::shared_ptr<std::atomic<bool>> m_cancelled;
};

} // namespace embedscope
