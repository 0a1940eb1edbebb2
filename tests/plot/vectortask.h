// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/taskparts.h"

/// Appends a clip with this vector to a task; its norm as the reader would compute it.
inline void addVector(embedscope::EmbeddingTask &task, const QString &modality, double startSec, double endSec,
                      const std::vector<float> &vector)
{
    embedscope::test::appendSegment(task, modality, startSec, endSec);
    embedscope::test::giveVector(task, vector);
}
