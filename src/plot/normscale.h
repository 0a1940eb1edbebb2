// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"

namespace embedscope {

/// The axis of norms: its ends, and where its ticks stand.
struct NormScale
{
    double low = 0;
    double high = 1;
    double tickStep = 0.2; ///< ticks at its multiples
    int decimals = 1; ///< that a tick's label needs
    bool isScientific = false; ///< labels as 1.5e+06: too great or too small for decimals

    friend bool operator==(const NormScale &, const NormScale &) = default;
};

/// What drawing clamps norms to: beyond it an axis' arithmetic breaks. What a user reads is never clamped.
constexpr double greatestDrawnNorm = 1e15;

/// The scale for all clip lanes of a task on an axis of `heightPx`, with ticks at least `tickPx` apart. Where
/// a lane is of unit length it spans at least 0.9 to 1.1, so that float noise does not become drama; other
/// norms are fitted with a margin. Never below 0. The whole task decides, not what is visible: panning must
/// not move the axis.
NormScale normScale(const LaneSet &lanes, double heightPx, double tickPx);

/// The multiples of the tick step within the scale, ascending.
std::vector<double> normTicks(const NormScale &scale);

/// "1.000" as an axis shows it.
QString normTickText(double norm, const NormScale &scale);

/// A norm as text in a readout or legend: as many digits as tell it from its neighbours, "1.0002",
/// "1.235e+07"; NaN: "—".
QString normReadout(double norm);

} // namespace embedscope
