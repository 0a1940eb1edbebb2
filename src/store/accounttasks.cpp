// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/accounttasks.h"

#include "store/taskfeed.h"

namespace embedscope {

namespace {

/// 50,000 tasks in seven days: what goes on for longer has no end.
constexpr int mostPages = 1000;

} // namespace

AccountTasks::AccountTasks(TaskFeed &feed, QObject *parent) : QObject(parent), m_feed(feed)
{
    connect(&m_feed, &TaskFeed::pageShown, this, &AccountTasks::takePage);
}

AccountTasks::~AccountTasks()
{
    m_feed.dropAskedPages();
}

void AccountTasks::load()
{
    Q_EMIT aboutToClear();
    m_tasks.clear();
    m_seen.clear();
    Q_EMIT cleared();
    m_pagesRead = 0;
    m_pagesTotal = 0;
    m_problem.reset();
    if (const auto standstill = m_feed.standstill())
        m_problem = *standstill; // nothing is asked now
    else
        ask(1);
    Q_EMIT progressed();
}

void AccountTasks::ask(int page)
{
    m_awaited = page;
    m_feed.askPage(page);
}

void AccountTasks::takePage(int page, const Result<TaskListPage> &content)
{
    if (page != m_awaited)
        return; // of an earlier load
    m_awaited = 0;
    if (!content) {
        m_problem = content.failure();
        Q_EMIT progressed();
        return;
    }
    std::vector<ListedTask> fresh;
    for (const ListedTask &task : content->tasks) {
        if (!m_seen.contains(task.id)) {
            m_seen.insert(task.id);
            fresh.push_back(task);
        }
    }
    if (!fresh.empty()) {
        Q_EMIT aboutToAdd(static_cast<int>(fresh.size()));
        m_tasks.insert(m_tasks.end(), fresh.begin(), fresh.end());
        Q_EMIT added();
    }
    m_pagesRead = page;
    m_pagesTotal = std::min(content->totalPages, mostPages);
    if (page < m_pagesTotal && !content->tasks.empty())
        ask(page + 1);
    Q_EMIT progressed();
}

} // namespace embedscope

#include "moc_accounttasks.cpp"
