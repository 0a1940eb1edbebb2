// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace embedscope {

/// Paints a task's state in the table: its icon, then its word, and at the end a sign where its answer is marked as kept.
class StateDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit StateDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace embedscope
