// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartcsv.h"

#include "charts/changechart.h"
#include "charts/chartwords.h"
#include "charts/timechartview.h"
#include "exporting/csvtext.h"

#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

namespace embedscope {

namespace {

QByteArray orEmpty(double number)
{
    return std::isfinite(number) ? numberText(number) : QByteArray();
}

/// What there is at one boundary of a lane.
struct ChangeRow
{
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    double atSec = 0;
    double change = none;
    double novelty = none;
};

/// By the clip that begins there, which is also the order of time.
std::map<int, ChangeRow> rowsOf(const ChangeCurve &curve)
{
    std::map<int, ChangeRow> rows;
    for (const BoundaryValue &value : curve.changes)
        rows.try_emplace(value.segment, ChangeRow{.atSec = value.atSec}).first->second.change = value.value;
    for (const BoundaryValue &value : curve.novelty)
        rows.try_emplace(value.segment, ChangeRow{.atSec = value.atSec}).first->second.novelty = value.value;
    return rows;
}

} // namespace

QByteArray clipCsv(const EmbeddingTask &task, const LaneSet &lanes, std::optional<TimeRange> range)
{
    QByteArray csv = "task,number,modality,scope,start,end,norm\r\n";
    const QByteArray id = csvField(task.id.toString(), CsvCells::Safe);
    for (size_t i = 0; i < task.segments.size(); ++i) {
        const Segment &segment = task.segments[i];
        const auto clip = lanes.clipOf(static_cast<int>(i));
        if (range && (!clip || clip->startSec >= range->endSec || clip->endSec <= range->startSec))
            continue;
        csv += id + ',' + QByteArray::number(qint64(i) + 1) + ',' + csvField(task.modalities.at(segment.modality), CsvCells::Safe)
            + ',' + csvField(task.scopes.at(segment.scope), CsvCells::Safe) + ',' + orEmpty(startNumber(task.axis, segment.startSec)) + ','
            + orEmpty(endNumber(task.axis, segment.endSec)) + ',' + orEmpty(segment.norm) + "\r\n";
    }
    return csv;
}

QByteArray changeCsv(const EmbeddingTask &task, const std::vector<ChangeCurve> &curves,
                     const std::optional<SceneMarks> &scenes, std::optional<TimeRange> range)
{
    QByteArray csv = "task,modality,number,time,change,novelty,scene\r\n";
    const QByteArray id = csvField(task.id.toString(), CsvCells::Safe);
    std::unordered_map<int, qint64> sceneOf;
    for (size_t i = 0; scenes && i < scenes->peaks.size(); ++i)
        sceneOf.emplace(scenes->peaks[i].segment, sceneNumber(static_cast<qint64>(i)));
    for (const ChangeCurve &curve : curves) {
        for (const auto &[segment, row] : rowsOf(curve)) {
            if (range && !range->contains(row.atSec))
                continue;
            const Segment &next = task.segments.at(static_cast<size_t>(segment));
            csv += id + ',' + csvField(task.modalities.at(next.modality), CsvCells::Safe) + ',' + QByteArray::number(segment + 1) + ','
                + numberText(startNumber(task.axis, row.atSec)) + ',' + orEmpty(row.change) + ',' + orEmpty(row.novelty)
                + ',';
            if (const auto scene = sceneOf.find(segment); scene != sceneOf.end())
                csv += QByteArray::number(scene->second);
            csv += "\r\n";
        }
    }
    return csv;
}

std::function<QByteArray()> chartCsvMaker(const TimeChart &chart, std::optional<TimeRange> range)
{
    const SharedTask task = chart.view().task();
    if (const auto *const change = qobject_cast<const ChangeChart *>(&chart))
        return [task, curves = change->curves(), scenes = change->scenes(), range] {
            return changeCsv(*task, curves, scenes, range);
        };
    return [task, lanes = chart.view().lanes(), range] { return clipCsv(*task, *lanes, range); };
}

} // namespace embedscope
