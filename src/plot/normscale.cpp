// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/normscale.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double unitLow = 0.9;
constexpr double unitHigh = 1.1;

// The least of 1, 2, 2.5, 5 times a power of ten that is at least `least`.
double niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

int decimalsOf(double step)
{
    int decimals = 0;
    // 2.5 needs a digit more than its power of ten.
    for (double scaled = step; decimals < 12 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled;
         ++decimals)
        scaled *= 10;
    return decimals;
}

MinMax fittedRange(const LaneSet &lanes)
{
    MinMax fitted;
    for (const Lane &lane : lanes.lanes()) {
        if (lane.kind != LaneKind::Clips || lane.norms.count == 0 || lane.norms.isUnitLength())
            continue;
        fitted.add(std::min(lane.norms.least, greatestDrawnNorm));
        fitted.add(std::min(lane.norms.greatest, greatestDrawnNorm));
    }
    if (fitted.isEmpty())
        return fitted;
    // A constant norm stands in the middle of some room, however small or great it is.
    // Next to nothing counts as zero: its tenth has no digits left to compute with.
    const double leastSpan = fitted.high > 1e-100 ? fitted.high * 0.1 : 1;
    const double span = std::max(fitted.high - fitted.low, leastSpan);
    const double margin = 0.08 * span + (span - (fitted.high - fitted.low)) / 2;
    return {std::max(0.0, fitted.low - margin), fitted.high + margin};
}

MinMax deviationRange(const LaneSet &lanes)
{
    constexpr double finest = 1e-12; // what is less is the rounding of a double near 1
    MinMax range{0, 0};
    for (const Lane &lane : lanes.lanes()) {
        if (lane.kind != LaneKind::Clips || lane.norms.count == 0)
            continue;
        range.add(std::min(lane.norms.least, greatestDrawnNorm) - 1);
        range.add(std::min(lane.norms.greatest, greatestDrawnNorm) - 1);
    }
    const double margin = std::max(0.08 * (range.high - range.low), finest);
    return {range.low - margin, range.high + margin};
}

} // namespace

NormScale normScale(const LaneSet &lanes, double heightPx, double tickPx, NormAxis axis)
{
    MinMax range = axis == NormAxis::Deviation ? deviationRange(lanes) : fittedRange(lanes);
    const bool hasUnitLane = std::any_of(lanes.lanes().begin(), lanes.lanes().end(), [](const Lane &lane) {
        return lane.kind == LaneKind::Clips && lane.norms.isUnitLength();
    });
    if (hasUnitLane && axis == NormAxis::Norm)
        range.add(MinMax{unitLow, unitHigh});
    if (range.isEmpty())
        range = {0, 1};
    NormScale scale{.low = range.low, .high = range.high, .axis = axis};
    const double mostTicks = std::max(2.0, std::floor(heightPx / std::max(tickPx, 1.0)));
    scale.tickStep = niceStep((range.high - range.low) / mostTicks);
    scale.isScientific = std::max(range.high, -range.low) >= 1e5 || scale.tickStep < 1e-5;
    scale.decimals = scale.isScientific ? 2 : decimalsOf(scale.tickStep);
    return scale;
}

std::vector<double> normTicks(const NormScale &scale)
{
    std::vector<double> ticks;
    const double first = std::ceil(scale.low / scale.tickStep - 1e-9);
    const double last = std::floor(scale.high / scale.tickStep + 1e-9);
    for (double i = first; i <= last && ticks.size() < 100; ++i)
        ticks.push_back(i * scale.tickStep);
    return ticks;
}

QString normTickText(double norm, const NormScale &scale)
{
    // A multiple of the step that should be 0 and is not quite.
    const double value = std::abs(norm) < scale.tickStep * 1e-6 ? 0 : norm;
    return QString::number(value, scale.isScientific ? 'g' : 'f', scale.isScientific ? 3 : scale.decimals);
}

QString normReadout(double norm)
{
    if (std::isnan(norm))
        return u"—"_s;
    const double magnitude = std::abs(norm);
    if (magnitude != 0 && (magnitude >= 1e5 || magnitude < 1e-3))
        return QString::number(norm, 'g', 4);
    return QString::number(norm, 'f', magnitude >= 100 ? 2 : 4);
}

} // namespace embedscope
