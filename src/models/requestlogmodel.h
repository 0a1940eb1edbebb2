// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/requestlog.h"

#include <QAbstractTableModel>

namespace embedscope {

/// The log of requests as a table, the oldest first; rows come at the end and go at the beginning.
class RequestLogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Sent, What, Status, Bytes, Took, Outcome };
    static constexpr int columnTotal = 6;
    enum Role {
        SortRole = Qt::UserRole + 1, ///< a typed value; invalid where missing
        SearchRole, ///< QString: the texts of the row, case-folded
        ProblemRole, ///< bool: no answer that counts
    };

    /// `log` must outlive the model.
    explicit RequestLogModel(const RequestLog &log, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString cellText(const RequestLogEntry &entry, Column column) const;

    const RequestLog &m_log;
};

} // namespace embedscope
