// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timelinechart.h"

#include "charts/axislabels.h"
#include "charts/chartwords.h"
#include "charts/laneitem.h"
#include "charts/modalitycolours.h"
#include "charts/shadelegend.h"
#include "charts/timechartview.h"

#include <QCategoryAxis>
#include <QChart>
#include <QFontMetricsF>
#include <QGraphicsSimpleTextItem>
#include <QLineSeries>

#include <algorithm>

namespace embedscope {

namespace {

constexpr double usualMarginPx = 10; // above the plot

// The axis' labels are read as HTML, and two alike would be taken for one.
QString axisLabel(const QString &title, const QFontMetricsF &metrics, double width, size_t lane)
{
    const QString elided = metrics.elidedText(title, Qt::ElideRight, width);
    return elided.toHtmlEscaped() + QString(static_cast<qsizetype>(lane), QChar(0x200B)); // zero-width spaces
}

} // namespace

TimelineChart::TimelineChart(SharedTime &time, QWidget *parent)
    : TimelineChart(time, new LaneItem(nullptr), parent)
{
}

TimelineChart::TimelineChart(SharedTime &time, LaneItem *item, QWidget *parent)
    : TimeChart(time, item, tr("Timeline"), parent), m_item(item), m_legend(new ShadeLegend(view().chart()))
{
    askForLaneHeight();
}

QString TimelineChart::summaryOf(const LaneSet &lanes) const
{
    const QString summary = timelineSummary(lanes);
    const QString colours = m_shades ? ShadeLegend::sentence(*m_shades) : m_shadeHint;
    return colours.isEmpty() ? summary : QString(summary + QLatin1Char(' ') + colours);
}

void TimelineChart::setShades(const std::shared_ptr<const ClipShades> &shades)
{
    if (shades == m_shades)
        return;
    m_shades = shades;
    m_item->setShades(shades);
    arrange();
    describe();
}

void TimelineChart::setShadeHint(const QString &sentence)
{
    if (sentence == m_shadeHint)
        return;
    m_shadeHint = sentence;
    arrange();
    describe();
}

void TimelineChart::placeLegend()
{
    m_legend->setContent(m_shades, m_shadeHint, view().palette(), view().font());
    m_legend->setPlace(m_item->plotArea().left(), view().width() - m_item->plotArea().left());
    view().setTopMargin(std::max(usualMarginPx, m_legend->height()));
}

void TimelineChart::arrange()
{
    placeLegend();
    askForLaneHeight();
    labelLanes();
    drawExtents();
    tellCounts();
}

/// High enough for a line of text a lane, as long as those are not many.
void TimelineChart::askForLaneHeight()
{
    constexpr double fewestLines = 3;
    constexpr double mostLines = 12;
    const double lines = std::clamp(lanePlaces(view().laneSet()), fewestLines, mostLines);
    const double topPx = std::max(usualMarginPx, m_legend->height());
    askForHeight(lines * QFontMetricsF(view().font()).height(), topPx);
}

/// From the top down, those whose texts do not touch each other; the space between lines may be less than in a text.
std::vector<bool> TimelineChart::namedLanes() const
{
    constexpr double letters = 0.85; // of a line
    const double height = letters * QFontMetricsF(view().font()).height();
    std::vector<bool> named;
    double free = -height;
    for (const LaneBand &band : m_item->bands()) {
        constexpr double rounding = 1e-6;
        named.push_back(band.centre() - height / 2 >= free - rounding);
        if (named.back())
            free = band.centre() + height / 2;
    }
    return named;
}

void TimelineChart::tellCounts()
{
    const std::vector<bool> named = namedLanes();
    const std::vector<Lane> &lanes = view().laneSet().lanes();
    while (m_counts.size() < lanes.size())
        m_counts.push_back(new QGraphicsSimpleTextItem(view().chart()));
    const QRectF side = view().sideArea();
    const QColor quiet = mixed(view().palette().color(QPalette::Base), view().palette().color(QPalette::Text), 0.72);
    for (size_t i = 0; i < m_counts.size(); ++i) {
        const bool isShown = i < lanes.size() && lanes[i].kind == LaneKind::Clips && named[i];
        m_counts[i]->setVisible(isShown);
        if (!isShown)
            continue;
        m_counts[i]->setFont(view().font());
        m_counts[i]->setBrush(quiet);
        m_counts[i]->setText(clipCountText(lanes[i].clips.size()));
        m_counts[i]->setPos(side.left(), side.top() + m_item->bands()[i].centre() - m_counts[i]->boundingRect().height() / 2);
    }
}

void TimelineChart::labelLanes()
{
    const QFontMetricsF metrics(view().font());
    const double height = m_item->plotArea().height();
    std::vector<std::pair<double, QString>> labels;
    const std::vector<LaneBand> &bands = m_item->bands();
    // An axis counts upwards and takes its labels in this order; lanes count down from the top.
    const std::vector<bool> named = namedLanes();
    for (size_t i = bands.size(); i-- > 0;) {
        if (named[i])
            labels.emplace_back(
                height - bands[i].centre(),
                axisLabel(laneTitle(view().laneSet().lanes()[i]), metrics, m_item->plotArea().left() - 18, i));
    }
    setAxisLabels(*view().valueAxis(), 0, height, labels);
    view().valueAxis()->setGridLineVisible(false);
}

void TimelineChart::drawExtents()
{
    const std::vector<Lane> &lanes = view().laneSet().lanes();
    while (m_extents.size() < lanes.size())
        m_extents.push_back(view().addLine());
    const double height = m_item->plotArea().height();
    for (size_t i = 0; i < m_extents.size(); ++i) {
        QList<QPointF> points;
        if (i < lanes.size() && lanes[i].kind == LaneKind::Clips) {
            const double y = height - m_item->bands()[i].top - m_item->bands()[i].height - 3;
            points = {{lanes[i].firstSec(), y}, {lanes[i].lastSec(), y}};
            m_extents[i]->setPen(QPen(modalityColour(lanes[i].modality, view().palette()), 1));
        }
        m_extents[i]->replace(points);
    }
}

} // namespace embedscope

#include "moc_timelinechart.cpp"
