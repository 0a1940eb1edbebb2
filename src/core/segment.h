// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cmath>
#include <limits>

namespace embedscope {

/// One item of a task's `data`: a stretch of the media, one modality, and where its vector stands in the matrix.
struct Segment
{
    /// Where it lies on the task's axis (EmbeddingTask::axis): in seconds from the start of the media, or in pages or chunks; NaN
    /// where the service gave null or nothing.
    double startSec = std::numeric_limits<double>::quiet_NaN();
    double endSec = std::numeric_limits<double>::quiet_NaN();
    /// L2 norm, computed from the doubles as read; NaN where the vector is missing, empty or holds what is no finite number.
    double norm = std::numeric_limits<double>::quiet_NaN();
    /// The mean of `embedding_uncertainty`; NaN where there is none, or none that is as long as the vector.
    float uncertainty = std::numeric_limits<float>::quiet_NaN();
    /// Index into EmbeddingTask::modalities.
    quint16 modality = 0;
    /// Index into EmbeddingTask::scopes.
    quint16 scope = 0;
    /// Where the vector starts in EmbeddingTask::matrix, in numbers.
    quint64 offset = 0;
    /// How many numbers the vector has (its dimension); 0 where there is none.
    quint32 length = 0;
    /// The item's place in the answer's `data`, from 0.
    quint32 position = 0;

    bool hasTimes() const { return std::isfinite(startSec) && std::isfinite(endSec); }
    bool hasUncertainty() const { return std::isfinite(uncertainty); }
    bool hasNorm() const { return std::isfinite(norm); }
};

} // namespace embedscope
