// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/sharedtime.h"

namespace embedscope {

/// How the visible time lies on the pixels of a plot: `left` and `width` in pixels.
struct TimeScale
{
    TimeRange visible;
    double left = 0;
    double width = 1; ///< > 0

    double xOf(double sec) const { return left + (sec - visible.startSec) * width / visible.span(); }
    double secAt(double x) const { return visible.startSec + (x - left) * secPerPx(); }
    double secPerPx() const { return visible.span() / width; }
    /// xOf, kept near enough to the plot that painting with it is safe: at most `margin` pixels outside.
    double clampedXOf(double sec, double margin = 8) const
    {
        const double x = xOf(sec);
        return x < left - margin ? left - margin : (x > left + width + margin ? left + width + margin : x);
    }
};

} // namespace embedscope
