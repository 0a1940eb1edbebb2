// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/changecurve.h"
#include "plot/laneset.h"
#include "plot/sharedtime.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace embedscope {

class TimeChart;

/// The clips of which anything lies in `range` (all for none), as CSV with a head line: task, number in the
/// table, modality, scope, start, end, norm; what is not there is empty.
QByteArray clipCsv(const EmbeddingTask &task, const LaneSet &lanes, std::optional<TimeRange> range);

/// The boundaries between clips in `range`, its ends included (all for none), as CSV with a head line: task, modality,
/// number in the table of the clip that begins there, time in seconds, change, novelty, and the number of the scene
/// boundary that is marked there; what is not there is empty. Lane by lane, each in order of time.
QByteArray changeCsv(const EmbeddingTask &task, const std::vector<ChangeCurve> &curves,
                     const std::optional<SceneMarks> &scenes, std::optional<TimeRange> range);

/// Makes the table of what a chart shows now, whatever it shows by then; may be called on another thread. The chart has a
/// task.
std::function<QByteArray()> chartCsvMaker(const TimeChart &chart, std::optional<TimeRange> range);

} // namespace embedscope
