// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QAbstractListModel>
#include <QSet>

#include <vector>

namespace embedscope {

/// A list of task IDs, each with a box to tick; none is ticked at first. For IDs that are offered, not taken.
class IdTickModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit IdTickModel(QObject *parent = nullptr);

    /// Other IDs (a reset); those that were ticked and are still here stay ticked. The same IDs: nothing
    /// happens.
    void setIds(const std::vector<TaskId> &ids);
    void tickAll(bool ticked);
    /// In the order of the list.
    std::vector<TaskId> ticked() const;
    int tickedCount() const { return static_cast<int>(m_ticked.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void tickedChanged();

private:
    std::vector<TaskId> m_ids;
    QSet<TaskId> m_ticked; // of m_ids
};

} // namespace embedscope
