// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timelinechart.h"

#include "charts/chartwords.h"
#include "charts/laneitem.h"
#include "charts/laneloader.h"
#include "charts/modalitycolours.h"
#include "charts/timechartview.h"

#include <QCategoryAxis>
#include <QChart>
#include <QFontMetricsF>
#include <QLineSeries>
#include <QVBoxLayout>

namespace embedscope {

namespace {

// The axis' labels are read as HTML, and two alike would be taken for one.
QString axisLabel(const QString &title, const QFontMetricsF &metrics, double width, size_t lane)
{
    const QString elided = metrics.elidedText(title, Qt::ElideRight, width);
    return elided.toHtmlEscaped() + QString(static_cast<qsizetype>(lane), QChar(0x200B)); // zero-width spaces
}

} // namespace

struct TimelineChart::Private
{
    Private(SharedTime &sharedTime, TimelineChart &chart)
        : time(sharedTime), item(new LaneItem(nullptr)), view(new TimeChartView(sharedTime, item, &chart))
    {
    }

    void labelLanes();
    void drawExtents();

    SharedTime &time;
    LaneItem *item;
    TimeChartView *view;
    std::vector<QLineSeries *> extents; // a line a lane from its first clip to its last
    LaneLoader loader;
};

TimelineChart::TimelineChart(SharedTime &time, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(time, *this))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->view);
    setFocusProxy(d->view);
    const auto describe = [this] {
        d->view->setAccessibleDescription(summaryText());
        setAccessibleDescription(summaryText());
    };
    setAccessibleName(tr("Timeline"));
    d->view->setAccessibleName(tr("Timeline"));
    connect(d->view, &TimeChartView::selectionChanged, this, describe);
    connect(d->view, &TimeChartView::relayoutNeeded, this, [this, describe] {
        d->labelLanes();
        d->drawExtents();
        describe();
    });
    connect(&d->loader, &LaneLoader::loaded, this,
            [this](const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes) {
                setTask(task, lanes);
            });
    setMinimumHeight(96);
}

TimelineChart::~TimelineChart() = default;

void TimelineChart::setTask(const SharedTask &task)
{
    d->view->setContent(nullptr,
                        nullptr); // the old task's clips must not stand under the new one's selection
    d->loader.load(task);
}

void TimelineChart::setTask(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes)
{
    d->view->setContent(task, lanes);
}

QString TimelineChart::summaryText() const
{
    if (!d->view->task())
        return {};
    QString summary = timelineSummary(d->view->laneSet());
    if (const auto selected = d->time.selectedSegment(); selected && d->view->laneSet().placeOf(*selected))
        summary += QLatin1Char(' ') + selectionSentence(*d->view->task(), *selected);
    return summary;
}

void TimelineChart::Private::labelLanes()
{
    const QFontMetricsF metrics(view->font());
    const double height = item->plotArea().height();
    std::vector<std::pair<double, QString>> labels;
    const std::vector<LaneBand> &bands = item->bands();
    // An axis counts upwards and takes its labels in this order; lanes count down from the top.
    for (size_t i = bands.size(); i-- > 0;)
        labels.emplace_back(
            height - bands[i].centre(),
            axisLabel(laneTitle(view->laneSet().lanes()[i]), metrics, item->plotArea().left() - 18, i));
    setAxisLabels(*view->valueAxis(), 0, height, labels);
    view->valueAxis()->setGridLineVisible(false);
}

void TimelineChart::Private::drawExtents()
{
    const std::vector<Lane> &lanes = view->laneSet().lanes();
    while (extents.size() < lanes.size())
        extents.push_back(view->addLine());
    const double height = item->plotArea().height();
    for (size_t i = 0; i < extents.size(); ++i) {
        QList<QPointF> points;
        if (i < lanes.size() && lanes[i].kind == LaneKind::Clips) {
            const double y = height - item->bands()[i].top - item->bands()[i].height - 3;
            points = {{lanes[i].firstSec(), y}, {lanes[i].lastSec(), y}};
            extents[i]->setPen(QPen(modalityColour(lanes[i].modality, view->palette()), 1));
        }
        extents[i]->replace(points);
    }
}

} // namespace embedscope
