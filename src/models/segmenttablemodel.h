// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "models/columnmodel.h"
#include "models/segmentmeasures.h"

#include <array>
#include <vector>

namespace embedscope {

/// The segments of one task as a table, the twin of the charts: one row a segment, in the order of
/// EmbeddingTask::segments (by start), so that a row is a segment's index.
class SegmentTableModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column {
        Number,
        Modality,
        Scope,
        Start,
        End,
        Length,
        Norm,
        Uncertainty, ///< the mean of embedding_uncertainty
        Change, ///< to the next clip
        Novelty, ///< at the boundary after it
        Likeness, ///< to the clip that is chosen
        Dimension,
        Findings,
    };
    static constexpr int columnTotal = 13;
    enum Role { SortRole = Qt::UserRole + 1 };

    explicit SegmentTableModel(QObject *parent = nullptr);

    /// Another task (a reset), or none.
    void setTask(const SharedTask &task);
    const SharedTask &task() const { return m_task; }
    /// Which measure a column shows; nothing for those that need none.
    static std::optional<SegmentMeasures::Measure> measureOf(Column column);
    /// Of Change, Novelty or Likeness; null: empty cells. With another task all are gone.
    void setNumbers(Column column, const RowNumbers &numbers);
    /// Null: what a segment tells by itself stands in the column.
    void setFindings(const std::shared_ptr<const RowFindings> &findings);

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
    /// NaN where there is none.
    double numberAt(int row, Column column) const;
    QString numberText(int row, Column column) const;
    QString findingsText(int row) const;
    QString remark(const Segment &segment) const;
    void tellColumn(Column column);

    SharedTask m_task;
    std::array<RowNumbers, 3> m_numbers; // from Change on
    std::shared_ptr<const RowFindings> m_findings;
    std::vector<bool> m_needsPlace; // by scope
    std::vector<quint32> m_usualLengths; // of the vectors of each modality
    double m_durationSec = 0; // as the metadata say, or NaN
};

} // namespace embedscope
