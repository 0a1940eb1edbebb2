// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/sharedtime.h"

#include <QString>

namespace embedscope {

/// One labelled place of the time axis.
struct TimeTick
{
    double sec = 0;
    QString label;

    friend bool operator==(const TimeTick &, const TimeTick &) = default;
};

/// "12:03", "1:02:03.450": seconds as a clock shows them, with `decimals` (0 to 3) digits after the point,
/// rounded. Hours only where there are any, or where `withHours` asks for them. NaN: "—". Negative: with a
/// minus sign.
QString clockText(double sec, int decimals, bool withHours = false);

/// The same of any axis: "page 3" where it counts, nothing where there is none.
QString axisText(AxisUnit unit, double place, int decimals);
/// "0:06.000 – 0:12.000", "pages 3 – 5"; empty where there is no axis.
QString axisStretchText(AxisUnit unit, double start, double end, int decimals);

/// "6.000 s" long; what no medium lasts as "1e+308 s".
QString lengthText(double sec);
/// "2 pages" long.
QString lengthText(AxisUnit unit, double length);

/// The shortest of the steps that people count time in (1, 2, 5 ... ms, s, min, h, days) that is at least
/// `leastSec`.
double niceTimeStep(double leastSec);

/// The ticks inside `visible` that fit on an axis of `widthPx`, where a digit is `digitPx` wide: multiples of
/// a nice step, labels m:ss, h:mm:ss or with as many decimals as the step needs. At most one tick for every
/// label's width. Of pages and chunks: where each begins, named; none where there is no axis.
std::vector<TimeTick> timeTicks(TimeRange visible, double widthPx, double digitPx, AxisUnit unit = AxisUnit::Seconds);

} // namespace embedscope
