// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ProblemDialog;
}

namespace embedscope {

/// Explains one task's problem: what happened, whether it passes, whose fault it is, the next step; and gives a
/// report to copy.
class ProblemDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `title` names the task; `report` holds no key.
    ProblemDialog(const QString &title, const Diagnosis &diagnosis, const QString &report, QWidget *parent = nullptr);
    ~ProblemDialog() override;

    /// Whether asking for the task again is offered; it is, unless told otherwise.
    void setCanAskAgain(bool canAskAgain);

Q_SIGNALS:
    void againRequested();

private:
    std::unique_ptr<Ui::ProblemDialog> m_ui;
};

} // namespace embedscope
