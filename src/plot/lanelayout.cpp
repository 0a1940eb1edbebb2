// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/lanelayout.h"

#include <algorithm>

namespace embedscope {

namespace {

constexpr double highestBand = 44; // higher bars are no easier to read
constexpr double bandShare = 0.62; // of a lane's place; the rest is air
constexpr double assetRowUnits = 0.5; // an asset row's place against a lane's
constexpr double assetSpaceUnits = 0.3; // the wider space above the asset rows

int rowsOf(const Lane &lane)
{
    return std::max(1, static_cast<int>(lane.rows.size()));
}

double unitsOf(const Lane &lane)
{
    return lane.kind == LaneKind::Asset ? std::max(0.7, assetRowUnits * rowsOf(lane)) + assetSpaceUnits : 1;
}

} // namespace

double lanePlaces(const LaneSet &lanes)
{
    double places = 0;
    for (const Lane &lane : lanes.lanes())
        places += unitsOf(lane);
    return places;
}

std::vector<LaneBand> layoutLanes(const LaneSet &lanes, double height)
{
    const double units = lanePlaces(lanes);
    std::vector<LaneBand> bands;
    bands.reserve(lanes.lanes().size());
    const double unit = units > 0 ? std::max(0.0, height) / units : 0;
    double top = 0;
    for (const Lane &lane : lanes.lanes()) {
        const bool isAsset = lane.kind == LaneKind::Asset;
        const double place = unitsOf(lane) * unit;
        const double space = isAsset ? assetSpaceUnits * unit : 0;
        const double most = isAsset ? highestBand * assetRowUnits * rowsOf(lane) : highestBand;
        const double share = isAsset ? 0.8 : bandShare;
        const double band = std::min(most, (place - space) * share);
        bands.push_back({top + space + (place - space - band) / 2, band, rowsOf(lane)});
        top += place;
    }
    return bands;
}

std::optional<int> segmentAt(const LaneSet &lanes, const std::vector<LaneBand> &bands, double sec, double y,
                             double toleranceSec)
{
    for (size_t i = 0; i < std::min(bands.size(), lanes.lanes().size()); ++i) {
        const LaneBand &band = bands[i];
        const Lane &lane = lanes.lanes()[i];
        if (y < band.top || y >= band.top + band.height || lane.rows.empty())
            continue;
        const auto row =
            std::min(static_cast<size_t>((y - band.top) / band.rowHeight()), lane.rows.size() - 1);
        if (const std::optional<size_t> clip = lane.rows[row].clipNear(sec, toleranceSec))
            return lane.rows[row].clips()[*clip].segment;
    }
    return std::nullopt;
}

} // namespace embedscope
