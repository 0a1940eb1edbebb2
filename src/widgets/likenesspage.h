// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QWidget>

#include <memory>

namespace Ui {
class LikenessPage;
}

namespace embedscope {

class MatrixPage;
class SharedTime;
class TaskAnalysis;
class TaskFeed;

/// What resembles what: within a task, and across all tasks at hand. A view a tab.
class LikenessPage final : public QWidget
{
    Q_OBJECT

public:
    /// All three must outlive the page.
    LikenessPage(TaskFeed &feed, TaskAnalysis &analysis, SharedTime &time, QWidget *parent = nullptr);
    ~LikenessPage() override;

Q_SIGNALS:
    /// To a task and one of its segments; -1: to the task alone.
    void jumpRequested(const embedscope::TaskId &id, int segment);

private:
    void handFocusOn();

    std::unique_ptr<Ui::LikenessPage> m_ui;
};

} // namespace embedscope
