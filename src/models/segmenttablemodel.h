// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "models/columnmodel.h"

#include <vector>

namespace embedscope {

/// The segments of one task as a table, the twin of the charts: one row a segment, in the order of
/// EmbeddingTask::segments (by start), so that a row is a segment's index.
class SegmentTableModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Number, Modality, Scope, Start, End, Length, Norm, Dimension, Remark };
    static constexpr int columnTotal = 9;
    enum Role { SortRole = Qt::UserRole + 1 };

    explicit SegmentTableModel(QObject *parent = nullptr);

    /// Another task (a reset), or none.
    void setTask(const SharedTask &task);
    const SharedTask &task() const { return m_task; }

    /// As in the answer: "" where it was null.
    const QString &modalityOf(int row) const;
    /// What stands in the cells of a row, separated by tabs: to be searched.
    QString rowText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;
    const Segment &segmentAt(int row) const { return m_task->segments[static_cast<size_t>(row)]; }
    QVariant sortValue(int row, Column column) const;
    QString remark(const Segment &segment) const;

    SharedTask m_task;
    std::vector<quint32> m_usualLengths; // of the vectors of each modality
    double m_durationSec = 0; // as the metadata say, or NaN
};

} // namespace embedscope
