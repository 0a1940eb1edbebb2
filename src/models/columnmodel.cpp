// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columnmodel.h"

#include "models/taskwords.h"

namespace embedscope {

namespace {

int alignment(bool isNumber)
{
    return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

int ColumnModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant ColumnModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index.row(), index.column());
    case Qt::ToolTipRole:
        return toolTipText(cellTip(index.row(), index.column()));
    case Qt::TextAlignmentRole:
        return alignment(isNumber(index.column()));
    default:
        return cellValue(index.row(), index.column(), role);
    }
}

QString ColumnModel::rowText(int row) const
{
    QStringList texts;
    for (int column = 0; column < m_columns; ++column)
        texts.append(cellText(row, column));
    return texts.join(u'\n').toCaseFolded();
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(isNumber(section));
    return role == Qt::DisplayRole ? QVariant(columnTitle(section)) : QVariant();
}

} // namespace embedscope

#include "moc_columnmodel.cpp"
