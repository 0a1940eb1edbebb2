// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/nearduplicates.h"
#include "models/columnmodel.h"

#include <memory>

namespace embedscope {

/// The near duplicates within a lane as a table, the most alike first, down to a threshold that can be moved.
class PairModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Rank, Cosine, First, Second, Apart };
    static constexpr int columnTotal = 5;
    enum Role { ScoreRole = Qt::UserRole + 1 }; ///< double: the cosine

    explicit PairModel(QObject *parent = nullptr);

    /// Pairs by falling cosine, of these clips; both null for none.
    void setPairs(const SharedClips &clips, const std::shared_ptr<const PairResult> &result);
    /// Rows come and go at the end.
    void setThreshold(double leastCosine);
    const ClipPair &pair(int row) const { return m_result->pairs.at(static_cast<size_t>(row)); }
    const SharedClips &clips() const { return m_clips; }

    int rowCount(const QModelIndex &parent = {}) const override;

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;
    int countOver(double leastCosine) const;

    SharedClips m_clips;
    std::shared_ptr<const PairResult> m_result;
    double m_threshold = usualDuplicateCosine;
    int m_rows = 0;
};

} // namespace embedscope
