// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/normchart.h"

#include "charts/chartwords.h"
#include "charts/laneloader.h"
#include "charts/modalitycolours.h"
#include "charts/normitem.h"
#include "charts/normlegend.h"
#include "charts/timechartview.h"

#include <QCategoryAxis>
#include <QChart>
#include <QFontMetricsF>
#include <QLineSeries>
#include <QVBoxLayout>

#include <algorithm>

namespace embedscope {

struct NormChart::Private
{
    Private(SharedTime &sharedTime, NormChart &chart)
        : time(sharedTime), item(new NormItem(nullptr)), view(new TimeChartView(sharedTime, item, &chart)),
          legend(new NormLegend(view->chart()))
    {
    }

    void placeLegend();
    void applyScale();
    void drawMedians();

    SharedTime &time;
    NormItem *item;
    TimeChartView *view;
    NormLegend *legend;
    std::shared_ptr<const LaneSet> lanes;
    std::vector<QLineSeries *> medians; // a line a lane of clips
    LaneLoader loader;
};

NormChart::NormChart(SharedTime &time, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(time, *this))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->view);
    setFocusProxy(d->view);
    setAccessibleName(tr("Vector norms"));
    d->view->setAccessibleName(tr("Vector norms"));
    const auto describe = [this] {
        d->view->setAccessibleDescription(summaryText());
        setAccessibleDescription(summaryText());
    };
    connect(d->view, &TimeChartView::selectionChanged, this, describe);
    connect(d->view, &TimeChartView::relayoutNeeded, this, [this, describe] {
        d->placeLegend();
        d->applyScale();
        d->drawMedians();
        describe();
    });
    connect(&d->loader, &LaneLoader::loaded, this,
            [this](const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes) {
                setTask(task, lanes);
            });
    setMinimumHeight(120);
}

NormChart::~NormChart() = default;

void NormChart::setTask(const SharedTask &task)
{
    setTask(nullptr, nullptr); // the old task's clips must not stand under the new one's selection
    d->loader.load(task);
}

void NormChart::setTask(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes)
{
    d->lanes = lanes;
    d->view->setContent(task, lanes);
}

QString NormChart::summaryText() const
{
    if (!d->view->task())
        return {};
    QString summary = normSummary(d->view->laneSet());
    if (const auto selected = d->time.selectedSegment(); selected && d->view->laneSet().placeOf(*selected))
        summary += QLatin1Char(' ') + selectionSentence(*d->view->task(), *selected);
    return summary;
}

void NormChart::Private::placeLegend()
{
    legend->setPalette(view->palette(), view->font());
    legend->setContent(lanes);
    legend->setPlace(item->plotArea().left(), item->plotArea().width());
    view->setTopMargin(legend->height());
}

void NormChart::Private::applyScale()
{
    const double tickPx = 2.2 * QFontMetricsF(view->font()).height();
    const NormScale scale = normScale(view->laneSet(), item->plotArea().height(), tickPx);
    item->setScale(scale);
    std::vector<std::pair<double, QString>> labels;
    if (view->task()) {
        for (const double tick : normTicks(scale))
            labels.emplace_back(tick, normTickText(tick, scale));
    }
    setAxisLabels(*view->valueAxis(), scale.low, scale.high, labels);
}

void NormChart::Private::drawMedians()
{
    std::vector<const Lane *> drawn;
    for (const Lane &lane : view->laneSet().lanes()) {
        if (lane.kind == LaneKind::Clips && lane.norms.count > 0)
            drawn.push_back(&lane);
    }
    while (medians.size() < drawn.size())
        medians.push_back(view->addLine());
    for (size_t i = 0; i < medians.size(); ++i) {
        QList<QPointF> points;
        if (i < drawn.size()) {
            const double median = std::min(drawn[i]->norms.median, greatestDrawnNorm);
            points = {{drawn[i]->firstSec(), median}, {drawn[i]->lastSec(), median}};
            const QColor base = view->palette().color(QPalette::Base);
            QPen pen(mixed(base, modalityColour(drawn[i]->modality, view->palette()), 0.6), 1);
            pen.setDashPattern({6, 4});
            pen.setDashOffset(static_cast<double>(i) * 3);
            medians[i]->setPen(pen);
        }
        medians[i]->replace(points);
    }
}

} // namespace embedscope
