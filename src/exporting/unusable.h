// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "exporting/exportjob.h"

#include <optional>

namespace embedscope {

class ExportRun;

/// Why a vector is none that could stand in a matrix of float32 (or of doubles) with rows of `dimension` numbers;
/// nothing where it can.
std::optional<UnusableSegment::Reason> whyUnusable(const EmbeddingTask &task, const Segment &segment,
                                                   quint32 dimension, bool isFloat32);

/// "no_vector" and so on: the word for it in files.
QByteArray reasonWord(UnusableSegment::Reason reason);

/// Counts the segment in the run's outcome, and names it there if there are not too many yet.
void noteUnusable(ExportRun &run, const TaskId &id, const EmbeddingTask &task, const Segment &segment,
                  UnusableSegment::Reason reason);

} // namespace embedscope
