// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/segmenttablemodel.h"

#include "core/lanes.h"
#include "models/taskwords.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QVariant orMissing(double number)
{
    return std::isfinite(number) ? QVariant(number) : QVariant();
}

} // namespace

SegmentTableModel::SegmentTableModel(QObject *parent) : ColumnModel(columnTotal, parent) { }

void SegmentTableModel::setTask(const SharedTask &task)
{
    if (task == m_task)
        return;
    beginResetModel();
    m_task = task;
    m_numbers = {};
    m_findings.reset();
    m_needsPlace = task ? scopesInNeedOfPlaces(*task) : std::vector<bool>();
    m_usualLengths = task ? usualLengths(*task) : std::vector<quint32>();
    m_durationSec = task && task->axis == AxisUnit::Seconds && task->metadata ? task->metadata->durationSec.value_or(qQNaN()) : qQNaN();
    endResetModel();
}

std::optional<SegmentMeasures::Measure> SegmentTableModel::measureOf(Column column)
{
    switch (column) {
    case Column::Change:
        return SegmentMeasures::Measure::Change;
    case Column::Novelty:
        return SegmentMeasures::Measure::Novelty;
    case Column::Likeness:
        return SegmentMeasures::Measure::Likeness;
    case Column::Findings:
        return SegmentMeasures::Measure::Findings;
    case Column::Number:
    case Column::Modality:
    case Column::Scope:
    case Column::Start:
    case Column::End:
    case Column::Length:
    case Column::Norm:
    case Column::Uncertainty:
    case Column::Dimension:
        break;
    }
    return std::nullopt;
}

void SegmentTableModel::setNumbers(Column column, const RowNumbers &numbers)
{
    const size_t place = static_cast<size_t>(column) - static_cast<size_t>(Column::Change);
    if (m_numbers.at(place) == numbers || (numbers && numbers->size() != static_cast<size_t>(rowCount())))
        return;
    m_numbers.at(place) = numbers;
    tellColumn(column);
}

void SegmentTableModel::setFindings(const std::shared_ptr<const RowFindings> &findings)
{
    if (findings == m_findings)
        return;
    m_findings = findings;
    tellColumn(Column::Findings);
}

void SegmentTableModel::tellColumn(Column column)
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, static_cast<int>(column)), index(rowCount() - 1, static_cast<int>(column)));
}

int SegmentTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_task ? 0 : static_cast<int>(m_task->segments.size());
}

const QString &SegmentTableModel::modalityOf(int row) const
{
    return m_task->modalities.at(segmentAt(row).modality);
}

QString SegmentTableModel::rowText(int row) const
{
    QString text;
    for (int column = 0; column < columnTotal; ++column)
        text += cellText(row, column) + u'\t';
    return text;
}

QVariant SegmentTableModel::cellValue(int row, int column, int role) const
{
    return role == SortRole ? sortValue(row, Column{column}) : QVariant();
}

QString SegmentTableModel::columnTitle(int column) const
{
    switch (Column{column}) {
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
    case Column::Uncertainty:
        return tr("Uncertainty");
    case Column::Change:
        return tr("Change");
    case Column::Novelty:
        return tr("Novelty");
    case Column::Likeness:
        return tr("Likeness");
    case Column::Dimension:
        return tr("Dimension");
    case Column::Findings:
        return tr("Findings");
    }
    Q_UNREACHABLE();
}

bool SegmentTableModel::isNumber(int section) const
{
    const Column column{section};
    return column != Column::Modality && column != Column::Scope && column != Column::Findings;
}

QString SegmentTableModel::cellText(int row, int column) const
{
    const Segment &segment = segmentAt(row);
    switch (Column{column}) {
    case Column::Number:
        return QString::number(row + 1);
    case Column::Modality:
        return modalityTitle(m_task->modalities.at(segment.modality));
    case Column::Scope:
        return modalityTitle(m_task->scopes.at(segment.scope));
    case Column::Start:
        return timeText(m_task->axis, segment.startSec);
    case Column::End:
        return endText(m_task->axis, segment.endSec);
    case Column::Length:
        return spanText(m_task->axis, segment.endSec - segment.startSec);
    case Column::Norm:
        return normText(segment.norm);
    case Column::Uncertainty:
        return uncertaintyText(segment.uncertainty);
    case Column::Change:
    case Column::Novelty:
    case Column::Likeness:
        return numberText(row, Column{column});
    case Column::Dimension:
        return segment.length > 0 ? QString::number(segment.length) : u"—"_s;
    case Column::Findings:
        return findingsText(row);
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
        return cellText(row, static_cast<int>(column));
    case Column::Start:
        return orMissing(segment.startSec);
    case Column::End:
        return orMissing(segment.endSec);
    case Column::Length:
        return orMissing(segment.endSec - segment.startSec);
    case Column::Norm:
        return orMissing(segment.norm);
    case Column::Uncertainty:
        return orMissing(static_cast<double>(segment.uncertainty));
    case Column::Change:
    case Column::Novelty:
    case Column::Likeness:
        return orMissing(numberAt(row, column));
    case Column::Dimension:
        return segment.length > 0 ? QVariant(qint64(segment.length)) : QVariant();
    case Column::Findings: {
        const QString text = findingsText(row);
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    }
    Q_UNREACHABLE();
}

double SegmentTableModel::numberAt(int row, Column column) const
{
    const RowNumbers &numbers = m_numbers.at(static_cast<size_t>(column) - static_cast<size_t>(Column::Change));
    return numbers ? static_cast<double>((*numbers)[static_cast<size_t>(row)]) : qQNaN();
}

/// Empty while it is not there, a dash where there is none.
QString SegmentTableModel::numberText(int row, Column column) const
{
    if (!m_numbers.at(static_cast<size_t>(column) - static_cast<size_t>(Column::Change)))
        return {};
    const double number = numberAt(row, column);
    return std::isfinite(number) ? QString::number(number, 'f', 4) : u"—"_s;
}

/// The audit knows more than a segment by itself, but it takes a while.
QString SegmentTableModel::findingsText(int row) const
{
    return m_findings ? m_findings->textOf(static_cast<quint32>(row)) : remark(segmentAt(row));
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
        if (m_needsPlace.at(segment.scope))
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

#include "moc_segmenttablemodel.cpp"
