// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <algorithm>
#include <cmath>

/// Appends a clip with this vector to a task; its norm as the reader would compute it.
inline void addVector(embedscope::EmbeddingTask &task, const QString &modality, double startSec, double endSec,
                      const std::vector<float> &vector)
{
    embedscope::Segment segment;
    segment.startSec = startSec;
    segment.endSec = endSec;
    segment.position = static_cast<quint32>(task.segments.size());
    segment.length = static_cast<quint32>(vector.size());
    segment.offset = task.matrix.size();
    double squares = 0;
    for (const float number : vector)
        squares += static_cast<double>(number) * static_cast<double>(number);
    segment.norm = vector.empty() ? std::nan("") : std::sqrt(squares);
    if (!task.modalities.contains(modality))
        task.modalities.append(modality);
    segment.modality = static_cast<quint16>(task.modalities.indexOf(modality));
    task.scopes = {QStringLiteral("clip")};
    std::copy(vector.begin(), vector.end(), task.matrix.reserveAtEnd(vector.size()));
    task.matrix.extend(vector.size());
    task.segments.push_back(segment);
}
