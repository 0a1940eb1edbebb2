// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "store/requestlog.h"

namespace embedscope {

/// The log of requests as a table, the oldest first; rows come at the end and go at the beginning.
class RequestLogModel final : public ColumnModel
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

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;

    const RequestLog &m_log;
};

} // namespace embedscope
