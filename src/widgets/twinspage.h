// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QWidget>

#include <memory>

class QModelIndex;

namespace Ui {
class TwinsPage;
}

namespace embedscope {

class BusyLine;
class TaskAnalysis;
class TaskFeed;
class TaskTwinModel;
class TaskTwins;

/// Which other tasks are the same media as the one that is shown, or a part of it. Reads all of them, so only when asked to.
class TwinsPage final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    TwinsPage(TaskFeed &feed, TaskAnalysis &analysis, QWidget *parent = nullptr);
    ~TwinsPage() override;

Q_SIGNALS:
    /// To another task, and its clip (an index in the task's segments) that is most like one of this task; -1: to the task
    /// alone, because nothing in it compares.
    void jumpRequested(const embedscope::TaskId &id, int segment);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void forget();
    void refresh();
    void compare();
    void showResults();
    void noteEnd(bool isComplete);
    QString nameOf(const TaskId &id) const;

    TaskFeed &m_feed;
    TaskAnalysis &m_analysis;
    std::unique_ptr<Ui::TwinsPage> m_ui;
    BusyLine *m_busy;
    TaskTwinModel *m_model;
    TaskTwins *m_twins;
    TaskId m_task; // that the results are about
};

} // namespace embedscope
