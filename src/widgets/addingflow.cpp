// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addingflow.h"

#include "widgets/noticebar.h"

#include <QLocale>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

QString number(size_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace

AddingFlow::AddingFlow(TaskFeed &feed, NoticeBar &bar, QObject *parent) : QObject(parent), m_bar(bar), m_adding(feed)
{
    connect(&m_bar, &NoticeBar::cancelRequested, &m_adding, &GradualAdding::cancel);
    connect(&m_adding, &GradualAdding::finished, this, &AddingFlow::finish);
    connect(&m_progressTimer, &QTimer::timeout, this, &AddingFlow::showProgress);
}

void AddingFlow::add(std::span<const TaskId> ids)
{
    m_adding.add(ids);
    if (m_adding.isRunning() && !m_progressTimer.isActive())
        m_progressTimer.start(100ms);
}

void AddingFlow::showProgress()
{
    m_bar.showNotice(tr("Adding tasks: %1 of %2…").arg(number(m_adding.looked()), number(m_adding.total())),
                     NoticeBar::Cancel, NoticeBar::Tone::Plain);
}

void AddingFlow::finish(size_t looked, size_t total)
{
    m_progressTimer.stop();
    m_bar.clear();
    if (looked < total)
        m_bar.showNotice(tr("Adding was cancelled. The first %1 of %2 tasks are in the list; paste the text again to add the others.")
                             .arg(number(looked), number(total)),
                         NoticeBar::NoStep);
}

} // namespace embedscope

#include "moc_addingflow.cpp"
