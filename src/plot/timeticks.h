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

/// "6.000 s" long; what no medium lasts as "1e+308 s".
QString lengthText(double sec);

/// The shortest of the steps that people count time in (1, 2, 5 ... ms, s, min, h, days) that is at least
/// `leastSec`.
double niceTimeStep(double leastSec);

/// The ticks inside `visible` that fit on an axis of `widthPx`, where a digit is `digitPx` wide: multiples of
/// a nice step, labels m:ss, h:mm:ss or with as many decimals as the step needs. At most one tick for every
/// label's width.
std::vector<TimeTick> timeTicks(TimeRange visible, double widthPx, double digitPx);

} // namespace embedscope
