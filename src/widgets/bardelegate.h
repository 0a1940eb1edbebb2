// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace embedscope {

/// Paints a number of a table with a bar behind it, as long as the number is great: from 0 to 1; what is below has none.
class BarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `role`: a double, or invalid.
    BarDelegate(int role, QObject *parent) : QStyledItemDelegate(parent), m_role(role) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_role;
};

} // namespace embedscope
