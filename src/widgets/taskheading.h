// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "core/taskstatus.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class TaskHeading;
}

namespace embedscope {

struct TaskRecord;

/// The head of the inspector: which task this is, its state, what is known of it in one line, and its ID to
/// copy.
class TaskHeading final : public QWidget
{
    Q_OBJECT

public:
    explicit TaskHeading(QWidget *parent = nullptr);
    ~TaskHeading() override;

    /// `sentence` stands below; empty for none.
    void showTask(const TaskRecord &record, const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void drawIcon();
    void fitTitle();

    std::unique_ptr<Ui::TaskHeading> m_ui;
    QString m_title;
    std::optional<TaskState> m_state;
};

} // namespace embedscope
