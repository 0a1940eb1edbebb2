// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QObject>
#include <QUndoStack>

class QAbstractItemView;

namespace embedscope {

class Inspector;
class TaskFeed;
class TaskPage;

/// What the user does with the selected tasks: remove and label them (both can be undone), ask again, copy.
class TaskCommands final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    TaskCommands(TaskFeed &feed, TaskPage &page, const Inspector &inspector, QObject *parent = nullptr);

    QUndoStack &undoStack() { return m_undoStack; }

    void removeSelected();
    /// Labels the task, and with it all that are selected where it is one of them.
    void setLabel(const TaskId &id, const QString &label);
    void askAgain();
    /// Pauses them where any of them is not paused, else resumes them.
    void pauseOrResume();
    /// Marks their answers where any of them is not marked, so that the archive's limits leave them alone; else no longer.
    void keepAnswers();
    /// Of the table that has the focus: IDs of tasks, or segments as a table.
    void copy();
    void copyAsTsv();
    void copyAsCurl();
    void selectAll();

Q_SIGNALS:
    /// What was removed, how it comes back, and what of it stays in the archive: a sentence or two.
    void removed(const QString &sentence);

private:
    QAbstractItemView &focusedTable() const;

    TaskFeed &m_feed;
    TaskPage &m_page;
    const Inspector &m_inspector;
    QUndoStack m_undoStack;
};

} // namespace embedscope
