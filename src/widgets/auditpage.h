// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskanalysis.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class AuditPage;
}

namespace embedscope {

class AuditModel;
class CoverageModel;

/// What is sound and what is odd about a task's result: its health and what that is made of, what was asked
/// for against what came, and the findings, each with a way to its places. The audit is asked for when the
/// page is first seen.
class AuditPage final : public QWidget
{
    Q_OBJECT

public:
    /// `analysis` must outlive the page.
    explicit AuditPage(TaskAnalysis &analysis, QWidget *parent = nullptr);
    ~AuditPage() override;

    /// Makes a finding the current row, where the page shows the audit; an index in TaskAudit::findings.
    void setCurrentFinding(int finding);
    /// How the user shared the room between coverage and findings; empty where that was left to the page.
    QByteArray saveRoom() const;
    void restoreRoom(const QByteArray &bytes);

Q_SIGNALS:
    /// The user wants to see the places of a finding: an index in TaskAudit::findings. Once more: the next
    /// place.
    void findingChosen(int finding);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpTables();
    void refresh();
    void showAudit(const TaskAudit &audit);
    void shareRoom();
    void tellAdvice();

    TaskAnalysis &m_analysis;
    std::unique_ptr<Ui::AuditPage> m_ui;
    AuditModel *m_findings;
    CoverageModel *m_coverage;
    QTimer m_patience; // what is over at once is not worth a word
    QTimer m_reveal; // the current finding, once the table is laid out
    bool m_isRoomShared = false; // by the user
};

} // namespace embedscope
