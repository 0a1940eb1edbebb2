// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

#include <array>

namespace embedscope {

/// Draws a sign of its own before the word for the severity of a finding (AuditModel::SeverityRole), in the
/// text's colour.
class SeverityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit SeverityDelegate(QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    std::array<QIcon, 3> m_icons; // by severity
};

} // namespace embedscope
