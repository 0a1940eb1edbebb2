// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/batchwatch.h"

#include "store/taskfeed.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

BatchWatch::BatchWatch(const TaskFeed &feed, QObject *parent) : QObject(parent), m_feed(feed)
{
    connect(&m_feed.list(), &TaskList::rowsInserted, this, &BatchWatch::look);
    connect(&m_feed.list(), &TaskList::rowsChanged, this, &BatchWatch::look);
}

void BatchWatch::look()
{
    const TaskList &list = m_feed.list();
    if (list.openTotal() > 0) {
        m_hadOpenTasks = true;
        return;
    }
    if (!std::exchange(m_hadOpenTasks, false) || list.size() == 0)
        return;
    Q_EMIT batchEnded(summary());
}

QString BatchWatch::summary() const
{
    const TaskList &list = m_feed.list();
    const int ready = list.countOf(TaskState::Ready);
    const int failed = list.countOf(TaskState::Failed);
    QStringList parts;
    if (ready > 0)
        parts.append(tr("%1 ready").arg(ready));
    if (failed > 0)
        parts.append(tr("%1 failed").arg(failed));
    const int problems = list.size() - ready - failed;
    if (problems > 0)
        parts.append(problems == 1 ? tr("1 with a problem") : tr("%n with problems", nullptr, problems));
    const QString tasks =
        list.size() == 1 ? tr("1 task has ended") : tr("%n tasks have ended", nullptr, list.size());
    return u"%1: %2."_s.arg(tasks, parts.join(u", "_s));
}

} // namespace embedscope

#include "moc_batchwatch.cpp"
