// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskcommands.h"

#include "store/taskfeed.h"
#include "widgets/clipboardtext.h"
#include "widgets/inspector.h"
#include "widgets/taskpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTableView>
#include <QUndoCommand>

#include <algorithm>

namespace embedscope {

namespace {

/// Takes tasks out of the list; undone, they are back where they were with all that was known of them.
class RemoveTasks final : public QUndoCommand
{
public:
    RemoveTasks(TaskFeed &feed, TaskPage &page, std::vector<TaskId> ids)
        : m_feed(feed), m_page(page), m_ids(std::move(ids))
    {
        const auto count = static_cast<int>(m_ids.size());
        setText(count == 1 ? TaskCommands::tr("Removing 1 Task")
                           : TaskCommands::tr("Removing %n Tasks", nullptr, count));
    }

    void redo() override
    {
        // By ID: rows may have moved since.
        std::vector<int> rows;
        for (const TaskId &id : m_ids) {
            if (const int row = m_feed.list().rowOf(id); row >= 0)
                rows.push_back(row);
        }
        m_removed = m_feed.remove(std::move(rows));
    }

    void undo() override
    {
        m_feed.restore(m_removed);
        if (!m_removed.empty())
            m_page.selectTask(m_removed.front().second.id);
        m_removed.clear();
    }

private:
    TaskFeed &m_feed;
    TaskPage &m_page;
    std::vector<TaskId> m_ids;
    std::vector<std::pair<int, TaskRecord>> m_removed;
};

} // namespace

TaskCommands::TaskCommands(TaskFeed &feed, TaskPage &page, const Inspector &inspector, QObject *parent)
    : QObject(parent), m_feed(feed), m_page(page), m_inspector(inspector)
{
    m_undoStack.setUndoLimit(20); // each keeps the answers of its tasks
}

void TaskCommands::removeSelected()
{
    std::vector<TaskId> ids = m_page.selectedTasks();
    if (!ids.empty())
        m_undoStack.push(new RemoveTasks(m_feed, m_page, std::move(ids)));
}

void TaskCommands::askAgain()
{
    m_feed.askAgain(m_page.selectedTasks());
}

void TaskCommands::pauseOrResume()
{
    const std::vector<TaskId> ids = m_page.selectedTasks();
    const bool anyRuns = std::any_of(ids.begin(), ids.end(), [this](const TaskId &id) {
        const TaskRecord *const record = m_feed.list().find(id);
        return record && !isSettled(record->state) && !record->isPaused;
    });
    m_feed.setTasksPaused(ids, anyRuns);
}

void TaskCommands::copy()
{
    if (&focusedTable() == &m_inspector.segmentTable())
        copyAsTsv();
    else
        QGuiApplication::clipboard()->setText(idsAsText(m_page.selectedTasks()));
}

void TaskCommands::copyAsTsv()
{
    QGuiApplication::clipboard()->setText(selectionAsTsv(focusedTable()));
}

void TaskCommands::copyAsCurl()
{
    QGuiApplication::clipboard()->setText(idsAsCurl(m_page.selectedTasks(), m_feed.address()));
}

void TaskCommands::selectAll()
{
    focusedTable().selectAll();
}

QTableView &TaskCommands::focusedTable() const
{
    QTableView &segments = m_inspector.segmentTable();
    return segments.hasFocus() ? segments : m_page.table();
}

} // namespace embedscope
