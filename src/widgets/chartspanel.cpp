// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartspanel.h"

#include "charts/normchart.h"
#include "charts/timelinechart.h"
#include "models/taskwords.h"
#include "plot/sharedtime.h"
#include "ui_chartspanel.h"
#include "widgets/iconfactory.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

ChartsPanel::ChartsPanel(SharedTime &time, QWidget *parent)
    : QWidget(parent), m_time(time), m_ui(std::make_unique<Ui::ChartsPanel>()),
      m_timeline(new TimelineChart(time, this)), m_norms(new NormChart(time, this))
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    m_ui->splitter->addWidget(m_timeline);
    m_ui->splitter->addWidget(m_norms);
    connect(m_ui->resetButton, &QToolButton::clicked, &m_time, &SharedTime::showAll);
    connect(&m_time, &SharedTime::visibleChanged, this, &ChartsPanel::showRange);
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, &ChartsPanel::showClip);
    connect(&m_time, &SharedTime::selectedRangeChanged, this, &ChartsPanel::showClip);
    makeKeyActions();
    showRange();
    showClip();
}

ChartsPanel::~ChartsPanel() = default;

void ChartsPanel::setTask(const SharedTask &task)
{
    m_task = task;
    m_timeline->setTask(task);
    m_norms->setTask(task);
    showRange();
    showClip();
}

void ChartsPanel::makeKeyActions()
{
    addKeyAction(tr("&Next Clip"), Qt::Key_Right);
    addKeyAction(tr("&Previous Clip"), Qt::Key_Left);
    addKeyAction(tr("Lane &Above"), Qt::Key_Up);
    addKeyAction(tr("Lane &Below"), Qt::Key_Down);
    addKeyAction(tr("&Fit the Clip, Then All"), Qt::Key_F);
    addKeyAction(tr("&Zoom to the Selection"), Qt::Key_Z);
    addKeyAction(tr("Zoom &In"), Qt::Key_Plus);
    addKeyAction(tr("Zoom &Out"), Qt::Key_Minus);
    addKeyAction(tr("Bac&k to What Was Shown Before"), Qt::Key_Backspace);
    addKeyAction(tr("&Clear the Selection"), Qt::Key_Escape);
}

void ChartsPanel::addKeyAction(const QString &text, Qt::Key key)
{
    auto *const action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // elsewhere these keys mean other things
    connect(action, &QAction::triggered, this, [this, key] {
        focusCharts();
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
        QCoreApplication::sendEvent(focusWidget(), &press);
    });
    m_keyActions.append(action);
    addAction(action);
}

void ChartsPanel::focusCharts()
{
    m_timeline->setFocus(Qt::ShortcutFocusReason);
}

void ChartsPanel::showRange()
{
    const TimeRange range = m_time.visible();
    const bool all = range.startSec <= 0 && range.endSec >= m_time.duration();
    const QString interval = u"%1 – %2"_s.arg(timeText(range.startSec), timeText(range.endSec));
    m_ui->rangeLabel->setText(all ? tr("Shown: all, %1").arg(interval)
                                  : tr("Shown: %1 of %2").arg(interval, timeText(m_time.duration())));
    m_ui->resetButton->setEnabled(!all);
}

void ChartsPanel::showClip()
{
    if (const auto range = m_time.selectedRange()) {
        m_ui->clipLabel->setText(tr("Selected: %1 – %2 (%3 s); Z zooms to it")
                                     .arg(timeText(range->startSec), timeText(range->endSec),
                                          QString::number(range->span(), 'f', 3)));
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
    m_ui->clipLabel->setText(tr("No. %1: %2, %3 – %4, norm %5")
                                 .arg(QString::number(*selected + 1), modality, timeText(segment.startSec),
                                      timeText(segment.endSec), normText(segment.norm)));
}

} // namespace embedscope
