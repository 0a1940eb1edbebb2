// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"
#include "plot/sharedtime.h"

#include <memory>
#include <span>
#include <vector>

namespace embedscope {

/// Columns [first, last) of a plot.
struct ColumnRun
{
    int first = 0;
    int last = 0;

    friend bool operator==(const ColumnRun &, const ColumnRun &) = default;
};

/// Several clips of a task that are selected together, prepared so that painting them costs as much as there are columns of
/// pixels, not as there are clips. Never changed once made; making it costs as much as the task has clips.
class ChosenClips final
{
public:
    /// `segments`: indexes in EmbeddingTask::segments; those without a place in `lanes` count for nothing.
    ChosenClips(std::shared_ptr<const LaneSet> lanes, std::span<const int> segments);

    /// The stretches of `columns` equal parts of `range` in which anything of a chosen clip of one row of a lane lies: from
    /// left to right, none touching the next.
    std::vector<ColumnRun> runsOfRow(size_t lane, size_t row, TimeRange range, int columns) const;
    /// The same for the clips of all lanes together; vectors of the whole media stay out.
    std::vector<ColumnRun> runsOfClips(TimeRange range, int columns) const;

private:
    void mark(size_t lane, size_t row, TimeRange range, std::vector<char> &columns) const;

    std::shared_ptr<const LaneSet> m_lanes;
    std::vector<std::vector<std::vector<quint32>>> m_chosenBefore; // by lane, row and clip of the row; one more than clips
};

} // namespace embedscope
