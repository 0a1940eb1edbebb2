// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QWidget>

#include <memory>

namespace Ui {
class DetailsPage;
}

namespace embedscope {

/// What an answer says of itself: dates, status, every member of its metadata; and how much is odd about it, with the
/// way to the audit, which says what.
class DetailsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailsPage(QWidget *parent = nullptr);
    ~DetailsPage() override;

    /// Nothing is shown where null.
    void setTask(const SharedTask &task);
    /// How many findings the audit shows of it.
    void setFindings(size_t count);

Q_SIGNALS:
    /// The user wants to see the findings.
    void auditRequested();

private:
    void fillMetadata();
    void addRow(const QString &name, const QString &value);

    std::unique_ptr<Ui::DetailsPage> m_ui;
    SharedTask m_task;
};

} // namespace embedscope
