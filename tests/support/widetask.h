// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QString>

/// Tasks with far more names than the service knows, as a hostile or broken response has them. Made without looking names up,
/// so that making one costs as much as it is large.
namespace embedscope::test {

/// `count` modalities "m0", "m1", ... with a clip of 6 s and a vector of 4 numbers each, one after the other. With
/// `hasOwnScopes` each stands in a scope of its own, "s0", "s1", ...; else all in "clip".
inline EmbeddingTask wideTask(int count, bool hasOwnScopes = false)
{
    EmbeddingTask task;
    task.id = *TaskId::fromString(QStringLiteral("wide"));
    task.state = TaskState::Ready;
    task.metadata.emplace();
    task.metadata->durationSec = count * 6.0;
    task.matrix.reserveAtEnd(static_cast<size_t>(count) * 4);
    if (!hasOwnScopes)
        task.scopes.append(QStringLiteral("clip"));
    for (int i = 0; i < count; ++i) {
        task.modalities.append(QStringLiteral("m%1").arg(i));
        if (hasOwnScopes)
            task.scopes.append(QStringLiteral("s%1").arg(i));
        Segment segment;
        segment.startSec = i * 6.0;
        segment.endSec = segment.startSec + 6;
        segment.norm = 1;
        segment.offset = task.matrix.size();
        segment.length = 4;
        segment.position = static_cast<quint32>(i);
        segment.modality = static_cast<quint16>(i);
        segment.scope = static_cast<quint16>(hasOwnScopes ? i : 0);
        float *const vector = task.matrix.reserveAtEnd(4);
        for (int k = 0; k < 4; ++k)
            vector[k] = static_cast<float>((i * 7919 + k * 104729) % 2003) / 2003 - 0.5F;
        task.matrix.extend(4);
        task.segments.push_back(segment);
    }
    return task;
}

/// "o0", "o1", ...
inline QStringList manyNames(const QString &prefix, int count)
{
    QStringList names;
    names.reserve(count);
    for (int i = 0; i < count; ++i)
        names.append(prefix + QString::number(i));
    return names;
}

} // namespace embedscope::test
