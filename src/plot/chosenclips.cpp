// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/chosenclips.h"

#include <algorithm>
#include <utility>

namespace embedscope {

namespace {

std::vector<ColumnRun> runsOf(const std::vector<char> &columns)
{
    std::vector<ColumnRun> runs;
    for (auto begin = columns.begin(); begin != columns.end();) {
        begin = std::find(begin, columns.end(), char(1));
        const auto end = std::find(begin, columns.end(), char(0));
        if (begin != end)
            runs.push_back({static_cast<int>(begin - columns.begin()), static_cast<int>(end - columns.begin())});
        begin = end;
    }
    return runs;
}

} // namespace

ChosenClips::ChosenClips(std::shared_ptr<const LaneSet> lanes, std::span<const int> segments)
    : m_lanes(std::move(lanes))
{
    std::vector<char> isChosen;
    for (const int segment : segments) {
        if (segment < 0)
            continue;
        if (static_cast<size_t>(segment) >= isChosen.size())
            isChosen.resize(static_cast<size_t>(segment) + 1, 0);
        isChosen[static_cast<size_t>(segment)] = 1;
    }
    const auto countBefore = [&isChosen](const ClipTrack &track) {
        std::vector<quint32> before{0};
        before.reserve(track.clips().size() + 1);
        for (const ClipSpan &clip : track.clips()) {
            const auto index = static_cast<size_t>(clip.segment);
            before.push_back(before.back() + (index < isChosen.size() && isChosen[index] ? 1 : 0));
        }
        return before;
    };
    for (const Lane &lane : m_lanes->lanes()) {
        auto &rows = m_chosenBefore.emplace_back();
        for (const ClipTrack &track : lane.rows)
            rows.push_back(countBefore(track));
    }
}

void ChosenClips::mark(size_t lane, size_t row, TimeRange range, std::vector<char> &columns) const
{
    const std::vector<quint32> &before = m_chosenBefore[lane][row];
    if (before.back() == 0)
        return;
    const std::vector<ClipIndexes> inColumns =
        m_lanes->lanes()[lane].rows[row].clipsInColumns(range, static_cast<int>(columns.size()));
    for (size_t column = 0; column < inColumns.size(); ++column) {
        if (before[inColumns[column].last] > before[inColumns[column].first])
            columns[column] = 1;
    }
}

std::vector<ColumnRun> ChosenClips::runsOfRow(size_t lane, size_t row, TimeRange range, int columns) const
{
    std::vector<char> marked(static_cast<size_t>(std::max(0, columns)), 0);
    mark(lane, row, range, marked);
    return runsOf(marked);
}

std::vector<ColumnRun> ChosenClips::runsOfClips(TimeRange range, int columns) const
{
    std::vector<char> marked(static_cast<size_t>(std::max(0, columns)), 0);
    for (size_t lane = 0; lane < m_chosenBefore.size(); ++lane) {
        if (m_lanes->lanes()[lane].kind != LaneKind::Clips)
            continue;
        for (size_t row = 0; row < m_chosenBefore[lane].size(); ++row)
            mark(lane, row, range, marked);
    }
    return runsOf(marked);
}

} // namespace embedscope
