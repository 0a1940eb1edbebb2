// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pairmodel.h"

#include "models/likenesswords.h"
#include "models/taskwords.h"

#include <algorithm>

namespace embedscope {

PairModel::PairModel(QObject *parent) : ColumnModel(columnTotal, parent) { }

void PairModel::setPairs(const SharedClips &clips, const std::shared_ptr<const PairResult> &result)
{
    beginResetModel();
    m_clips = clips;
    m_result = result;
    m_rows = countOver(m_threshold);
    endResetModel();
}

int PairModel::countOver(double leastCosine) const
{
    if (!m_result)
        return 0;
    constexpr double rounding = 1e-6; // of float32: 1 finds equal vectors
    const auto end = std::partition_point(m_result->pairs.begin(), m_result->pairs.end(), [&](const ClipPair &pair) {
        return static_cast<double>(pair.cosine) >= leastCosine - rounding;
    });
    return static_cast<int>(end - m_result->pairs.begin());
}

void PairModel::setThreshold(double leastCosine)
{
    m_threshold = leastCosine;
    const int rows = countOver(leastCosine);
    if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    } else if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
}

int PairModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QString PairModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Rank:
        return tr("Rank");
    case Column::Cosine:
        return tr("Cosine");
    case Column::First:
        return tr("Clip");
    case Column::Second:
        return tr("And the clip");
    case Column::Apart:
        return tr("Apart");
    }
    Q_UNREACHABLE();
}

bool PairModel::isNumber(int column) const
{
    return Column{column} == Column::Rank; // the last column may reach out of view: its title begins where it is seen
}

QString PairModel::cellText(int row, int column) const
{
    const auto &[clip, other, cosine] = pair(row);
    switch (Column{column}) {
    case Column::Rank:
        return QString::number(row + 1);
    case Column::Cosine:
        return cosineText(static_cast<double>(cosine));
    case Column::First:
        return intervalText(m_clips->task().axis, m_clips->startSec(clip), m_clips->endSec(clip));
    case Column::Second:
        return intervalText(m_clips->task().axis, m_clips->startSec(other), m_clips->endSec(other));
    case Column::Apart:
        return spanText(m_clips->task().axis, m_clips->startSec(other) - m_clips->startSec(clip));
    }
    Q_UNREACHABLE();
}

QVariant PairModel::cellValue(int row, int column, int role) const
{
    return role == ScoreRole && Column{column} == Column::Cosine ? QVariant(static_cast<double>(pair(row).cosine))
                                                                 : QVariant();
}

} // namespace embedscope

#include "moc_pairmodel.cpp"
