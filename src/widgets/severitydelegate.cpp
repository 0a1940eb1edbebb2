// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/severitydelegate.h"

#include "models/auditmodel.h"
#include "widgets/iconfactory.h"

namespace embedscope {

SeverityDelegate::SeverityDelegate(QObject *parent)
    : QStyledItemDelegate(parent), m_icons{paletteIcon(QStringLiteral("error")),
                                           paletteIcon(QStringLiteral("warning")),
                                           paletteIcon(QStringLiteral("info"))}
{
}

void SeverityDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    bool isNumber = false;
    const int severity = index.data(AuditModel::SeverityRole).toInt(&isNumber);
    if (!isNumber || severity < 0 || static_cast<size_t>(severity) >= m_icons.size())
        return;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = m_icons[static_cast<size_t>(severity)];
    option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
}

} // namespace embedscope

#include "moc_severitydelegate.cpp"
