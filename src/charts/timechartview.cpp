// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timechartview.h"

#include "charts/axislabels.h"
#include "charts/cutlines.h"
#include "charts/modalitycolours.h"
#include "plot/timeticks.h"

#include <QCategoryAxis>
#include <QChart>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

TimeChartView::TimeChartView(SharedTime &time, PlotItem *item, QWidget *parent)
    : QChartView(new QChart, parent), m_time(time), m_gestures(time, *this), m_item(item),
      m_overlay(new ChartOverlay(chart())), m_timeAxis(new QCategoryAxis(this)),
      m_valueAxis(new QCategoryAxis(this)), m_lanes(std::make_shared<const LaneSet>())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundRoundness(0);
    chart()->setMargins({});
    m_item->setParentItem(chart());
    m_item->setZValue(50);
    m_overlay->setZValue(100);
    makeAxes();
    followTime();
    applyPalette();
}

TimeChartView::~TimeChartView() = default;

void TimeChartView::makeAxes()
{
    chart()->addAxis(m_timeAxis, Qt::AlignBottom);
    chart()->addAxis(m_valueAxis, Qt::AlignLeft);
    for (QCategoryAxis *axis : {m_timeAxis, m_valueAxis}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setTruncateLabels(false);
        axis->setLineVisible(false);
    }
    addLine(); // an axis without a series draws nothing
}

QLineSeries *TimeChartView::addLine()
{
    auto *const line = new QLineSeries(chart());
    chart()->addSeries(line);
    line->attachAxis(m_timeAxis);
    line->attachAxis(m_valueAxis);
    return line;
}

void TimeChartView::followTime()
{
    m_axisRefresh.setSingleShot(true);
    m_axisRefresh.setInterval(0);
    connect(&m_axisRefresh, &QTimer::timeout, this, &TimeChartView::refreshTimeAxis);
    connect(&m_time, &SharedTime::visibleChanged, this, [this] {
        m_item->setVisibleTime(m_time.visible());
        m_overlay->setVisibleTime(m_time.visible());
        // Below a pointer that rests there stands something else now; while it is what the user looks at, that is told.
        if (m_pointer && m_time.cursor() && isInPlot(*m_pointer))
            m_gestures.hover(*m_pointer);
        m_axisRefresh.start();
    });
    connect(&m_time, &SharedTime::cursorChanged, this, [this] {
        m_overlay->setCursorTime(m_time.cursor());
        showReadout();
    });
    connect(&m_time, &SharedTime::hoveredSegmentChanged, this, [this] {
        showMarks();
        showReadout();
    });
    connect(&m_time, &SharedTime::selectedSegmentsChanged, this, [this] {
        chooseClips();
        showMarks();
        Q_EMIT selectionChanged();
    });
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, [this] {
        showMarks();
        showReadout();
        Q_EMIT selectionChanged();
    });
    connect(&m_time, &SharedTime::selectedRangeChanged, this,
            [this] { m_overlay->setSelectedRange(m_time.selectedRange()); });
    connect(&m_time, &SharedTime::marksChanged, this,
            [this] { m_overlay->setMarks(m_time.mark(TimeMark::A), m_time.mark(TimeMark::B)); });
    m_item->setVisibleTime(m_time.visible());
    m_overlay->setVisibleTime(m_time.visible());
    m_overlay->setSelectedRange(m_time.selectedRange());
    m_overlay->setMarks(m_time.mark(TimeMark::A), m_time.mark(TimeMark::B));
}

void TimeChartView::setContent(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes)
{
    m_task = task;
    m_lanes = lanes ? lanes : std::make_shared<const LaneSet>();
    m_item->setContent(task, lanes);
    chooseClips();
    showMarks();
    showReadout();
    Q_EMIT relayoutNeeded();
}

void TimeChartView::setTopMargin(double pixels)
{
    if (m_frame.setTopMargin(pixels))
        placePlot();
}

void TimeChartView::applyPalette()
{
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    chart()->setBackgroundBrush(base);
    setBackgroundBrush(base);
    for (QCategoryAxis *axis : {m_timeAxis, m_valueAxis}) {
        axis->setLabelsFont(font());
        axis->setLabelsBrush(mixed(base, text, 0.85));
        axis->setGridLinePen(QPen(mixed(base, text, 0.12), 1));
    }
    m_item->setPalette(palette(), font());
    m_overlay->setPalette(palette(), font());
    m_frame.setFont(font());
    placePlot();
}

void TimeChartView::setTimeBelow(bool isBelow)
{
    if (m_frame.setTimeBelow(isBelow))
        placePlot();
}

void TimeChartView::setLeastPlot(double plotPx, double topPx)
{
    if (m_frame.setLeast({plotPx, topPx}))
        placePlot();
}

void TimeChartView::placePlot()
{
    m_frame.setSize(viewport()->size());
    m_timeAxis->setLabelsVisible(m_frame.showsTimes());
    const QRectF plot = m_frame.plot();
    chart()->setPlotArea(plot);
    m_item->setPlotArea(plot);
    m_overlay->setGeometry(m_frame.whole(), plot);
    refreshTimeAxis();
    Q_EMIT relayoutNeeded();
}

