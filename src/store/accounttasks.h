// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/result.h"
#include "core/tasklistpage.h"

#include <QObject>
#include <QSet>

namespace embedscope {

class TaskFeed;

/// The tasks of the account in the last days, read from the service's list page by page, each once; newest first.
class AccountTasks final : public QObject
{
    Q_OBJECT

public:
    /// `feed` must outlive this; its budget counts for these requests, too.
    explicit AccountTasks(TaskFeed &feed, QObject *parent = nullptr);
    ~AccountTasks() override;

    /// Reads the list anew.
    void load();

    int size() const { return static_cast<int>(m_tasks.size()); }
    const ListedTask &at(int index) const { return m_tasks[static_cast<size_t>(index)]; }
    bool isLoading() const { return m_awaited > 0; }
    int pagesRead() const { return m_pagesRead; }
    int pagesTotal() const { return m_pagesTotal; } ///< as the service says; 0 before the first page
    /// Why the list could not be read (to its end).
    const std::optional<Failure> &problem() const { return m_problem; }

Q_SIGNALS:
    void aboutToAdd(int count);
    void added();
    void aboutToClear();
    void cleared();
    /// Loading began, went on or ended.
    void progressed();

private:
    void takePage(int page, const Result<TaskListPage> &content);
    void ask(int page);

    TaskFeed &m_feed;
    std::vector<ListedTask> m_tasks;
    QSet<TaskId> m_seen; // tasks move to later pages while new ones are made
    int m_awaited = 0; // the page under way; 0: none
    int m_pagesRead = 0;
    int m_pagesTotal = 0;
    std::optional<Failure> m_problem;
};

} // namespace embedscope
