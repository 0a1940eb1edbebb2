// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/markcomparison.h"

#include <QStringList>

namespace embedscope {

// What is said about the marks A and B.

/// "A 0:00:12.000, B 0:00:18.500; 6.500 s apart"; with one mark, also the key that sets the other; empty with
/// none.
QString marksText(AxisUnit unit, std::optional<double> secA, std::optional<double> secB);
/// "visual: norm 1.0000 at A, 0.9998 at B; cosine 0.931215", or a sentence why there is no cosine.
QString comparisonText(const EmbeddingTask &task, const LaneSet &lanes, const MarkComparison &comparison);
/// All of it, a line a lane of clips, at most `mostLanes` of them.
QStringList marksLines(const EmbeddingTask &task, const LaneSet &lanes, std::optional<double> secA,
                       std::optional<double> secB, int mostLanes = 8);

} // namespace embedscope