void TimeChartView::paintForKeeping(QPainter &painter)
{
    const auto setForKeeping = [this](bool isForKeeping) {
        if (m_frame.setForKeeping(isForKeeping))
            placePlot();
        m_overlay->setForKeeping(isForKeeping);
    };
    setForKeeping(true);
    refreshTimeAxis();
    m_item->setMarks({.selected = m_time.selectedSegment(), .chosen = m_chosen});
    {
        const CutLines cut(*chart(), m_time.visible());
        scene()->render(&painter, m_frame.whole(), m_frame.whole());
    }
    setForKeeping(false);
    showMarks();
}

void TimeChartView::refreshTimeAxis()
{
    m_axisRefresh.stop();
    const TimeRange visible = m_time.visible();
    std::vector<std::pair<double, QString>> labels;
    const double digit = QFontMetricsF(font()).horizontalAdvance(u'0');
    for (const TimeTick &tick : timeTicks(visible, m_item->plotArea().width(), digit, m_time.unit()))
        labels.emplace_back(tick.sec, tick.label);
    setAxisLabels(*m_timeAxis, visible.startSec, visible.endSec, labels);
    // Laid out now and not by an event of its own, all that changed is painted in one go.
    chart()->layout()->activate();
    showReadout(); // what it stands beside has moved, or is not in view any more
    m_item->update();
    m_overlay->update();
}

void TimeChartView::showMarks()
{
    m_item->setMarks({m_time.selectedSegment(), m_time.hoveredSegment(), m_time.comparedSegment(), m_chosen});
}

/// One that is selected alone has its mark.
void TimeChartView::chooseClips()
{
    m_chosen = m_time.selectedSegments().size() > 1 ? std::make_shared<const ChosenClips>(m_lanes, m_time.selectedSegments())
                                                    : nullptr;
}

// Beside the pointer; while that is elsewhere, beside the clip that the keyboard selected.
void TimeChartView::showReadout()
{
    if (m_pointer && m_time.cursor() && isInPlot(*m_pointer)) {
        const QList<ReadoutLine> lines = m_item->readout(m_time.hoveredSegment(), *m_time.cursor());
        m_overlay->setReadout(lines.isEmpty() ? m_item->emptyReadout(*m_pointer) : lines, *m_pointer);
        return;
    }
    const std::optional<int> selected = m_time.selectedSegment();
    const TimeRange visible = m_time.visible();
    // With the pointer in another chart its readout is there; and out of view there is nothing to stand beside.
    const bool mayShow = selected && !m_time.cursor() && hasFocus() && m_lanes->placeOf(*selected);
    if (!mayShow) {
        m_overlay->setReadout({}, {});
        return;
    }
    const ClipSpan clip = m_lanes->clipOf(*selected).value();
    if (clip.endSec < visible.startSec || clip.startSec > visible.endSec) {
        m_overlay->setReadout({}, {});
        return;
    }
    const QRectF rect = m_item->rectOf(*selected);
    const QPointF anchor = rect.isNull() ? m_item->plotArea().center() : rect.center();
    m_overlay->setReadout(m_item->readout(selected, clip.startSec + clip.lengthSec() / 2), anchor);
}

void TimeChartView::showPointer()
{
    if (m_gestures.isPanning())
        viewport()->setCursor(Qt::ClosedHandCursor);
    else if (m_gestures.isReadyToPan())
        viewport()->setCursor(Qt::OpenHandCursor);
    else
        viewport()->unsetCursor();
}

TimeScale TimeChartView::timeScale() const
{
    return m_item->timeScale();
}

bool TimeChartView::isInPlot(QPointF position) const
{
    return m_item->plotArea().contains(position);
}

std::optional<int> TimeChartView::segmentAt(QPointF position) const
{
    return m_item->segmentAt(position);
}

void TimeChartView::paintEvent(QPaintEvent *event)
{
    if (m_axisRefresh.isActive())
        refreshTimeAxis();
    QChartView::paintEvent(event);
}

void TimeChartView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void TimeChartView::wheelEvent(QWheelEvent *event)
{
    m_pointer = event->position();
    event->setAccepted(m_gestures.wheel(*event));
}

void TimeChartView::mousePressEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    event->setAccepted(m_gestures.press(*event));
    showPointer();
}

void TimeChartView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    event->setAccepted(m_gestures.move(*event));
    showReadout(); // the pointer may have moved where the cursor's time did not
}

void TimeChartView::mouseReleaseEvent(QMouseEvent *event)
{
    event->setAccepted(m_gestures.release(*event));
    showPointer();
}

void TimeChartView::keyPressEvent(QKeyEvent *event)
{
    event->setAccepted(m_gestures.keyPress(*event));
    showPointer();
}

void TimeChartView::keyReleaseEvent(QKeyEvent *event)
{
    event->setAccepted(m_gestures.keyRelease(*event));
    showPointer();
}

void TimeChartView::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    m_overlay->setFocusShown(true);
    showReadout();
}

void TimeChartView::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    m_gestures.focusOut();
    m_overlay->setFocusShown(false);
    showPointer();
    showReadout();
}

void TimeChartView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        applyPalette();
}

bool TimeChartView::event(QEvent *event)
{
    // With the focus here, F and Backspace are ours even where the window has them as shortcuts.
    if (event->type() == QEvent::ShortcutOverride
        && ChartGestures::isChartKey(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QChartView::event(event);
}

bool TimeChartView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_pointer.reset();
        m_gestures.leave();
        showReadout();
    }
    if (event->type() == QEvent::NativeGesture)
        return m_gestures.pinch(*static_cast<QNativeGestureEvent *>(event));
    return QChartView::viewportEvent(event);
}

} // namespace embedscope

#include "moc_timechartview.cpp"
