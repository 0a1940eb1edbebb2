// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archivemodel.h"

#include "models/taskwords.h"
#include "store/tasklist.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Stays the same when an answer is packed.
const QString &keyOf(const ArchiveModel::Row &row)
{
    return row.name;
}

} // namespace

ArchiveModel::ArchiveModel(const TaskList &list, PlaceFinder place, QObject *parent)
    : ColumnModel(columnTotal, parent), m_list(list), m_place(std::move(place))
{
}

int ArchiveModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

ArchiveModel::Totals ArchiveModel::totals() const
{
    Totals totals{.answers = rowCount()};
    for (const Row &row : m_rows) {
        totals.onDisk += row.answer.storedSize;
        totals.raw += std::max<qint64>(0, row.answer.rawSize);
    }
    return totals;
}

ArchiveModel::Row ArchiveModel::rowFor(const ArchivedAnswer &answer, const QDateTime &storedAt) const
{
    Row row{.answer = answer, .name = answer.fileName(false), .storedAt = storedAt, .place = m_place(answer), .file = {}};
    if (const TaskRecord *const record = m_list.find(answer.id)) {
        row.file = record->summary.file;
        row.isKept = record->isKept && row.place == TaskKeeper::Place::InUse;
        // The very same bytes may have come again since, and count as young as that.
        if (row.place == TaskKeeper::Place::InUse && record->settledAt.isValid())
            row.storedAt = record->settledAt;
    }
    return row;
}

void ArchiveModel::setEntries(const Entries &entries)
{
    std::vector<Row> wanted;
    wanted.reserve(entries.size());
    for (const AnswerArchive::Entry &entry : entries)
        wanted.push_back(rowFor(entry.answer, entry.storedAt));
    std::ranges::sort(wanted, {}, keyOf);
    const auto isTwin = [](const Row &one, const Row &other) { return keyOf(one) == keyOf(other); };
    wanted.erase(std::unique(wanted.begin(), wanted.end(), isTwin), wanted.end());
    // Each stretch that comes or goes moves the rows behind it, here and in every proxy.
    constexpr int mostStretches = 64;
    if (stretchesThatDiffer(wanted) > mostStretches) {
        beginResetModel();
        m_rows = std::move(wanted);
        endResetModel();
        return;
    }
    removeMissing(wanted);
    insertNew(wanted);
    change(wanted);
}

/// How many stretches of rows go or come: both lists are in the order of their keys.
int ArchiveModel::stretchesThatDiffer(const std::vector<Row> &wanted) const
{
    enum class Step { Same, Goes, Comes };
    int stretches = 0;
    Step before = Step::Same;
    for (size_t row = 0, place = 0; row < m_rows.size() || place < wanted.size();) {
        Step step = Step::Same;
        if (place == wanted.size() || (row < m_rows.size() && keyOf(m_rows[row]) < keyOf(wanted[place])))
            step = Step::Goes;
        else if (row == m_rows.size() || keyOf(wanted[place]) < keyOf(m_rows[row]))
            step = Step::Comes;
        row += step == Step::Comes ? 0 : 1;
        place += step == Step::Goes ? 0 : 1;
        stretches += step != Step::Same && step != before ? 1 : 0;
        before = step;
    }
    return stretches;
}

void ArchiveModel::refresh()
{
    std::vector<Row> wanted;
    wanted.reserve(m_rows.size());
    for (const Row &row : m_rows)
        wanted.push_back(rowFor(row.answer, row.storedAt));
    change(wanted);
}

