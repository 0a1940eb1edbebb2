// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/normchart.h"

#include "charts/axislabels.h"
#include "charts/chartlegend.h"
#include "charts/chartwords.h"
#include "charts/modalitycolours.h"
#include "charts/normhistogram.h"
#include "charts/normitem.h"
#include "charts/timechartview.h"

#include <QCategoryAxis>
#include <QChart>
#include <QFontMetricsF>
#include <QLineSeries>

#include <algorithm>

namespace embedscope {

NormChart::NormChart(SharedTime &time, QWidget *parent) : NormChart(time, new NormItem(nullptr), parent) { }

NormChart::NormChart(SharedTime &time, NormItem *item, QWidget *parent)
    : TimeChart(time, item, tr("Vector norms"), parent), m_item(item), m_legend(new ChartLegend(view().chart())),
      m_histogram(new NormHistogram(view().chart()))
{
    askForHeight(leastPlotPx, ChartLegend::heightOf(1, font()));
}

QString NormChart::summaryOf(const LaneSet &lanes) const
{
    size_t outliers = 0;
    for (const NormBand &band : m_bands)
        outliers += band.outliers.size();
    const QString summary = normSummary(lanes);
    if (m_bands.empty() || m_bandLanes != view().lanes())
        return summary;
    return outliers == 0   ? tr("%1 No outliers.").arg(summary)
        : outliers == 1 ? tr("%1 1 outlier.").arg(summary)
                        : tr("%1 %2 outliers.").arg(summary).arg(outliers);
}

void NormChart::setBands(const std::shared_ptr<const LaneSet> &lanes, const std::vector<NormBand> &bands)
{
    m_bandLanes = lanes;
    m_bands = bands;
    arrange();
    describe();
}

void NormChart::setAxis(NormAxis axis)
{
    m_axis = axis;
    arrange();
}

void NormChart::arrange()
{
    if (m_bandLanes != view().lanes())
        m_bands.clear();
    placeLegend();
    m_item->setBands(m_bands);
    applyScale();
    drawMedians();
}

void NormChart::placeLegend()
{
    std::vector<ChartLegend::Entry> entries;
    if (const auto &content = view().lanes()) {
        std::vector<const Lane *> lanes;
        for (const Lane &lane : content->lanes()) {
            if (lane.kind == LaneKind::Clips)
                lanes.push_back(&lane);
        }
        if (const QString notDrawn = notDrawnSentence(*content); !notDrawn.isEmpty())
            entries.push_back({notDrawn}); // first: what comes last has no room among so many
        for (size_t i = 0; i < lanes.size(); ++i)
            entries.push_back({normLegendText(*lanes[i]), modalityColour(lanes[i]->modality, view().palette()),
                               NormItem::lineWidth(i, lanes.size())});
        for (const QString &sentence : {unitLengthSentence(*content), bandSentence(m_bands, m_axis)}) {
            if (!sentence.isEmpty())
                entries.push_back({sentence});
        }
    }
    const double left = m_item->plotArea().left();
    m_legend->setEntries(entries, view().palette(), view().font(), left, view().sideArea().right() - left,
                         ChartLegend::linesIn(view().roomAbovePlot(), view().font()));
    view().setTopMargin(m_legend->height());
    askForHeight(leastPlotPx, ChartLegend::heightOf(1, view().font()));
}

void NormChart::applyScale()
{
    const double tickPx = 2.2 * QFontMetricsF(view().font()).height();
    const NormScale scale = normScale(view().laneSet(), m_item->plotArea().height(), tickPx, m_axis);
    m_item->setScale(scale);
    m_histogram->setPalette(view().palette());
    m_histogram->setContent(view().lanes(), m_bands);
    m_histogram->setScale(scale);
    m_histogram->setPlace(view().sideArea());
    std::vector<std::pair<double, QString>> labels;
    if (view().task()) {
        for (const double tick : normTicks(scale))
            labels.emplace_back(tick, normTickText(tick, scale));
    }
    setAxisLabels(*view().valueAxis(), scale.low, scale.high, labels);
}

void NormChart::drawMedians()
{
    std::vector<const Lane *> drawn;
    for (const Lane &lane : view().laneSet().lanes()) {
        if (lane.kind == LaneKind::Clips && lane.norms.count > 0)
            drawn.push_back(&lane);
    }
    while (m_medians.size() < drawn.size())
        m_medians.push_back(view().addLine());
    for (size_t i = 0; i < m_medians.size(); ++i) {
        QList<QPointF> points;
        if (i < drawn.size()) {
            const double median = std::min(drawn[i]->norms.median, greatestDrawnNorm) - (m_axis == NormAxis::Deviation ? 1 : 0);
            points = {{drawn[i]->firstSec(), median}, {drawn[i]->lastSec(), median}};
            const QColor base = view().palette().color(QPalette::Base);
            QPen pen(mixed(base, modalityColour(drawn[i]->modality, view().palette()), 0.6), 1);
            pen.setDashPattern({6, 4});
            pen.setDashOffset(static_cast<double>(i) * 3);
            m_medians[i]->setPen(pen);
        }
        m_medians[i]->replace(points);
    }
}

} // namespace embedscope

#include "moc_normchart.cpp"
