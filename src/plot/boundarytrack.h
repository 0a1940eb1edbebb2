// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/changecurve.h"
#include "plot/rangeminmax.h"
#include "plot/sharedtime.h"

#include <cstddef>
#include <vector>

namespace embedscope {

/// What one column of pixels shows of values at boundaries: those from `first` on, before `last`.
struct BoundaryColumn
{
    size_t first = 0; ///< an index in BoundaryTrack::values(); where the column is empty, of the next value
    size_t last = 0;
    MinMax range; ///< empty where there is no value

    size_t count() const { return last - first; }
};

/// Values at boundaries in order of time, prepared so that every question about what is visible costs as much as there
/// are pixels to fill, not as there are values. Never changed once made.
class BoundaryTrack final
{
public:
    BoundaryTrack() = default;
    /// `values` in order of time.
    explicit BoundaryTrack(std::vector<BoundaryValue> values);

    const std::vector<BoundaryValue> &values() const { return m_values; }
    /// Of all values.
    MinMax range() const { return m_pyramid.query(0, m_values.size()); }

    /// For each of `columns` equal parts of `range` (its start belongs to a part, its end does not) the values in it.
    std::vector<BoundaryColumn> columns(TimeRange range, int columns) const;
    /// The value nearest to `sec`, the later of two; null where none is at most `reachSec` away.
    const BoundaryValue *nearest(double sec, double reachSec) const;
    /// The value at the boundary before this segment; null where there is none.
    const BoundaryValue *before(int segment) const;
    /// Whether the value has no neighbour that a line could join it to.
    bool isAlone(size_t index) const;

private:
    std::vector<BoundaryValue> m_values;
    std::vector<double> m_times; // of m_values, close together: where columns begin is searched in them for every frame
    RangeMinMax m_pyramid;
    bool m_isBySegment = true; // segments ascend as time does: nearly always
};

/// A ChangeCurve, prepared to be drawn.
struct ChangeTrack
{
    size_t lane = 0; ///< in LaneSet::lanes()
    BoundaryTrack changes;
    BoundaryTrack novelty;
};

} // namespace embedscope
