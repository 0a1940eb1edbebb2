// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartspanel.h"

#include "charts/changechart.h"
#include "charts/laneloader.h"
#include "charts/markwords.h"
#include "charts/normchart.h"
#include "charts/rangestrip.h"
#include "charts/timechartview.h"
#include "charts/timelinechart.h"
#include "core/whenfinished.h"
#include "models/likenesswords.h"
#include "models/taskwords.h"
#include "plot/sharedtime.h"
#include "ui_chartspanel.h"
#include "widgets/changeview.h"
#include "widgets/chartviews.h"
#include "widgets/iconfactory.h"
#include "widgets/momentactions.h"
#include "widgets/normbands.h"
#include "widgets/tallscrollarea.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QTimer>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

ChartsPanel::ChartsPanel(SharedTime &time, QWidget *parent)
    : QWidget(parent), m_time(time), m_ui(std::make_unique<Ui::ChartsPanel>()),
      m_timeline(new TimelineChart(time, this)), m_norms(new NormChart(time, this)),
      m_loader(new LaneLoader(this)), m_moments(new MomentActions(time, this)),
      m_saveAction(new QAction(tr("S&ave Chart…"), this)),
      m_deviationAction(new QAction(tr("Norms as &Deviation from 1"), this))
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    m_views = new ChartViews(*m_ui->splitter, this);
    m_views->add(m_timeline, u"timeline"_s, tr("Show the &Timeline"), u"Alt+Shift+1"_s, true);
    m_views->add(m_norms, u"norms"_s, tr("Show the &Norms"), u"Alt+Shift+2"_s, true);
    takeViews();
    m_ui->verticalLayout->insertWidget(m_ui->verticalLayout->indexOf(m_ui->stripLayout), new RangeStrip(time, this));
    connect(m_loader, &LaneLoader::loaded, this, &ChartsPanel::showLanes);
    connect(m_ui->resetButton, &QToolButton::clicked, &m_time, &SharedTime::showAll);
    connect(m_ui->clearMarksButton, &QToolButton::clicked, this, [this] {
        m_time.setMark(TimeMark::A, std::nullopt);
        m_time.setMark(TimeMark::B, std::nullopt);
    });
    connect(&m_time, &SharedTime::visibleChanged, this, &ChartsPanel::showRange);
    const auto showAnother = [this] {
        m_clipRemark.clear(); // it was about the clip before
        showClip();
    };
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, showAnother);
    connect(&m_time, &SharedTime::selectedRangeChanged, this, showAnother);
    connect(&m_time, &SharedTime::marksChanged, this, &ChartsPanel::showMarks);
    makeActions();
    fillContextMenus();
    showRange();
    showClip();
    showMarks();
}

ChartsPanel::~ChartsPanel() = default;

void ChartsPanel::takeViews()
{
    connect(m_views, &ChartViews::shownChanged, this, [this](QWidget *view) {
        labelTimes();
        if (!view->isHidden()) // once it has its place
            QTimer::singleShot(0, view, [this, view] { m_ui->chartsArea->ensureWidgetVisible(view, 0, 0); });
    });
    labelTimes();
}

/// All charts have the same times: where there is little height, the lowest one tells them for all.
void ChartsPanel::labelTimes()
{
    const QWidget *const lowest = m_views->lastShown();
    m_timeline->view().setTimeBelow(lowest != m_timeline);
    m_norms->view().setTimeBelow(lowest != m_norms);
    if (m_change)
        m_change->chart().view().setTimeBelow(lowest != m_change);
}

void ChartsPanel::setTask(const SharedTask &task)
{
    m_task = task;
    m_clipRemark.clear();
    m_moments->setTask(task);
    m_saveAction->setEnabled(task != nullptr);
    showLanes(nullptr, nullptr); // the old task's clips must not stand under the new one's selection
    m_loader->load(task);
    showRange();
    showClip();
}

void ChartsPanel::showLanes(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes)
{
    m_lanes = lanes ? lanes : std::make_shared<const LaneSet>();
    m_timeline->setTask(task, lanes);
    m_norms->setTask(task, lanes);
    if (m_change)
        m_change->setTask(task, lanes);
    showMarks();
    computeBands();
}

