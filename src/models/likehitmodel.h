// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "models/likenesswords.h"

namespace embedscope {

/// The clips that were found to be like one, the best first, as a table.
class LikeHitModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Rank, Score, Task, Time, Cosines };
    static constexpr int columnTotal = 5;
    enum Role { ScoreRole = Qt::UserRole + 1 }; ///< double, in [-1, 1]

    explicit LikeHitModel(QObject *parent = nullptr);

    /// `parts` are the query's, by which the hits' cosines are ordered. What stays the same keeps its rows.
    void setHits(std::vector<LikeHit> hits, const std::vector<ClipQuery::Part> &parts, const TextOfTask &nameOf);
    const LikeHit &hit(int row) const { return m_hits.at(static_cast<size_t>(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QString cellTip(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;
    QString cosinesText(const LikeHit &hit) const;

    std::vector<LikeHit> m_hits;
    QStringList m_names; // of the hits' tasks
    QStringList m_modalities; // of the query's parts
};

} // namespace embedscope
