// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/clipboardtext.h"

#include <QHeaderView>
#include <QStringList>
#include <QTableView>
#include <QTreeView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// A tab or a line break inside of a cell would be read as the end of it.
QString cellText(QString text)
{
    for (QChar &c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    }
    return text;
}

std::vector<int> visibleColumns(const QHeaderView &header)
{
    std::vector<int> columns;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        if (!header.isSectionHidden(column))
            columns.push_back(column);
    }
    return columns;
}

} // namespace

QString idsAsText(const std::vector<TaskId> &ids)
{
    QStringList lines;
    for (const TaskId &id : ids)
        lines.append(id.toString());
    return lines.join(u'\n');
}

QString idsAsCurl(const std::vector<TaskId> &ids, const ServiceAddress &address)
{
    QStringList lines;
    for (const TaskId &id : ids)
        lines.append(u"curl -H \"x-api-key: $TWELVELABS_API_KEY\" '%1'"_s.arg(
            address.taskUrl(id).toString(QUrl::FullyEncoded)));
    return lines.join(u'\n');
}

QString selectionAsTsv(const QAbstractItemView &view)
{
    const QAbstractItemModel &model = *view.model();
    const auto *const table = qobject_cast<const QTableView *>(&view);
    const auto *const tree = qobject_cast<const QTreeView *>(&view);
    if (!table && !tree)
        return {};
    const std::vector<int> columns = visibleColumns(table ? *table->horizontalHeader() : *tree->header());
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });

    QStringList lines;
    QStringList cells;
    for (const int column : columns)
        cells.append(cellText(model.headerData(column, Qt::Horizontal).toString()));
    lines.append(cells.join(u'\t'));
    for (const QModelIndex &row : rows) {
        cells.clear();
        for (const int column : columns)
            cells.append(cellText(row.siblingAtColumn(column).data().toString()));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace embedscope
