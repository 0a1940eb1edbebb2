// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmentselection.h"

#include "models/segmenttablemodel.h"
#include "plot/sharedtime.h"

#include <QAbstractProxyModel>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace embedscope {

SegmentSelection::SegmentSelection(QTableView &view, const SegmentTableModel &model, QAbstractProxyModel &proxy,
                                   SharedTime &time, QObject *parent)
    : QObject(parent), m_view(view), m_model(model), m_proxy(proxy), m_time(time)
{
    const QItemSelectionModel *const selection = view.selectionModel();
    connect(selection, &QItemSelectionModel::currentRowChanged, this, &SegmentSelection::tell);
    connect(selection, &QItemSelectionModel::selectionChanged, this, &SegmentSelection::tell);
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, &SegmentSelection::followSelection);
    connect(&m_time, &SharedTime::selectedSegmentsChanged, this, &SegmentSelection::followSelection);
    m_rangeMoved.setSingleShot(true);
    m_rangeMoved.setInterval(30);
    connect(&m_rangeMoved, &QTimer::timeout, this, &SegmentSelection::followRange);
    connect(&m_time, &SharedTime::selectedRangeChanged, &m_rangeMoved, qOverload<>(&QTimer::start));
}

void SegmentSelection::changeRows(const std::function<void()> &change)
{
    {
        const QScopedValueRollback<bool> guard(m_following, true);
        change();
    }
    if (!m_following) // else it is a part of another change
        followRows();
}

void SegmentSelection::clear()
{
    m_view.clearSelection(); // also of rows that the charts do not know of
    m_time.setSelectedRange(std::nullopt);
    m_time.setSelectedSegment(std::nullopt);
}

std::vector<int> SegmentSelection::segments() const
{
    std::vector<int> all;
    const QItemSelection selection = m_view.selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) { // row by row: mapping a selection goes through all its cells
        for (int row = range.top(); row <= range.bottom(); ++row)
            all.push_back(m_proxy.mapToSource(m_proxy.index(row, 0)).row());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

int SegmentSelection::total() const
{
    const QItemSelection selection = m_view.selectionModel()->selection();
    return std::accumulate(selection.begin(), selection.end(), 0,
                           [](int sum, const QItemSelectionRange &range) { return sum + range.height(); });
}

void SegmentSelection::followRows()
{
    std::vector<int> left;
    if (m_time.selectedSegments().size() > 1)
        std::ranges::set_intersection(m_time.selectedSegments(), segments(), std::back_inserter(left));
    if (!left.empty()) {
        const QScopedValueRollback<bool> guard(m_following, true);
        setSelection(m_time.selectedSegment(), std::move(left));
        return;
    }
    m_time.setSelectedSegment(m_time.selectedSegment()); // alone
    followSelection();
    followRange();
}

void SegmentSelection::tell()
{
    if (m_following)
        return;
    const QScopedValueRollback<bool> guard(m_following, true);
    const QModelIndex index = m_proxy.mapToSource(m_view.currentIndex());
    m_areRowsOfRange = false;
    setSelection(index.isValid() ? std::optional(index.row()) : std::nullopt, segments());
}

/// The current clip is one of those that are selected: a row that only has the keyboard is none.
void SegmentSelection::setSelection(std::optional<int> current, std::vector<int> all)
{
    const auto isSelected = [&all](int segment) { return std::ranges::binary_search(all, segment); };
    if (!isSelected(current.value_or(-1))) {
        const int withKeyboard = m_proxy.mapToSource(m_view.currentIndex()).row();
        current.reset();
        if (!all.empty())
            current = isSelected(withKeyboard) ? withKeyboard : all.front();
    }
    m_time.setSelectedSegments(current, std::move(all));
}

void SegmentSelection::followSelection()
{
    if (m_following)
        return;
    const auto selected = m_time.selectedSegment();
    const QModelIndex wanted =
        selected ? m_proxy.mapFromSource(m_model.index(*selected, 0)) : QModelIndex();
    const QModelIndex current = m_view.currentIndex();
    // Of several rows one is left where a click in a chart chose that one alone; a range's rows stay.
    const bool areTooMany = m_time.selectedSegments().size() <= 1 && !m_time.selectedRange()
        && total() > 1;
    if (wanted.isValid() == current.isValid() && wanted.row() == current.row() && !areTooMany)
        return;
    const QScopedValueRollback<bool> guard(m_following, true);
    if (!wanted.isValid()) {
        m_view.selectionModel()->clear();
        return;
    }
    m_view.selectionModel()->setCurrentIndex(
        wanted, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view.scrollTo(wanted);
}

// The rows of all clips of which anything lies in the range; vectors of the whole file stay out.
void SegmentSelection::followRange()
{
    m_rangeMoved.stop();
    const QScopedValueRollback<bool> guard(m_following, true);
    const SharedTask &task = m_model.task();
    QItemSelectionModel &selection = *m_view.selectionModel();
    const auto range = m_time.selectedRange();
    if (!task || !range) {
        if (!std::exchange(m_areRowsOfRange, false))
            return;
        if (m_time.selectedSegment() && m_view.currentIndex().isValid())
            selection.select(m_view.currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        else
            selection.clearSelection();
        return;
    }
    m_areRowsOfRange = true;
    QItemSelection rows;
    const int lastColumn = SegmentTableModel::columnTotal - 1;
    const auto isInside = [&](int row) {
        const Segment &segment =
            task->segments[static_cast<size_t>(m_proxy.mapToSource(m_proxy.index(row, 0)).row())];
        if (!segment.hasTimes() || task->isAsset(segment))
            return false;
        const auto [start, end] = std::minmax(segment.startSec, segment.endSec);
        return start < range->endSec && end > range->startSec;
    };
    for (int row = 0, next = 0; row < m_proxy.rowCount(); row = next + 1) {
        next = row;
        while (next < m_proxy.rowCount() && isInside(next))
            ++next;
        if (next > row)
            rows.append(QItemSelectionRange(m_proxy.index(row, 0), m_proxy.index(next - 1, lastColumn)));
    }
    selection.select(rows, QItemSelectionModel::ClearAndSelect);
    if (!rows.isEmpty())
        m_view.scrollTo(rows.constFirst().topLeft());
}

} // namespace embedscope

#include "moc_segmentselection.cpp"
