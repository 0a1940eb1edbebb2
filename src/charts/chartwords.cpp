// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartwords.h"

#include "core/axis.h"
#include "core/lanes.h"
#include "core/plaintext.h"
#include "plot/timeticks.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// Gives tr() to free functions in a way that lupdate understands.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

QString nameOrUnnamed(const QString &name)
{
    constexpr qsizetype longest = 40; // a lane's title has little room, and a name may hold anything
    return name.isEmpty() ? Words::tr("unnamed") : oneLine(name, longest);
}

QString vectorCountText(size_t vectors)
{
    return vectors == 1 ? Words::tr("1 vector") : Words::tr("%1 vectors").arg(vectors);
}

QString laneSummary(const Lane &lane, AxisUnit unit)
{
    if (lane.clips.empty())
        return missingText(lane);
    const QString count =
        lane.kind == LaneKind::Asset ? vectorCountText(lane.clips.size()) : stretchCountText(unit, lane.clips.size());
    if (unit == AxisUnit::None)
        return Words::tr("%1: %2").arg(laneTitle(lane), count);
    if (isCounted(unit))
        return Words::tr("%1: %2, %3").arg(laneTitle(lane), count, stretchText(unit, lane.firstSec(), lane.lastSec()));
    return Words::tr("%1: %2 from %3 to %4")
        .arg(laneTitle(lane), count, clockText(lane.firstSec(), 0), clockText(lane.lastSec(), 0));
}

} // namespace

QString laneTitle(const Lane &lane)
{
    if (lane.kind == LaneKind::Asset)
        return Words::tr("whole file");
    const QString name = nameOrUnnamed(lane.modality);
    if (lane.kind == LaneKind::Missing || lane.scope == "clip"_L1)
        return name;
    if (const QString quadrant = quadrantOf(lane.scope); !quadrant.isEmpty())
        return Words::tr("%1 (quadrant %2)").arg(name, oneLine(quadrant, 20));
    return Words::tr("%1 (%2)").arg(name, lane.scope.isEmpty() ? Words::tr("unnamed scope") : oneLine(lane.scope, 20));
}

QString modalityTitleOf(const EmbeddingTask &task, int segment)
{
    return nameOrUnnamed(task.modalities.at(task.segments.at(static_cast<size_t>(segment)).modality));
}

QString intervalText(const EmbeddingTask &task, int segment)
{
    const Segment &item = task.segments.at(static_cast<size_t>(segment));
    if (!item.hasTimes())
        return task.isAsset(item) ? Words::tr("the whole file") : Words::tr("without times");
    if (isCounted(task.axis) && item.endSec >= item.startSec)
        return stretchText(task.axis, item.startSec, item.endSec);
    const QString interval =
        Words::tr("%1 – %2").arg(axisText(task.axis, item.startSec, 3), axisText(task.axis, item.endSec, 3));
    if (item.endSec < item.startSec)
        return Words::tr("%1 (ends before it starts)").arg(interval);
    return Words::tr("%1 (%2)").arg(interval, lengthText(item.endSec - item.startSec));
}

QString vectorText(const Segment &segment)
{
    if (segment.length == 0)
        return Words::tr("no vector");
    if (!segment.hasNorm())
        return Words::tr("no norm: the vector holds what is no number");
    const QString norm = Words::tr("norm %1, %2 numbers").arg(normReadout(segment.norm)).arg(segment.length);
    return segment.hasUncertainty() ? Words::tr("%1, uncertainty %2").arg(norm).arg(static_cast<double>(segment.uncertainty), 0, 'g', 4) : norm;
}

QString wholeVectorSentence(const EmbeddingTask &task)
{
    if (task.segments.size() == 1)
        return Words::tr("One vector of the whole file: %1.").arg(vectorText(task.segments.front()));
    return Words::tr("%1 of the whole file; the table has their norms.").arg(vectorCountText(task.segments.size()));
}

QString missingText(const Lane &lane)
{
    return Words::tr("no %1 returned").arg(nameOrUnnamed(lane.modality));
}

QString normLegendText(const Lane &lane)
{
    if (lane.norms.count == 0)
        return Words::tr("%1: no norms").arg(laneTitle(lane));
    const QString median = Words::tr("%1: median %2").arg(laneTitle(lane), normReadout(lane.norms.median));
    return lane.norms.isUnitLength() ? Words::tr("%1, unit length").arg(median) : median;
}

