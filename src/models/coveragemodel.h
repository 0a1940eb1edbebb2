// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"
#include "models/columnmodel.h"

#include <memory>
#include <optional>

namespace embedscope {

/// What was asked for against what came, and how much of it is sound, as a table: a row a lane, in the order of
/// TaskAudit::lanes.
class CoverageModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Modality, Scope, Asked, Came, Clips, Expected, Coverage, Sound };
    static constexpr int columnTotal = 8;

    explicit CoverageModel(QObject *parent = nullptr);

    /// Null: none (a reset).
    void setAudit(const std::shared_ptr<const TaskAudit> &audit);
    int rowCount(const QModelIndex &parent = {}) const override;

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QString cellTip(int row, int column) const override;
    std::optional<double> soundShare(int row) const;
    QVariant cellValue(int row, int column, int role) const override;

    std::shared_ptr<const TaskAudit> m_audit;
};

} // namespace embedscope
