// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/momentactions.h"

#include "models/taskwords.h"
#include "plot/sharedtime.h"
#include "widgets/openoutside.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

namespace embedscope {

MomentActions::MomentActions(SharedTime &time, QObject *parent)
    : QObject(parent), m_time(time), m_open(new QAction(tr("Open the &Moment"), this)),
      m_copy(new QAction(tr("Copy the Moment's &Link"), this))
{
    m_open->setShortcut(Qt::Key_O);
    m_copy->setShortcut(Qt::Key_L);
    for (QAction *const action : {m_open, m_copy})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_open, &QAction::triggered, this, [this] {
        take([this](const QUrl &url) {
            if (!openOutside(url))
                Q_EMIT refused(tr("No program was found that opens the link. Press L to copy it."));
        });
    });
    connect(m_copy, &QAction::triggered, this, [this] {
        take([](const QUrl &url) { QGuiApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded)); });
    });
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, &MomentActions::refresh);
    connect(&m_time, &SharedTime::selectedRangeChanged, this, &MomentActions::refresh);
    refresh();
}

void MomentActions::setTask(const SharedTask &task)
{
    m_task = task;
    refresh();
}

Moment MomentActions::moment() const
{
    if (const auto range = m_time.selectedRange())
        return momentOf(m_task, range->startSec, range->endSec);
    const auto selected = m_time.selectedSegment();
    if (m_task && selected && static_cast<size_t>(*selected) < m_task->segments.size()) {
        const Segment &segment = m_task->segments[static_cast<size_t>(*selected)];
        return momentOf(m_task, segment.startSec, segment.endSec);
    }
    Moment whole = momentOf(m_task, qQNaN(), qQNaN());
    if (whole.refusal.isEmpty())
        whole = {{}, tr("Select a clip or a range of time first.")};
    return whole;
}

void MomentActions::take(const std::function<void(const QUrl &)> &way)
{
    const Moment current = moment();
    if (current.refusal.isEmpty())
        way(current.url);
    else
        Q_EMIT refused(current.refusal);
}

void MomentActions::refresh()
{
    const Moment current = moment();
    const bool isThere = current.refusal.isEmpty();
    for (QAction *const action : {m_open, m_copy}) {
        action->setEnabled(m_task != nullptr); // a key that does nothing and does not say why looks broken
        action->setToolTip(toolTipText(isThere ? current.url.toString(QUrl::RemoveUserInfo) : current.refusal));
    }
}

} // namespace embedscope

#include "moc_momentactions.cpp"
