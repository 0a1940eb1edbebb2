// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QDialog>

#include <memory>
#include <vector>

namespace Ui {
class AccountDialog;
}

namespace embedscope {

class AccountModel;
class AccountTasks;
class TaskFeed;
class TextFilterProxy;

/// Shows the account's tasks of the last seven days, to be filtered and chosen from.
class AccountDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Reads the list at once. `feed` must outlive the dialog.
    explicit AccountDialog(TaskFeed &feed, QWidget *parent = nullptr);
    ~AccountDialog() override;

    /// The chosen tasks, newest first.
    std::vector<TaskId> ids() const;

private:
    void setUpTable();
    void showProgress();
    void showChoice();
    QString progressText() const;

    std::unique_ptr<Ui::AccountDialog> m_ui;
    std::unique_ptr<AccountTasks> m_tasks;
    AccountModel *m_model;
    TextFilterProxy *m_proxy;
};

} // namespace embedscope
