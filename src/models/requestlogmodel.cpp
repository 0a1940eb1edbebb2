// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestlogmodel.h"

#include "models/taskwords.h"

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QVariant sortValue(const RequestLogEntry &entry, RequestLogModel::Column column, const QString &text)
{
    using Column = RequestLogModel::Column;
    switch (column) {
    case Column::Sent:
        return entry.sentAt;
    case Column::Status:
        return entry.httpStatus ? QVariant(*entry.httpStatus) : QVariant();
    case Column::Bytes:
        return entry.bytes;
    case Column::Took:
        return entry.tookSec;
    case Column::What:
    case Column::Outcome:
        break;
    }
    return text;
}

} // namespace

RequestLogModel::RequestLogModel(const RequestLog &log, QObject *parent) : ColumnModel(columnTotal, parent), m_log(log)
{
    connect(&log, &RequestLog::aboutToAdd, this, [this] { beginInsertRows({}, m_log.size(), m_log.size()); });
    connect(&log, &RequestLog::added, this, [this] { endInsertRows(); });
    connect(&log, &RequestLog::aboutToRemoveFirst, this, [this](int count) { beginRemoveRows({}, 0, count - 1); });
    connect(&log, &RequestLog::firstRemoved, this, [this] { endRemoveRows(); });
}

int RequestLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_log.size();
}

QVariant RequestLogModel::cellValue(int row, int column, int role) const
{
    const RequestLogEntry &entry = m_log.at(row);
    switch (role) {
    case SortRole:
        return sortValue(entry, Column{column}, cellText(row, column));
    case ProblemRole:
        return entry.failure.has_value();
    case SearchRole:
        return rowText(row);
    default:
        return {};
    }
}

QString RequestLogModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Sent:
        return tr("Sent");
    case Column::What:
        return tr("Asked for");
    case Column::Status:
        return tr("Status");
    case Column::Bytes:
        return tr("Bytes");
    case Column::Took:
        return tr("Took");
    case Column::Outcome:
        return tr("Outcome");
    }
    Q_UNREACHABLE();
}

bool RequestLogModel::isNumber(int section) const
{
    const Column column{section};
    return column == Column::Status || column == Column::Bytes || column == Column::Took;
}

QString RequestLogModel::cellText(int row, int column) const
{
    const RequestLogEntry &entry = m_log.at(row);
    switch (Column{column}) {
    case Column::Sent:
        return entry.sentAt.toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    case Column::What:
        return entry.id.isEmpty() ? tr("list of tasks, page %1").arg(entry.page) : entry.id.toString();
    case Column::Status:
        return entry.httpStatus ? QString::number(*entry.httpStatus) : u"—"_s;
    case Column::Bytes:
        return QString::number(entry.bytes);
    case Column::Took:
        return tr("%1 s").arg(entry.tookSec, 0, 'f', 2);
    case Column::Outcome:
        if (!entry.failure)
            return tr("An answer that counts.");
        if (entry.id.isEmpty() && entry.failure->kind == FailureKind::NotFound)
            return tr("The service has no list of tasks: they are asked for one by one.");
        return endedSentence(*entry.failure, entry.id);
    }
    Q_UNREACHABLE();
}

} // namespace embedscope

#include "moc_requestlogmodel.cpp"
