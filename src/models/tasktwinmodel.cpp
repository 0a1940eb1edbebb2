// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktwinmodel.h"

namespace embedscope {

TaskTwinModel::TaskTwinModel(QObject *parent) : ColumnModel(columnTotal, parent) { }

// One more comes at a time, anywhere: where only that has happened, it is told as such, and the selection stays.
void TaskTwinModel::setResults(const std::vector<ComparedTask> &results, const TextOfTask &nameOf)
{
    size_t same = 0;
    while (same < m_results.size() && same < results.size() && m_results[same].other == results[same].other)
        ++same;
    const bool isOneMore = results.size() == m_results.size() + 1
        && std::equal(m_results.begin() + static_cast<std::ptrdiff_t>(same), m_results.end(),
                      results.begin() + static_cast<std::ptrdiff_t>(same) + 1,
                      [](const ComparedTask &a, const ComparedTask &b) { return a.other == b.other; });
    if (isOneMore) { // nothing is made anew: there may be thousands
        const int place = static_cast<int>(same);
        beginInsertRows({}, place, place);
        m_results.insert(m_results.begin() + place, results[same]);
        m_names.insert(place, nameOf(results[same].other));
        endInsertRows();
        return;
    }
    beginResetModel();
    m_results = results;
    m_names.clear();
    for (const ComparedTask &result : results)
        m_names.append(nameOf(result.other));
    endResetModel();
}

int TaskTwinModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.size());
}

QString TaskTwinModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Task:
        return tr("Other task");
    case Column::Verdict:
        return tr("The two");
    case Column::ShareOfThis:
        return tr("Of this");
    case Column::ShareOfOther:
        return tr("Of the other");
    }
    Q_UNREACHABLE();
}

bool TaskTwinModel::isNumber(int column) const
{
    Q_UNUSED(column)
    return false; // shares stand over their bars
}

QString TaskTwinModel::cellText(int row, int column) const
{
    const TaskLikeness &likeness = result(row).likeness;
    switch (Column{column}) {
    case Column::Task:
        return m_names.at(row);
    case Column::Verdict:
        return verdictText(likeness);
    case Column::ShareOfThis:
        return shareText(likeness, likeness.shareOfA);
    case Column::ShareOfOther:
        return shareText(likeness, likeness.shareOfB);
    }
    Q_UNREACHABLE();
}

QString TaskTwinModel::cellTip(int row, int column) const
{
    const TaskLikeness &likeness = result(row).likeness;
    const QString inexact = likeness.isExact ? QString() : tr(" (by 512 clips of a lane)");
    switch (Column{column}) {
    case Column::Task:
        return tr("%1, task %2").arg(m_names.at(row), result(row).other.toString());
    case Column::ShareOfThis:
        return tr("%1 of this task's clips have a match in the other%2").arg(cellText(row, column), inexact);
    case Column::ShareOfOther:
        return tr("%1 of the other task's clips have a match in this one%2").arg(cellText(row, column), inexact);
    case Column::Verdict:
        break;
    }
    if (!likeness.best)
        return cellText(row, column);
    const QString prefix = likeness.prefix ? u' ' + prefixSentence(*likeness.prefix) : QString();
    return tr("%1. Most alike: %2 here and %3 there, cosine %4.%5")
        .arg(cellText(row, column), intervalText(likeness.best->ofA.axis, likeness.best->ofA.startSec, likeness.best->ofA.endSec),
             intervalText(likeness.best->ofB.axis, likeness.best->ofB.startSec, likeness.best->ofB.endSec),
             cosineText(static_cast<double>(likeness.best->cosine)), prefix);
}

QVariant TaskTwinModel::cellValue(int row, int column, int role) const
{
    const TaskLikeness &likeness = result(row).likeness;
    if (role != ScoreRole || !likeness.wasCompared())
        return {};
    if (Column{column} == Column::ShareOfThis)
        return likeness.shareOfA;
    return Column{column} == Column::ShareOfOther ? QVariant(likeness.shareOfB) : QVariant();
}

} // namespace embedscope

#include "moc_tasktwinmodel.cpp"
