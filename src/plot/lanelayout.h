// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"

#include <optional>
#include <vector>

namespace embedscope {

/// Where a lane stands in the plot, in pixels from its top.
struct LaneBand
{
    double top = 0;
    double height = 0;
    int rows = 1; ///< rows of equal height within the band

    double centre() const { return top + height / 2; }
    double rowHeight() const { return height / rows; }
    double rowTop(int row) const { return top + row * rowHeight(); }
};

/// The places that all lanes need, one for a lane of clips: so many lines of text fit beside them at least.
double lanePlaces(const LaneSet &lanes);

/// A band for every lane of `lanes`, spread over `height` pixels: equally high for clips, rows of half that
/// for the asset-scope vectors, which stand apart from the rest by a wider space.
std::vector<LaneBand> layoutLanes(const LaneSet &lanes, double height);

/// The segment at (`sec`, `y`), or the nearest one of its row within `toleranceSec`. Between the lanes, and
/// where the lane has none so near: nothing.
std::optional<int> segmentAt(const LaneSet &lanes, const std::vector<LaneBand> &bands, double sec, double y,
                             double toleranceSec);

} // namespace embedscope
