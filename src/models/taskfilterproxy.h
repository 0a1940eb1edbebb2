// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskstatus.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace embedscope {

/// Sorts and filters the task table: by typed values, ties broken by task ID, missing values last in both
/// directions.
class TaskFilterProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Which states pass: one chip of the window.
    enum class Chip { All, Open, Ready, Failed, Problems };

    explicit TaskFilterProxy(QObject *parent = nullptr);

    /// Words, separated by spaces, all of which must occur in some column; case does not matter.
    void setFilterText(const QString &text);
    void setChip(Chip chip);
    static bool passes(Chip chip, TaskState state);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    Chip m_chip = Chip::All;
};

} // namespace embedscope
