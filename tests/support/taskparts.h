// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QString>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

/// What an EmbeddingTask is put together from without an answer to read it from.
namespace embedscope::test {

/// Its place among the names; put there where it is missing.
inline quint16 indexIn(QStringList &names, const QString &name)
{
    if (!names.contains(name))
        names.append(name);
    return static_cast<quint16>(names.indexOf(name));
}

/// A segment at the end, without a vector yet.
inline Segment &appendSegment(EmbeddingTask &task, const QString &modality, double startSec, double endSec,
                              const QString &scope = QStringLiteral("clip"))
{
    Segment segment;
    segment.startSec = startSec;
    segment.endSec = endSec;
    segment.position = static_cast<quint32>(task.segments.size());
    segment.modality = indexIn(task.modalities, modality);
    segment.scope = indexIn(task.scopes, scope);
    task.segments.push_back(segment);
    return task.segments.back();
}

/// The vector of the last segment, and its norm as the reader would compute it.
inline void giveVector(EmbeddingTask &task, const std::vector<float> &vector)
{
    Segment &segment = task.segments.back();
    segment.offset = task.matrix.size();
    segment.length = static_cast<quint32>(vector.size());
    std::copy(vector.begin(), vector.end(), task.matrix.reserveAtEnd(vector.size()));
    task.matrix.extend(vector.size());
    double squares = 0;
    for (const float number : vector)
        squares += double(number) * double(number);
    segment.norm = vector.empty() || !std::isfinite(squares) ? std::nan("") : std::sqrt(squares);
}

/// Puts the segments in the order that the reader gives them.
inline void sortAsRead(EmbeddingTask &task)
{
    const auto key = [](const Segment &segment) {
        return std::make_tuple(!segment.hasTimes(), segment.hasTimes() ? segment.startSec : 0,
                               segment.hasTimes() ? segment.endSec : 0, segment.position);
    };
    std::sort(task.segments.begin(), task.segments.end(), [key](const auto &a, const auto &b) { return key(a) < key(b); });
}

} // namespace embedscope::test
