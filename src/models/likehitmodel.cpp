// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/likehitmodel.h"

#include "models/taskwords.h"

#include <cmath>

namespace embedscope {

LikeHitModel::LikeHitModel(QObject *parent) : ColumnModel(columnTotal, parent) { }

// Ranks move with every task that brings hits, so rows are taken as places: those that stay are told as changed.
void LikeHitModel::setHits(std::vector<LikeHit> hits, const std::vector<ClipQuery::Part> &parts,
                           const TextOfTask &nameOf)
{
    const int before = rowCount();
    const int after = static_cast<int>(hits.size());
    QStringList names;
    for (const LikeHit &hit : hits)
        names.append(nameOf(hit.task));
    QStringList modalities;
    for (const ClipQuery::Part &part : parts)
        modalities.append(part.modality);
    if (after < before)
        beginRemoveRows({}, after, before - 1);
    else if (after > before)
        beginInsertRows({}, before, after - 1);
    m_hits = std::move(hits);
    m_names = names;
    m_modalities = modalities;
    if (after < before)
        endRemoveRows();
    else if (after > before)
        endInsertRows();
    if (const int same = std::min(before, after); same > 0)
        Q_EMIT dataChanged(index(0, 0), index(same - 1, columnTotal - 1));
}

int LikeHitModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QString LikeHitModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Rank:
        return tr("Rank");
    case Column::Score:
        return tr("Score");
    case Column::Task:
        return tr("Task");
    case Column::Time:
        return tr("Time");
    case Column::Cosines:
        return tr("Cosines");
    }
    Q_UNREACHABLE();
}

bool LikeHitModel::isNumber(int column) const
{
    return Column{column} == Column::Rank;
}

QString LikeHitModel::cosinesText(const LikeHit &hit) const
{
    QStringList texts;
    for (qsizetype part = 0; part < m_modalities.size() && static_cast<size_t>(part) < hit.cosines.size(); ++part) {
        const double cosine = static_cast<double>(hit.cosines[static_cast<size_t>(part)]);
        if (std::isfinite(cosine))
            texts.append(tr("%1 %2").arg(modalityTitle(m_modalities[part]), cosineText(cosine)));
    }
    return texts.join(QStringLiteral(", "));
}

QString LikeHitModel::cellText(int row, int column) const
{
    const LikeHit &hit = this->hit(row);
    switch (Column{column}) {
    case Column::Rank:
        return QString::number(row + 1);
    case Column::Score:
        return cosineText(hit.score);
    case Column::Task:
        return m_names.at(row);
    case Column::Time:
        return intervalText(hit.axis, hit.startSec, hit.endSec);
    case Column::Cosines:
        return cosinesText(hit);
    }
    Q_UNREACHABLE();
}

QString LikeHitModel::cellTip(int row, int column) const
{
    const LikeHit &hit = this->hit(row);
    if (Column{column} == Column::Task)
        return tr("%1, task %2").arg(m_names.at(row), hit.task.toString());
    if (Column{column} == Column::Score && hit.weightShare < 1)
        return tr("%1, from %2 % of the weight: the clip lacks a modality")
            .arg(cosineText(hit.score))
            .arg(std::round(hit.weightShare * 100));
    return cellText(row, column);
}

QVariant LikeHitModel::cellValue(int row, int column, int role) const
{
    return role == ScoreRole && Column{column} == Column::Score ? QVariant(hit(row).score) : QVariant();
}

} // namespace embedscope

#include "moc_likehitmodel.cpp"
