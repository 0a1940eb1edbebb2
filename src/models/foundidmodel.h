// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/idfinder.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <vector>

namespace embedscope {

/// All IDs that were found in a text, each with a box to tick, what it is taken for, its line and the text
/// around it. Ticked is what findTaskIds() takes, until the user says otherwise; what is in the list of tasks
/// already cannot be ticked.
class FoundIdModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, Reading, Line, Around, Columns };

    explicit FoundIdModel(QObject *parent = nullptr);

    /// Others than before (a reset); what the user has ticked or unticked and is still here stays so.
    /// `present`: which of them are in the list of tasks already.
    void setFound(std::vector<FoundId> found, const QSet<TaskId> &present);
    void tickAll(bool ticked);
    /// In the order of the list.
    std::vector<TaskId> ticked() const;
    int tickedCount() const { return m_tickedCount; }
    int tickableCount() const { return m_tickableCount; }
    int lineOf(int row) const { return m_found[static_cast<size_t>(row)].line; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void tickedChanged();

private:
    bool isPresent(const FoundId &found) const { return m_present.contains(found.id); }
    bool isTicked(const FoundId &found) const
    {
        return !isPresent(found) && m_chosen.value(found.id, found.isTaken);
    }
    QString text(const FoundId &found, int column) const;
    void count();

    std::vector<FoundId> m_found;
    QSet<TaskId> m_present;
    QHash<TaskId, bool> m_chosen; // by the user
    int m_tickedCount = 0;
    int m_tickableCount = 0;
};

} // namespace embedscope
