// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/auditmodel.h"

#include "models/auditwords.h"

namespace embedscope {

AuditModel::AuditModel(QObject *parent) : ColumnModel(columnTotal, parent) { }

void AuditModel::setAudit(const SharedTask &task, const std::shared_ptr<const TaskAudit> &audit)
{
    if (audit == m_audit)
        return;
    beginResetModel();
    m_task = task;
    m_audit = audit;
    endResetModel();
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_audit ? 0 : static_cast<int>(m_audit->findings.size());
}

QString AuditModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Severity:
        return tr("Severity");
    case Column::Finding:
        return tr("Finding");
    case Column::Places:
        return tr("Where");
    case Column::Count:
        return tr("Count");
    }
    Q_UNREACHABLE();
}

bool AuditModel::isNumber(int column) const
{
    return Column{column} == Column::Count;
}

QString AuditModel::cellText(int row, int column) const
{
    const AuditFinding &finding = at(row);
    switch (Column{column}) {
    case Column::Severity:
        return severityTitle(finding.severity);
    case Column::Finding:
        return auditSentence(finding, *m_task);
    case Column::Places:
        return placesText(finding);
    case Column::Count:
        return QString::number(finding.count);
    }
    Q_UNREACHABLE();
}

QString AuditModel::cellTip(int row, int column) const
{
    if (Column{column} == Column::Places && !at(row).places.empty())
        return tr("Return or a double click goes there, and once more to the next of them");
    return cellText(row, static_cast<int>(Column::Finding)) + QLatin1Char(' ') + auditAdvice(at(row));
}

QVariant AuditModel::cellValue(int row, int column, int role) const
{
    Q_UNUSED(column)
    return role == SeverityRole ? QVariant(static_cast<int>(at(row).severity)) : QVariant();
}

} // namespace embedscope

#include "moc_auditmodel.cpp"
