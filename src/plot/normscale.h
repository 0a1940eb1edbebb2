// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"

namespace embedscope {

/// What the axis of norms counts.
enum class NormAxis {
    Norm,
    Deviation, ///< norm - 1: float noise is what one wants to see
};

/// The axis of norms: its ends, and where its ticks stand. What it counts from 1 is a norm's deviation.
struct NormScale
{
    double low = 0; ///< in what the axis counts
    double high = 1;
    NormAxis axis = NormAxis::Norm;
    double tickStep = 0.2; ///< ticks at its multiples
    int decimals = 1; ///< that a tick's label needs
    bool isScientific = false; ///< labels as 1.5e+06: too great or too small for decimals

    /// What the axis counts of a norm.
    double valueOf(double norm) const { return axis == NormAxis::Deviation ? norm - 1 : norm; }
    /// How far up the axis a norm stands: 0 at its low end and below, 1 at its high end and above.
    double shareOf(double norm) const
    {
        const double share = (valueOf(norm) - low) / (high - low);
        return share < 0 ? 0 : (share > 1 ? 1 : share);
    }

    friend bool operator==(const NormScale &, const NormScale &) = default;
};

/// What drawing clamps norms to: beyond it an axis' arithmetic breaks. What a user reads is never clamped.
constexpr double greatestDrawnNorm = 1e15;

/// The scale for all clip lanes of a task on an axis of `heightPx`, with ticks at least `tickPx` apart. Where
/// a lane is of unit length it spans at least 0.9 to 1.1, so that float noise does not become drama; other
/// norms are fitted with a margin. Never below 0. The whole task decides, not what is visible: panning must
/// not move the axis. Of deviations, the axis is as fine as they are, and 0 is on it.
NormScale normScale(const LaneSet &lanes, double heightPx, double tickPx, NormAxis axis = NormAxis::Norm);

/// The multiples of the tick step within the scale, ascending.
std::vector<double> normTicks(const NormScale &scale);

/// "1.000" as an axis shows it.
QString normTickText(double norm, const NormScale &scale);

/// A norm as text in a readout or legend: as many digits as tell it from its neighbours, "1.0002",
/// "1.235e+07"; NaN: "—".
QString normReadout(double norm);

} // namespace embedscope
