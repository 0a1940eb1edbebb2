// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/segmenttablemodel.h"

#include "models/taskwords.h"

#include <QHash>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QVariant orMissing(double number)
{
    return std::isfinite(number) ? QVariant(number) : QVariant();
}

bool isNumber(SegmentTableModel::Column column)
{
    using Column = SegmentTableModel::Column;
    return column != Column::Modality && column != Column::Scope && column != Column::Remark;
}

/// The length that most vectors of each modality have; ties go to the shorter one.
std::vector<quint32> usualLengths(const EmbeddingTask &task)
{
    std::vector<QHash<quint32, int>> counts(static_cast<size_t>(task.modalities.size()));
    for (const Segment &segment : task.segments) {
        if (segment.length > 0)
            ++counts[segment.modality][segment.length];
    }
    std::vector<quint32> usual(counts.size(), 0);
    for (size_t modality = 0; modality < counts.size(); ++modality) {
        int most = 0;
        for (auto it = counts[modality].cbegin(); it != counts[modality].cend(); ++it) {
            if (it.value() > most || (it.value() == most && it.key() < usual[modality])) {
                most = it.value();
                usual[modality] = it.key();
            }
        }
    }
    return usual;
}

} // namespace

SegmentTableModel::SegmentTableModel(QObject *parent) : QAbstractTableModel(parent) { }

void SegmentTableModel::setTask(const SharedTask &task)
{
    if (task == m_task)
        return;
    beginResetModel();
    m_task = task;
    m_usualLengths = task ? usualLengths(*task) : std::vector<quint32>();
    m_durationSec = task && task->metadata ? task->metadata->durationSec.value_or(qQNaN()) : qQNaN();
    endResetModel();
}

int SegmentTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_task ? 0 : static_cast<int>(m_task->segments.size());
}

int SegmentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnTotal;
}

QVariant SegmentTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Column column{index.column()};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index.row(), column);
    case Qt::ToolTipRole:
        return toolTipText(cellText(index.row(), column)); // what a narrow column cuts
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SortRole:
        return sortValue(index.row(), column);
    default:
        return {};
    }
}

QVariant SegmentTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnTotal)
        return {};
    const Column column{section};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Number:
        return tr("No.");
    case Column::Modality:
        return tr("Modality");
    case Column::Scope:
        return tr("Scope");
    case Column::Start:
        return tr("Start");
    case Column::End:
        return tr("End");
    case Column::Length:
        return tr("Length");
    case Column::Norm:
        return tr("Norm");
    case Column::Dimension:
        return tr("Dimension");
    case Column::Remark:
        return tr("Remark");
    }
    Q_UNREACHABLE();
}

QString SegmentTableModel::cellText(int row, Column column) const
{
    const Segment &segment = segmentAt(row);
    switch (column) {
    case Column::Number:
        return QString::number(row + 1);
    case Column::Modality:
        return modalityTitle(m_task->modalities.at(segment.modality));
    case Column::Scope:
        return modalityTitle(m_task->scopes.at(segment.scope));
    case Column::Start:
        return timeText(segment.startSec);
    case Column::End:
        return timeText(segment.endSec);
    case Column::Length:
        return timeText(segment.endSec - segment.startSec);
    case Column::Norm:
        return normText(segment.norm);
    case Column::Dimension:
        return segment.length > 0 ? QString::number(segment.length) : u"—"_s;
    case Column::Remark:
        return remark(segment);
    }
    Q_UNREACHABLE();
}

QVariant SegmentTableModel::sortValue(int row, Column column) const
{
    const Segment &segment = segmentAt(row);
    switch (column) {
    case Column::Number:
        return row;
    case Column::Modality:
    case Column::Scope:
        return cellText(row, column);
    case Column::Start:
        return orMissing(segment.startSec);
    case Column::End:
        return orMissing(segment.endSec);
    case Column::Length:
        return orMissing(segment.endSec - segment.startSec);
    case Column::Norm:
        return orMissing(segment.norm);
    case Column::Dimension:
        return segment.length > 0 ? QVariant(qint64(segment.length)) : QVariant();
    case Column::Remark: {
        const QString text = remark(segment);
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    }
    Q_UNREACHABLE();
}

/// What is odd about one segment; the findings say the same of the whole answer.
QString SegmentTableModel::remark(const Segment &segment) const
{
    QStringList remarks;
    const quint32 usual = m_usualLengths[segment.modality];
    if (segment.length == 0)
        remarks.append(tr("no vector"));
    else if (!segment.hasNorm())
        remarks.append(tr("holds what is no finite number"));
    if (segment.length > 0 && segment.length != usual)
        remarks.append(tr("dimension differs from %1").arg(usual));
    if (!segment.hasTimes()) {
        if (m_task->scopes.at(segment.scope) == "clip"_L1)
            remarks.append(tr("times missing"));
    } else {
        if (segment.endSec < segment.startSec)
            remarks.append(tr("ends before it starts"));
        if (segment.startSec < 0 || segment.endSec < 0)
            remarks.append(tr("time below zero"));
        if (segment.endSec > m_durationSec + 0.05) // false where the duration is not known
            remarks.append(tr("ends after the media"));
    }
    return remarks.join(u", "_s);
}

} // namespace embedscope