// A sort of a few thousand norms is over at once; of more, it is worth a thread.
void ChartsPanel::computeBands()
{
    constexpr size_t mostSegmentsAtOnce = 5'000;
    if (!m_task || m_lanes->lanes().empty())
        return;
    if (m_task->segments.size() <= mostSegmentsAtOnce) {
        m_norms->setBands(m_lanes, normBands(*m_task, *m_lanes));
        return;
    }
    const auto computing = QtConcurrent::run([task = m_task, lanes = m_lanes] { return normBands(*task, *lanes); });
    whenFinished(computing, this, [this, lanes = m_lanes](const std::vector<NormBand> &bands) {
        if (lanes == m_lanes)
            m_norms->setBands(lanes, bands);
    });
}

QList<QAction *> ChartsPanel::momentActions() const
{
    return m_moments->actions();
}

void ChartsPanel::makeActions()
{
    addKeyAction(tr("Ne&xt Clip"), Qt::Key_Right);
    addKeyAction(tr("&Previous Clip"), Qt::Key_Left);
    addKeyAction(tr("Lane Above"), Qt::Key_Up);
    addKeyAction(tr("Lane Below"), Qt::Key_Down);
    addKeyAction(tr("&Fit the Clip, Then All"), Qt::Key_F);
    addKeyAction(tr("&Zoom to the Selection"), Qt::Key_Z);
    addKeyAction(tr("Zoom In"), Qt::Key_Plus);
    addKeyAction(tr("Zoom Out"), Qt::Key_Minus);
    m_backAction = addKeyAction(tr("Bac&k to What Was Shown Before"), Qt::Key_Backspace);
    m_forwardAction = addKeyAction(tr("For&ward Again"), Qt::SHIFT | Qt::Key_Backspace);
    addKeyAction(tr("Set Cursor A &Here"), Qt::Key_A);
    addKeyAction(tr("Set Cursor B H&ere"), Qt::Key_B);
    addKeyAction(tr("Clea&r the Selection, Then the Cursors"), Qt::Key_Escape);
    m_saveAction->setShortcut(u"Ctrl+Shift+E"_s);
    m_saveAction->setToolTip(tr("Keep the chart as a picture, or what it shows as a table"));
    m_saveAction->setEnabled(false);
    connect(m_saveAction, &QAction::triggered, this, [this] { Q_EMIT saveRequested(currentChart()); });
    m_deviationAction->setShortcut(Qt::Key_D);
    m_deviationAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_deviationAction->setCheckable(true);
    connect(m_deviationAction, &QAction::toggled, this,
            [this](bool on) { m_norms->setAxis(on ? NormAxis::Deviation : NormAxis::Norm); });
    addAction(m_deviationAction);
    m_norms->view().addAction(m_deviationAction);
    m_keyActions.append(m_deviationAction);
    connect(m_moments, &MomentActions::refused, this, &ChartsPanel::told);
    m_keyActions.append(m_moments->actions());
    addActions(m_moments->actions());
}

QAction *ChartsPanel::addKeyAction(const QString &text, QKeyCombination key)
{
    auto *const action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // elsewhere these keys mean other things
    connect(action, &QAction::triggered, this, [this, key] {
        QKeyEvent press(QEvent::KeyPress, key.key(), key.keyboardModifiers());
        QCoreApplication::sendEvent(&currentChart()->view(), &press);
    });
    m_keyActions.append(action);
    addAction(action);
    return action;
}

void ChartsPanel::fillContextMenus()
{
    fillContextMenu(m_timeline->view());
    fillContextMenu(m_norms->view());
}

