// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace embedscope {

/// What all tables have in common: fixed columns with a title each, numbers to the right, cells with a text and with
/// that text as their tip.
class ColumnModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

protected:
    ColumnModel(int columns, QObject *parent) : QAbstractTableModel(parent), m_columns(columns) { }

    // Only asked for cells that exist.
    virtual QString columnTitle(int column) const = 0;
    virtual bool isNumber(int column) const = 0;
    virtual QString cellText(int row, int column) const = 0;
    /// Where it is not what a narrow column may cut: the text of the cell.
    virtual QString cellTip(int row, int column) const { return cellText(row, column); }
    /// All texts of a row, one a line, case-folded: what a filter looks into.
    QString rowText(int row) const;
    /// For the roles of the model's own; invalid for any other.
    virtual QVariant cellValue(int row, int column, int role) const = 0;

private:
    int m_columns;
};

} // namespace embedscope
