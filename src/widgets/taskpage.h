// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "models/taskfilterproxy.h"
#include "models/tasktablemodel.h"

#include <QItemSelection>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <span>
#include <vector>

class QAction;
class QTableView;

namespace Ui {
class TaskPage;
}

namespace embedscope {

class TableColumns;
class TaskFeed;

/// The table of tasks with its filter and its chips; where there is nothing to show it says what to do.
class TaskPage final : public QWidget
{
    Q_OBJECT

public:
    /// `feed` must outlive the page.
    explicit TaskPage(const TaskFeed &feed, QWidget *parent = nullptr);
    ~TaskPage() override;

    QTableView &table() const;
    TableColumns &columns() const { return *m_columns; }

    /// The task that the inspector shows; empty where there is none.
    TaskId currentTask() const;
    /// Rows of the feed's list that are selected, ascending: in the order in which the tasks were added.
    std::vector<int> selectedRows() const;
    std::vector<TaskId> selectedTasks() const;
    /// Makes this the current and only selected task, where the filter lets it through.
    void selectTask(const TaskId &id);
    /// The same with several: the first of them becomes the current one.
    void selectTasks(std::span<const TaskId> ids);

    /// The same, whatever the filter says: where it hides the task, it is taken back.
    void showTask(const TaskId &id);

    /// Lets the user write the current task's label where it stands; labelEntered() tells it.
    void editLabel();
    void showColumn(TaskTableModel::Column column);
    void setChip(TaskFilterProxy::Chip chip);
    void focusFilter();
    void focusTable();
    /// Whether the empty page offers a way to give a key.
    void setKeyWanted(bool wanted);
    void setDemo(bool demo);
    /// Tasks of earlier runs that are being read: the empty page says so. 0: none, it says how tasks are added.
    void setReading(int tasks);

Q_SIGNALS:
    void currentTaskChanged(const embedscope::TaskId &id);
    void selectionChanged();
    void labelEntered(const embedscope::TaskId &id, const QString &label);
    void addRequested();
    void openRequested();
    void keyRequested();
    void demoRequested();

protected:

private:
    void setUpTable();
    void repaintColumns(TaskTableModel::Column first, TaskTableModel::Column last);
    void setUpChips();
    void applyFilter();
    void clearFilter();
    void keepSelection();
    void noteBeforeReset();
    void restoreAfterReset();
    QModelIndex indexOf(const TaskId &id) const;
    QItemSelection selectionOf(std::span<const TaskId> ids) const;
    void noteCurrent();
    void showRightPage();
    void countChips();

    const TaskFeed &m_feed;
    std::unique_ptr<Ui::TaskPage> m_ui;
    TaskTableModel *m_model;
    TaskFilterProxy *m_proxy;
    TableColumns *m_columns = nullptr;
    QTimer m_filterPause; // since the last key press in the filter
    /// What a reset of the model would lose.
    struct Stand
    {
        TaskId current;
        int row = -1;
        std::vector<TaskId> selected;
        int scrolled = 0;
    };
    Stand m_beforeReset;
    TaskId m_current;
    TaskId m_lastShown; // the last one that was current
};

} // namespace embedscope