void ChartsPanel::fillContextMenu(TimeChartView &view)
{
    auto *const line = new QAction(this);
    line->setSeparator(true);
    view.addActions(m_moments->actions());
    view.addAction(line);
    view.addAction(m_saveAction);
    view.setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ChartsPanel::addChange(ChangeView &view, const QList<QAction *> &steps)
{
    m_change = &view;
    m_views->add(&view, u"change"_s, tr("Show the &Change"), u"Alt+Shift+3"_s, false);
    labelTimes();
    fillContextMenu(view.chart().view());
    m_keyActions.append(steps);
    addActions(steps);
}

TimeChart *ChartsPanel::currentChart() const
{
    const QWidget *const focus = QApplication::focusWidget();
    if (m_change && (m_change->isAncestorOf(focus) || m_views->firstShown() == m_change))
        return &m_change->chart();
    return m_norms->isAncestorOf(focus) || (m_timeline->isHidden() && !m_norms->isHidden())
        ? static_cast<TimeChart *>(m_norms)
        : m_timeline;
}

void ChartsPanel::focusCharts()
{
    if (!m_ui->splitter->isAncestorOf(QApplication::focusWidget()))
        m_views->firstShown()->setFocus(Qt::ShortcutFocusReason);
    m_ui->chartsArea->ensureWidgetVisible(QApplication::focusWidget(), 0, 0);
}

void ChartsPanel::showMarks()
{
    const QStringList lines =
        m_task ? marksLines(*m_task, *m_lanes, m_time.mark(TimeMark::A), m_time.mark(TimeMark::B)) : QStringList();
    m_ui->marksFrame->setVisible(!lines.isEmpty());
    m_ui->marksLabel->setText(lines.join(u'\n'));
    m_ui->marksLabel->setAccessibleDescription(lines.join(u". "_s));
}

void ChartsPanel::showRange()
{
    const TimeRange range = m_time.visible();
    const bool all = range.startSec <= 0 && range.endSec >= m_time.duration();
    const AxisUnit unit = m_time.unit();
    const QString interval = intervalText(unit, range.startSec, range.endSec);
    m_ui->rangeLabel->setVisible(unit != AxisUnit::None);
    m_ui->rangeLabel->setText(all ? tr("Shown: all, %1").arg(interval)
                                  : tr("Shown: %1 of %2").arg(interval, spanText(unit, m_time.duration())));
    m_ui->resetButton->setEnabled(!all);
    m_backAction->setEnabled(m_time.canGoBack());
    m_forwardAction->setEnabled(m_time.canGoForward());
}

void ChartsPanel::addToContextMenus(const QList<QAction *> &actions)
{
    for (TimeChartView *const view : {&m_timeline->view(), &m_norms->view()})
        view->addActions(actions);
}

void ChartsPanel::setClipRemark(const QString &words)
{
    m_clipRemark = words;
    showClip();
}

void ChartsPanel::showClip()
{
    if (!m_clipRemark.isEmpty()) {
        m_ui->clipLabel->setText(m_clipRemark);
        return;
    }
    if (const auto range = m_time.selectedRange()) {
        const QString length = isCounted(m_time.unit()) ? spanText(m_time.unit(), range->span())
                                                        : tr("%1 s").arg(range->span(), 0, 'f', 3);
        m_ui->clipLabel->setText(tr("Selected: %1 (%2); Z zooms to it")
                                     .arg(intervalText(m_time.unit(), range->startSec, range->endSec), length));
        return;
    }
    const auto selected = m_time.selectedSegment();
    const auto count = m_task ? m_task->segments.size() : 0;
    if (!selected || *selected < 0 || static_cast<size_t>(*selected) >= count) {
        m_ui->clipLabel->setText(count > 0 ? tr("Click a clip, or use the arrow keys") : QString());
        return;
    }
    const Segment &segment = m_task->segments[static_cast<size_t>(*selected)];
    const QString modality = modalityTitle(m_task->modalities.at(segment.modality));
    const QString place = segment.hasTimes() ? intervalText(m_task->axis, segment.startSec, segment.endSec)
        : m_task->isAsset(segment)           ? tr("the whole file")
                                             : tr("without times");
    m_ui->clipLabel->setText(tr("No. %1: %2, %3, norm %4")
                                 .arg(QString::number(*selected + 1), modality, place, normText(segment.norm)));
}

} // namespace embedscope

#include "moc_chartspanel.cpp"
