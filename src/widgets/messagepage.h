// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskstatus.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class MessagePage;
}

namespace embedscope {

struct TaskMessage;

/// What stands in the place of charts: a state with its sentences, or that something is being read.
class MessagePage final : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePage(QWidget *parent = nullptr);
    ~MessagePage() override;

    void showMessage(const TaskMessage &message, TaskState state);
    /// Calm words and a moving bar.
    void showBusy(const QString &headline);
    /// Nothing at all.
    void clear();

Q_SIGNALS:
    void againRequested();
    void explainRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void set(std::optional<TaskState> state, const QString &headline, const QString &detail, bool again,
             bool busy);
    void drawIcon();

    std::unique_ptr<Ui::MessagePage> m_ui;
    std::optional<TaskState> m_state;
};

} // namespace embedscope