/// From the tail to the head, neighbours as one range.
void ArchiveModel::removeMissing(const std::vector<Row> &wanted)
{
    const auto isMissing = [&](int row) { return !std::ranges::binary_search(wanted, keyOf(at(row)), {}, keyOf); };
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (!isMissing(last))
            continue;
        int first = last;
        while (first > 0 && isMissing(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void ArchiveModel::insertNew(const std::vector<Row> &wanted)
{
    for (size_t first = 0; first < wanted.size(); ++first) {
        const auto isThere = [this](size_t place, const Row &row) {
            return place < m_rows.size() && keyOf(m_rows[place]) == keyOf(row);
        };
        if (isThere(first, wanted[first]))
            continue;
        // Those up to the row that stands here now, or to the end.
        size_t end = first + 1;
        while (end < wanted.size() && !isThere(first, wanted[end]))
            ++end;
        beginInsertRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        const auto from = wanted.begin();
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(first), from + static_cast<std::ptrdiff_t>(first),
                      from + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        first = end - 1;
    }
}

/// `wanted` has the same keys as the rows.
void ArchiveModel::change(const std::vector<Row> &wanted)
{
    for (size_t first = 0; first < wanted.size(); ++first) {
        size_t end = first;
        while (end < wanted.size() && !(m_rows[end] == wanted[end])) {
            m_rows[end] = wanted[end];
            ++end;
        }
        if (end > first)
            Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(end) - 1, columnTotal - 1));
        first = end;
    }
}

QVariant ArchiveModel::cellValue(int row, int column, int role) const
{
    const Row &entry = at(row);
    switch (role) {
    case SortRole:
        if (Column{column} == Column::Stored)
            return entry.storedAt;
        if (Column{column} == Column::RawSize)
            return entry.answer.rawSize >= 0 ? QVariant(entry.answer.rawSize) : QVariant();
        if (Column{column} == Column::DiskSize)
            return entry.answer.storedSize;
        return cellText(row, column).isEmpty() ? QVariant() : QVariant(cellText(row, column));
    case SearchRole:
        return rowText(row);
    case TasklessRole:
        return TaskKeeper::isTaskless(entry.place);
    default:
        return {};
    }
}

QString ArchiveModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Id:
        return tr("Task ID");
    case Column::File:
        return tr("File");
    case Column::Stored:
        return tr("Stored");
    case Column::RawSize:
        return tr("As it came");
    case Column::DiskSize:
        return tr("On disk");
    case Column::Form:
        return tr("Form");
    case Column::Kept:
        return tr("Kept");
    case Column::Place:
        return tr("Task");
    }
    Q_UNREACHABLE();
}

bool ArchiveModel::isNumber(int column) const
{
    return Column{column} == Column::RawSize || Column{column} == Column::DiskSize;
}

QString ArchiveModel::cellText(int row, int column) const
{
    const Row &entry = at(row);
    switch (Column{column}) {
    case Column::Id:
        return entry.answer.id.toString();
    case Column::File:
        return oneLine(entry.file);
    case Column::Stored:
        return entry.storedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    case Column::RawSize:
        return entry.answer.rawSize >= 0 ? bytesText(entry.answer.rawSize) : tr("damaged");
    case Column::DiskSize:
        return bytesText(entry.answer.storedSize);
    case Column::Form:
        return entry.answer.isPacked ? tr("packed") : tr("as it came");
    case Column::Kept:
        return entry.isKept ? tr("kept") : QString();
    case Column::Place:
        break;
    }
    switch (entry.place) {
    case TaskKeeper::Place::InUse:
        return tr("in the list");
    case TaskKeeper::Place::Passing:
        return tr("on its way");
    case TaskKeeper::Place::Removed:
        return tr("removed");
    case TaskKeeper::Place::Orphan:
        break;
    }
    return tr("none");
}

QString ArchiveModel::cellTip(int row, int column) const
{
    if (Column{column} != Column::Place)
        return cellText(row, column);
    switch (at(row).place) {
    case TaskKeeper::Place::InUse:
        return tr("A task in the list has this answer.");
    case TaskKeeper::Place::Passing:
        return tr("It has just come, or its task has another answer or none by now; then it goes by itself once nothing reads "
                  "it any more.");
    case TaskKeeper::Place::Removed:
        return tr("The task was removed from the list. This answer goes by itself once nothing needs it any more: undoing the "
                  "removal, or an export. Add it to the list, or free its space now.");
    case TaskKeeper::Place::Orphan:
        break;
    }
    return tr("No task in the list has this answer: the program ended unexpectedly, or the session was lost. Add it to the "
              "list, or free its space.");
}

} // namespace embedscope

#include "moc_archivemodel.cpp"
