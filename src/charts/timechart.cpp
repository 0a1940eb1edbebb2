// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timechart.h"

#include "charts/chartwords.h"
#include "charts/timechartview.h"

#include <QVBoxLayout>

namespace embedscope {

TimeChart::TimeChart(SharedTime &time, PlotItem *item, const QString &name, QWidget *parent)
    : QWidget(parent), m_time(time), m_view(new TimeChartView(time, item, this))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    setAccessibleName(name);
    m_view->setAccessibleName(name);
    connect(m_view, &TimeChartView::selectionChanged, this, &TimeChart::describe);
    connect(m_view, &TimeChartView::relayoutNeeded, this, [this] {
        arrange();
        describe();
    });
}

TimeChart::~TimeChart() = default;

void TimeChart::setTask(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes)
{
    m_view->setContent(task, lanes);
}

QString TimeChart::summaryText() const
{
    if (!m_view->task())
        return {};
    QString summary = summaryOf(m_view->laneSet());
    if (const auto selected = m_time.selectedSegment(); selected && m_view->laneSet().placeOf(*selected))
        summary += QLatin1Char(' ') + selectionSentence(*m_view->task(), *selected);
    if (const auto others = static_cast<int>(m_time.selectedSegments().size()) - 1; others > 0)
        summary += QLatin1Char(' ') + tr("Selected with it: %n more.", nullptr, others);
    return summary;
}

void TimeChart::askForHeight(double plotPx, double topPx)
{
    m_view->setLeastPlot(plotPx, topPx);
    setMinimumHeight(m_view->leastHeight());
}

void TimeChart::describe()
{
    const QString summary = summaryText();
    m_view->setAccessibleDescription(summary);
    setAccessibleDescription(summary);
}

} // namespace embedscope

#include "moc_timechart.cpp"
