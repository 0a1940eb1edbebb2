// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/boundarytrack.h"

#include "plot/columnsearch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace embedscope {

BoundaryTrack::BoundaryTrack(std::vector<BoundaryValue> values) : m_values(std::move(values))
{
    std::vector<double> numbers;
    numbers.reserve(m_values.size());
    m_times.reserve(m_values.size());
    for (const BoundaryValue &value : m_values) {
        numbers.push_back(value.value);
        m_times.push_back(value.atSec);
    }
    m_pyramid = RangeMinMax(std::move(numbers));
    m_isBySegment =
        std::is_sorted(m_values.begin(), m_values.end(),
                       [](const BoundaryValue &a, const BoundaryValue &b) { return a.segment < b.segment; });
}

std::vector<BoundaryColumn> BoundaryTrack::columns(TimeRange range, int columns) const
{
    std::vector<BoundaryColumn> result(static_cast<size_t>(std::max(columns, 0)));
    const auto startsAt = [this](double sec, size_t from) {
        return gallop(from, m_times.size(), [this, sec](size_t i) { return m_times[i] < sec; });
    };
    size_t first = startsAt(range.startSec, 0);
    for (int i = 0; i < columns; ++i) {
        BoundaryColumn &column = result[static_cast<size_t>(i)];
        column.first = first;
        column.last = startsAt(columnEdge(range, i + 1, columns), first);
        if (column.count() > 0)
            column.range = m_pyramid.query(column.first, column.last);
        first = column.last;
    }
    return result;
}

const BoundaryValue *BoundaryTrack::nearest(double sec, double reachSec) const
{
    const auto after = std::lower_bound(m_values.begin(), m_values.end(), sec,
                                        [](const BoundaryValue &value, double at) { return value.atSec < at; });
    const BoundaryValue *found = nullptr;
    if (after != m_values.begin() && sec - std::prev(after)->atSec <= reachSec)
        found = &*std::prev(after);
    if (after != m_values.end() && after->atSec - sec <= reachSec && (!found || after->atSec - sec <= sec - found->atSec))
        found = &*after;
    return found;
}

const BoundaryValue *BoundaryTrack::before(int segment) const
{
    auto found = m_values.begin();
    if (m_isBySegment)
        found = std::lower_bound(m_values.begin(), m_values.end(), segment,
                                 [](const BoundaryValue &value, int wanted) { return value.segment < wanted; });
    else
        found = std::find_if(m_values.begin(), m_values.end(),
                             [segment](const BoundaryValue &value) { return value.segment == segment; });
    return found != m_values.end() && found->segment == segment ? &*found : nullptr;
}

bool BoundaryTrack::isAlone(size_t index) const
{
    const bool isJoinedBack = index > 0 && m_values[index].isJoined;
    const bool isJoinedOn = index + 1 < m_values.size() && m_values[index + 1].isJoined;
    return !isJoinedBack && !isJoinedOn;
}

} // namespace embedscope
