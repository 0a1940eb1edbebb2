// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tablecolumns.h"

#include <QAction>
#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QTableView>

namespace embedscope {

TableColumns::TableColumns(QTableView &view) : QObject(&view), m_view(view)
{
    const QAbstractItemModel &model = *view.model();
    for (int column = 0; column < model.columnCount(); ++column) {
        auto *const action = new QAction(model.headerData(column, Qt::Horizontal).toString(), this);
        action->setCheckable(true);
        action->setChecked(true);
        action->setEnabled(column > 0);
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) {
                    m_view.setColumnHidden(column, !shown);
                    Q_EMIT visibilityChanged();
                });
        m_actions.append(action);
    }
    QHeaderView *const header = view.horizontalHeader();
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    header->addActions(m_actions);
}

QByteArray TableColumns::save() const
{
    QByteArray state;
    QDataStream(&state, QIODevice::WriteOnly) << qint32(m_actions.size()) << m_view.horizontalHeader()->saveState();
    return state;
}

void TableColumns::restore(const QByteArray &state)
{
    qint32 columns = 0;
    QByteArray header;
    QDataStream(state) >> columns >> header;
    if (columns != m_actions.size() || !m_view.horizontalHeader()->restoreState(header))
        return; // nothing was saved, or by a version with other columns
    m_view.setColumnHidden(0, false);
    followHeader();
}

void TableColumns::followHeader()
{
    for (int column = 0; column < m_actions.size(); ++column)
        m_actions[column]->setChecked(!m_view.isColumnHidden(column));
}

} // namespace embedscope

#include "moc_tablecolumns.cpp"
