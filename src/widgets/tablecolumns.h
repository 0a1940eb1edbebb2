// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QTableView;

namespace embedscope {

/// Lets the user hide and show the columns of a table: an action a column, also as the menu of its header.
/// The first column always stays.
class TableColumns final : public QObject
{
    Q_OBJECT

public:
    /// `view` must have its model.
    explicit TableColumns(QTableView &view);

    const QList<QAction *> &actions() const { return m_actions; }

    /// Widths, order, visibility and sorting, to be kept from one start to the next.
    QByteArray save() const;
    /// Changes nothing where `state` is empty or not from such a table.
    void restore(const QByteArray &state);

Q_SIGNALS:
    /// A column is hidden or shown.
    void visibilityChanged();

private:
    void followHeader();

    QTableView &m_view;
    QList<QAction *> m_actions; // one a column, by logical index
};

} // namespace embedscope