QString unitLengthSentence(const LaneSet &lanes)
{
    QStringList unit;
    QStringList other;
    for (const Lane &lane : lanes.lanes()) {
        if (lane.kind == LaneKind::Clips && lane.norms.count > 0)
            (lane.norms.isUnitLength() ? unit : other).append(laneTitle(lane));
    }
    if (unit.isEmpty() && other.isEmpty())
        return {};
    size_t without = 0;
    for (const Lane &lane : lanes.lanes()) {
        if (lane.kind == LaneKind::Clips)
            without += lane.clips.size() - static_cast<size_t>(lane.norms.count);
    }
    if (other.isEmpty() && without == 0)
        return Words::tr("All vectors have unit length.");
    if (other.isEmpty())
        return without == 1 ? Words::tr("All norms are 1 (unit length); 1 vector has none.")
                            : Words::tr("All norms are 1 (unit length); %1 vectors have none.").arg(without);
    if (unit.isEmpty())
        return Words::tr("The vectors are not of unit length.");
    return Words::tr("Unit length: %1. Not of unit length: %2.").arg(unit.join(u", "_s), other.join(u", "_s));
}

QString bandSentence(const std::vector<NormBand> &bands, NormAxis axis)
{
    QStringList parts;
    if (axis == NormAxis::Deviation)
        parts.append(Words::tr("Shown: deviation from 1."));
    size_t outliers = 0;
    for (const NormBand &band : bands)
        outliers += band.outliers.size();
    if (!bands.empty())
        parts.append(Words::tr("Band: median ± 1.4826 MAD."));
    if (outliers > 0)
        parts.append(outliers == 1 ? Words::tr("◇ 1 outlier.") : Words::tr("◇ %1 outliers.").arg(outliers));
    return parts.join(u' ');
}

QString notDrawnSentence(const LaneSet &lanes)
{
    const NotDrawn &notDrawn = lanes.notDrawn();
    const auto grouped = [](size_t count) { return QLocale(QLocale::English).toString(qulonglong(count)); };
    QStringList sentences;
    if (notDrawn.lanes > 0)
        sentences.append(Words::tr("%1 of %2 modalities are shown.").arg(grouped(mostLanes), grouped(mostLanes + notDrawn.lanes)));
    if (notDrawn.missing > 0)
        sentences.append(Words::tr("Missing modalities that are not shown: %1.").arg(grouped(notDrawn.missing)));
    return sentences.join(u' ');
}

QString timelineSummary(const LaneSet &lanes)
{
    QStringList parts;
    for (const Lane &lane : lanes.lanes())
        parts.append(laneSummary(lane, lanes.axis()));
    if (parts.isEmpty())
        return Words::tr("The timeline is empty: no segment has times.");
    const QString count = parts.size() == 1 ? Words::tr("1 lane") : Words::tr("%1 lanes").arg(parts.size());
    QString summary = Words::tr("%1: %2.").arg(count, parts.join(u"; "_s));
    if (const QString notDrawn = notDrawnSentence(lanes); !notDrawn.isEmpty())
        summary += u' ' + notDrawn;
    if (lanes.withoutTimes() > 0)
        summary += u' '
            + Words::tr("Without times, so not drawn: %1.")
                  .arg(vectorCountText(static_cast<size_t>(lanes.withoutTimes())));
    return summary;
}

QString normSummary(const LaneSet &lanes)
{
    QStringList parts;
    for (const Lane &lane : lanes.lanes()) {
        if (lane.kind != LaneKind::Clips)
            continue;
        parts.append(lane.norms.count == 0
                         ? Words::tr("%1: no norms").arg(laneTitle(lane))
                         : Words::tr("%1: median %2, from %3 to %4")
                               .arg(laneTitle(lane), normReadout(lane.norms.median),
                                    normReadout(lane.norms.least), normReadout(lane.norms.greatest)));
    }
    if (parts.isEmpty() && lanes.axis() == AxisUnit::None)
        return Words::tr("The file has no axis: its vectors are of the whole, and the table has their norms.");
    if (parts.isEmpty())
        return Words::tr("The norm chart is empty: no clip has a norm.");
    const QString summary = Words::tr("Vector norms. %1. %2").arg(parts.join(u"; "_s), unitLengthSentence(lanes));
    return QString(summary + u' ' + notDrawnSentence(lanes)).trimmed();
}

QString selectionSentence(const EmbeddingTask &task, int segment)
{
    return Words::tr("Selected: %1, %2, %3.")
        .arg(modalityTitleOf(task, segment), intervalText(task, segment),
             vectorText(task.segments.at(static_cast<size_t>(segment))));
}

} // namespace embedscope
