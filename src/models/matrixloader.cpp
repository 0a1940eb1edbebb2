// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matrixloader.h"

#include "core/whenfinished.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace embedscope {

MatrixLoader::MatrixLoader(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(120);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_wanted)
            compute(*m_wanted);
    });
}

MatrixLoader::~MatrixLoader()
{
    cancel();
}

void MatrixLoader::cancel()
{
    m_pause.stop();
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
}

void MatrixLoader::setClips(const SharedClips &clips)
{
    if (clips == m_clips)
        return;
    cancel();
    m_clips = clips;
    m_matrix.reset();
    m_whole.reset();
    m_wanted.reset();
}

/// A lane that is not pooled has all its detail at once: any part of it is the whole.
MatrixLoader::Part MatrixLoader::partOf(double startSec, double endSec) const
{
    if (m_clips->size() <= mostSimilarityCells)
        return {0, m_clips->size()};
    size_t first = 0; // sorted by start
    size_t last = m_clips->size();
    while (first < last && m_clips->endSec(first) <= startSec)
        ++first;
    while (last > first && m_clips->startSec(last - 1) >= endSec)
        --last;
    return {first, last};
}

void MatrixLoader::load(double startSec, double endSec)
{
    if (!m_clips)
        return;
    const Part part = partOf(startSec, endSec);
    if (m_wanted == part && (m_matrix || isRunning() || m_pause.isActive()))
        return;
    m_wanted = part;
    if (part == Part(0, m_clips->size()) && m_whole) {
        cancel();
        m_matrix = m_whole;
        Q_EMIT loaded();
        return;
    }
    if (!m_matrix || m_matrix->size() == 0) {
        compute(part);
        return;
    }
    const bool isInside = part.first >= m_matrix->cells.front().firstClip && part.second <= m_matrix->cells.back().lastClip;
    if (!isInside && m_whole) { // pooled, but there
        m_matrix = m_whole;
        Q_EMIT loaded();
    }
    m_pause.start();
}

void MatrixLoader::compute(Part part)
{
    cancel();
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    const auto computing = QtConcurrent::run(
        [clips = m_clips, part, cancelled = m_cancelled]() -> std::shared_ptr<const SimilarityMatrix> {
            const SimilarityWish wish{.firstClip = part.first, .lastClip = part.second};
            auto made = selfSimilarity(*clips, wish, [&cancelled] { return cancelled->load(std::memory_order_relaxed); });
            return made ? std::make_shared<const SimilarityMatrix>(std::move(*made)) : nullptr;
        });
    whenFinished(computing, this,
                 [this, part, own = m_cancelled](const std::shared_ptr<const SimilarityMatrix> &matrix) {
                     if (own != m_cancelled || !matrix)
                         return;
                     m_cancelled.reset();
                     if (matrix->size() == 0 && m_matrix)
                         return; // no clip in there: what is shown has the gap too
                     m_matrix = matrix;
                     if (part == Part(0, m_clips->size()))
                         m_whole = matrix;
                     Q_EMIT loaded();
                 });
    Q_EMIT started();
}

} // namespace embedscope

#include "moc_matrixloader.cpp"
