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
    const QString hint = QString(notDrawnSentence(view().laneSet()) + QLatin1Char(' ') + m_shadeHint).trimmed();
    m_legend->setContent(m_shades, hint, view().palette(), view().font());
    m_legend->setPlace(m_item->plotArea().left(), view().width() - m_item->plotArea().left());
    view().setTopMargin(std::max(usualMarginPx, m_legend->height()));
}

void TimelineChart::arrange()
{
    placeLegend();
    askForLaneHeight();
    labelLanes();
    drawExtents();
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

/// As items of our own: an axis hides labels that come near to each other, and which of them, it does not say.
void TimelineChart::labelLanes()
{
    const std::vector<Lane> &lanes = view().laneSet().lanes();
    for (auto *const texts : {&m_names, &m_counts}) {
        while (texts->size() < lanes.size())
            texts->push_back(new QGraphicsSimpleTextItem(view().chart()));
        for (QGraphicsSimpleTextItem *const text : *texts)
            text->setVisible(false);
    }
    const std::vector<bool> named = namedLanes();
    const QColor paper = view().palette().color(QPalette::Base);
    const QColor ink = view().palette().color(QPalette::Text);
    const QFontMetricsF metrics(view().font());
    const auto place = [&](QGraphicsSimpleTextItem &text, size_t lane, const QString &words, double strength) {
        text.setVisible(true);
        text.setFont(view().font());
        text.setBrush(mixed(paper, ink, strength));
        text.setText(words);
        text.setY(m_item->plotArea().top() + m_item->bands()[lane].centre() - text.boundingRect().height() / 2);
    };
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (!named[i])
            continue;
        constexpr double besidePx = 9;
        const double right = m_item->plotArea().left() - besidePx;
        place(*m_names[i], i, metrics.elidedText(laneTitle(lanes[i]), Qt::ElideRight, right - besidePx), 0.85);
        m_names[i]->setX(right - m_names[i]->boundingRect().width());
        if (lanes[i].kind != LaneKind::Clips)
            continue;
        place(*m_counts[i], i, stretchCountText(view().lanes()->axis(), lanes[i].clips.size()), 0.72);
        m_counts[i]->setX(view().sideArea().left());
    }
    setAxisLabels(*view().valueAxis(), 0, m_item->plotArea().height(), {});
    view().valueAxis()->setGridLineVisible(false);
}

QStringList TimelineChart::laneNames() const
{
    QStringList names;
    for (const QGraphicsSimpleTextItem *const name : m_names) {
        if (name->isVisible())
            names += name->text();
    }
    return names;
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
