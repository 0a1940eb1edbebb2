// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"
#include "models/columnmodel.h"

#include <memory>

namespace embedscope {

/// What an audit found as a table, the worst first: a row a finding, in the order of TaskAudit::findings.
class AuditModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Severity, Finding, Places, Count };
    static constexpr int columnTotal = 4;
    enum Role { SeverityRole = Qt::UserRole + 1 }; ///< int(Severity)

    explicit AuditModel(QObject *parent = nullptr);

    /// Both null: none (a reset).
    void setAudit(const SharedTask &task, const std::shared_ptr<const TaskAudit> &audit);
    const AuditFinding &at(int row) const { return m_audit->findings[static_cast<size_t>(row)]; }
    int rowCount(const QModelIndex &parent = {}) const override;

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QString cellTip(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;

    SharedTask m_task;
    std::shared_ptr<const TaskAudit> m_audit;
};

} // namespace embedscope
