// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskcommands.h"

#include "store/taskfeed.h"
#include "widgets/clipboardtext.h"
#include "widgets/inspector.h"
#include "widgets/taskpage.h"

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
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
        std::vector<TaskId> ids;
        ids.reserve(m_removed.size());
        for (const auto &[row, record] : m_removed)
            ids.push_back(record.id);
        m_page.selectTasks(ids);
        m_removed.clear();
    }

private:
    TaskFeed &m_feed;
    TaskPage &m_page;
    std::vector<TaskId> m_ids;
    std::vector<std::pair<int, TaskRecord>> m_removed;
};

/// Gives tasks a label; undone, each has the one that it had.
class LabelTasks final : public QUndoCommand
{
public:
    LabelTasks(TaskFeed &feed, const std::vector<TaskId> &ids, const QString &label) : m_feed(feed), m_label(label)
    {
        for (const TaskId &id : ids) {
            if (const TaskRecord *const record = feed.list().find(id))
                m_before.emplace_back(id, record->label);
        }
        const auto count = static_cast<int>(m_before.size());
        setText(count == 1 ? TaskCommands::tr("Labelling 1 Task")
                           : TaskCommands::tr("Labelling %n Tasks", nullptr, count));
    }

    void redo() override
    {
        for (const auto &[id, before] : m_before)
            set(id, m_label);
    }

    void undo() override
    {
        for (const auto &[id, before] : m_before)
            set(id, before);
    }

private:
    void set(const TaskId &id, const QString &label)
    {
        if (const int row = m_feed.list().rowOf(id); row >= 0)
            m_feed.list().edit(row, [&label](TaskRecord &record) { record.label = label; });
    }

    TaskFeed &m_feed;
    QString m_label;
    std::vector<std::pair<TaskId, QString>> m_before;
};

/// `kept` of the tasks are marked, and have an answer in the archive.
QString removedSentence(int count, int kept)
{
    const QString undo = count == 1
        ? TaskCommands::tr("1 task was removed from the list; Ctrl+Z brings it back.")
        : TaskCommands::tr("%n tasks were removed from the list; Ctrl+Z brings them back.", nullptr, count);
    if (kept == 0)
        return undo;
    if (count == 1)
        return undo + u' ' + TaskCommands::tr("Its answer is marked as kept, and stays in the archive.");
    return undo + u' '
        + (kept == 1 ? TaskCommands::tr("1 answer is marked as kept, and stays in the archive.")
                     : TaskCommands::tr("%n answers are marked as kept, and stay in the archive.", nullptr, kept));
}

} // namespace

TaskCommands::TaskCommands(TaskFeed &feed, TaskPage &page, const Inspector &inspector, QObject *parent)
    : QObject(parent), m_feed(feed), m_page(page), m_inspector(inspector)
{
    m_undoStack.setUndoLimit(20); // each keeps the answers of its tasks
}

void TaskCommands::removeSelected()
{
    std::vector<TaskId> ids = m_page.selectedTasks();
    if (ids.empty())
        return;
    const auto count = static_cast<int>(ids.size());
    const auto kept = static_cast<int>(std::ranges::count_if(ids, [this](const TaskId &id) {
        const TaskRecord *const record = m_feed.list().find(id);
        return record && record->isKept && record->archived;
    }));
    m_undoStack.push(new RemoveTasks(m_feed, m_page, std::move(ids)));
    Q_EMIT removed(removedSentence(count, kept));
}

void TaskCommands::setLabel(const TaskId &id, const QString &label)
{
    constexpr int longest = 200;
    std::vector<TaskId> ids = m_page.selectedTasks();
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
        ids = {id};
    m_undoStack.push(new LabelTasks(m_feed, ids, label.simplified().left(longest)));
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
        return record && record->isOpen() && !record->isPaused;
    });
    m_feed.setTasksPaused(ids, anyRuns);
}

void TaskCommands::keepAnswers()
{
    TaskList &list = m_feed.list();
    const std::vector<int> rows = m_page.selectedRows();
    const bool keeps = std::any_of(rows.begin(), rows.end(), [&list](int row) { return !list.at(row).isKept; });
    for (const int row : rows) {
        if (list.at(row).isKept != keeps)
            list.edit(row, [keeps](TaskRecord &record) { record.isKept = keeps; });
    }
}

void TaskCommands::copy()
{
    // The shortcut is the window's, and would otherwise be taken from what has the focus.
    if (auto *const text = qobject_cast<QPlainTextEdit *>(QApplication::focusWidget())) {
        if (text->textCursor().hasSelection())
            text->copy();
    } else if (&focusedTable() != &m_page.table()) {
        copyAsTsv();
    } else if (const auto tasks = m_page.selectedTasks(); !tasks.empty()) {
        QGuiApplication::clipboard()->setText(idsAsText(tasks));
    }
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
    if (auto *const text = qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()))
        text->selectAll();
    else
        focusedTable().selectAll();
}

QAbstractItemView &TaskCommands::focusedTable() const
{
    auto *const view = qobject_cast<QAbstractItemView *>(QApplication::focusWidget());
    return view && m_inspector.isAncestorOf(view) ? *view : m_page.table();
}

} // namespace embedscope

#include "moc_taskcommands.cpp"
