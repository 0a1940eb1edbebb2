// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/markwords.h"

#include "charts/chartwords.h"
#include "plot/normscale.h"
#include "plot/timeticks.h"

#include <QCoreApplication>

#include <cmath>

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct MarkWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

QString valueAt(const EmbeddingTask &task, std::optional<int> segment, QChar mark)
{
    if (!segment)
        return MarkWords::tr("no clip at %1").arg(mark);
    const Segment &item = task.segments.at(static_cast<size_t>(*segment));
    if (!item.hasNorm())
        return MarkWords::tr("no norm at %1").arg(mark);
    return MarkWords::tr("norm %1 at %2").arg(normReadout(item.norm), QString(mark));
}

/// Of pages and chunks: how many one has to turn.
QString apartText(AxisUnit unit, double a, double b)
{
    if (isCounted(unit))
        return distanceText(unit, static_cast<double>(std::abs(placeNumber(unit, b) - placeNumber(unit, a))));
    return MarkWords::tr("%1 s").arg(std::abs(b - a), 0, 'f', 3);
}

QString cosineText(const EmbeddingTask &task, const MarkComparison &comparison)
{
    switch (comparison.cosine->refusal) {
    case Cosine::Refusal::None:
        return comparison.segmentA == comparison.segmentB
            ? MarkWords::tr("the same clip, cosine 1")
            : MarkWords::tr("cosine %1").arg(comparison.cosine->value, 0, 'f', 6);
    case Cosine::Refusal::NoVector:
        return MarkWords::tr("no cosine: one of the clips has no vector");
    case Cosine::Refusal::NotFinite:
        return MarkWords::tr("no cosine: one of the vectors holds what is no usable number");
    case Cosine::Refusal::ZeroLength:
        return MarkWords::tr("no cosine: one of the vectors is all zeros");
    case Cosine::Refusal::OtherDimension:
        break;
    }
    const auto lengthOf = [&task](int segment) { return task.segments.at(static_cast<size_t>(segment)).length; };
    return MarkWords::tr("no cosine: the vectors have %1 and %2 numbers")
        .arg(lengthOf(*comparison.segmentA))
        .arg(lengthOf(*comparison.segmentB));
}

} // namespace

QString marksText(AxisUnit unit, std::optional<double> secA, std::optional<double> secB)
{
    const auto text = [unit](double sec) { return axisText(unit, sec, 3); };
    if (secA && secB)
        return MarkWords::tr("A %1, B %2; %3 apart").arg(text(*secA), text(*secB), apartText(unit, *secA, *secB));
    if (secA)
        return MarkWords::tr("A %1; the key B sets the other cursor").arg(text(*secA));
    if (secB)
        return MarkWords::tr("B %1; the key A sets the other cursor").arg(text(*secB));
    return {};
}

QString comparisonText(const EmbeddingTask &task, const LaneSet &lanes, const MarkComparison &comparison)
{
    const QString values = MarkWords::tr("%1: %2, %3")
                               .arg(laneTitle(lanes.lanes().at(comparison.lane)),
                                    valueAt(task, comparison.segmentA, u'A'),
                                    valueAt(task, comparison.segmentB, u'B'));
    return comparison.cosine ? MarkWords::tr("%1; %2").arg(values, cosineText(task, comparison)) : values;
}

QStringList marksLines(const EmbeddingTask &task, const LaneSet &lanes, std::optional<double> secA,
                       std::optional<double> secB, int mostLanes)
{
    if (!secA && !secB)
        return {};
    QStringList lines{marksText(task.axis, secA, secB)};
    const std::vector<MarkComparison> comparisons = compareMarks(task, lanes, secA, secB);
    for (const MarkComparison &comparison : comparisons) {
        if (lines.size() > mostLanes) {
            lines.append(MarkWords::tr("and %1 more").arg(static_cast<int>(comparisons.size()) - mostLanes));
            break;
        }
        if (secA && secB) {
            lines.append(comparisonText(task, lanes, comparison));
            continue;
        }
        // With one mark alone there is nothing to compare yet.
        lines.append(MarkWords::tr("%1: %2").arg(
            laneTitle(lanes.lanes().at(comparison.lane)),
            secA ? valueAt(task, comparison.segmentA, u'A') : valueAt(task, comparison.segmentB, u'B')));
    }
    return lines;
}

} // namespace embedscope
