// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/timeticks.h"

#include "core/axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

// clang-format off
constexpr auto niceStepsMs = std::to_array<qint64>({
    1, 2, 5, 10, 20, 50, 100, 200, 500,
    secondMs, 2 * secondMs, 5 * secondMs, 10 * secondMs, 15 * secondMs, 30 * secondMs,
    minuteMs, 2 * minuteMs, 5 * minuteMs, 10 * minuteMs, 15 * minuteMs, 30 * minuteMs,
    hourMs, 2 * hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs,
    dayMs, 2 * dayMs, 5 * dayMs, 10 * dayMs, 20 * dayMs, 50 * dayMs, 100 * dayMs});
// clang-format on

qint64 niceStepMs(double leastMs)
{
    const auto step = std::find_if(niceStepsMs.begin(), niceStepsMs.end(),
                                   [leastMs](qint64 ms) { return static_cast<double>(ms) >= leastMs; });
    if (step != niceStepsMs.end())
        return *step;
    const double last = static_cast<double>(niceStepsMs.back());
    return niceStepsMs.back() * std::llround(std::ceil(std::min(leastMs, 1e15) / last));
}

int decimalsFor(qint64 stepMs)
{
    if (stepMs % secondMs == 0)
        return 0;
    if (stepMs % 100 == 0)
        return 1;
    return stepMs % 10 == 0 ? 2 : 3;
}

} // namespace

QString clockText(double sec, int decimals, bool withHours)
{
    if (!std::isfinite(sec))
        return u"—"_s;
    const int digits = std::clamp(decimals, 0, 3);
    const qint64 unitMs = std::array<qint64, 4>{1000, 100, 10, 1}.at(static_cast<size_t>(digits));
    // Beyond 1e12 s the digits mean nothing, but the arithmetic must not overflow.
    const double magnitude = std::min(std::abs(sec), 1e12);
    const qint64 ms = std::llround(magnitude * 1000 / static_cast<double>(unitMs)) * unitMs;
    const qint64 hours = ms / hourMs;
    const bool longForm = withHours || hours > 0;
    QString text = sec < 0 && ms > 0 ? u"-"_s : QString();
    if (longForm)
        text += QString::number(hours) + u':';
    const QString minutes = QString::number(ms % hourMs / minuteMs);
    text += (longForm ? minutes.rightJustified(2, u'0') : minutes) + u':'
        + QString::number(ms % minuteMs / secondMs).rightJustified(2, u'0');
    if (digits > 0)
        text += u'.' + QString::number(ms % secondMs / unitMs).rightJustified(digits, u'0');
    return text;
}

QString axisText(AxisUnit unit, double place, int decimals)
{
    if (unit == AxisUnit::None)
        return {};
    return isCounted(unit) ? placeText(unit, place) : clockText(place, decimals, true);
}

QString axisStretchText(AxisUnit unit, double start, double end, int decimals)
{
    if (isCounted(unit))
        return stretchText(unit, start, end);
    return unit == AxisUnit::None ? QString() : u"%1 – %2"_s.arg(axisText(unit, start, decimals), axisText(unit, end, decimals));
}

QString lengthText(AxisUnit unit, double length)
{
    return isCounted(unit) ? distanceText(unit, length) : lengthText(length);
}

QString lengthText(double sec)
{
    const bool isAbsurd = !(std::abs(sec) < longestDurationSec);
    return (isAbsurd ? QString::number(sec, 'g', 6) : QString::number(sec, 'f', 3)) + u" s"_s;
}

double niceTimeStep(double leastSec)
{
    return static_cast<double>(niceStepMs(leastSec * 1000)) / 1000;
}

namespace {

/// Whole numbers only, at every 1, 2, 5, 10 ... of them.
std::vector<TimeTick> countedTicks(TimeRange visible, double widthPx, double digitPx, AxisUnit unit)
{
    std::vector<TimeTick> ticks;
    constexpr double gapDigits = 3;
    const double labelPx = (static_cast<double>(placeText(unit, visible.endSec).size()) + gapDigits) * digitPx;
    const double least = labelPx * visible.span() / widthPx;
    double step = 1;
    for (int i = 0; step < least; ++i)
        step *= i % 3 == 1 ? 2.5 : 2;
    const auto offset = static_cast<double>(placeNumber(unit, 0)); // multiples of the step are named, not of the place
    for (double number = std::ceil((visible.startSec + offset) / step - 1e-9) * step; number - offset <= visible.endSec; number += step) {
        if (number - offset < visible.endSec) // what would begin where all ends is none
            ticks.push_back({number - offset, placeText(unit, number - offset)});
    }
    return ticks;
}

} // namespace

std::vector<TimeTick> timeTicks(TimeRange visible, double widthPx, double digitPx, AxisUnit unit)
{
    std::vector<TimeTick> ticks;
    if (!(visible.span() > 0) || !(widthPx > 0) || !(digitPx > 0) || visible.span() > 1e12 || unit == AxisUnit::None)
        return ticks;
    if (isCounted(unit))
        return countedTicks(visible, widthPx, digitPx, unit);
    const bool withHours = visible.endSec >= 3600;
    const double msPerPx = visible.span() * 1000 / widthPx;
    // A longer step may have shorter labels, so the label's width is asked for with each step.
    qint64 stepMs = niceStepMs(msPerPx);
    const double mostMs = visible.span() * 1001; // a longer step leaves one tick at most
    while (static_cast<double>(stepMs) <= mostMs) {
        const double gapDigits = 4;
        const auto characters =
            static_cast<double>(clockText(visible.endSec, decimalsFor(stepMs), withHours).size());
        if (static_cast<double>(stepMs) >= (characters + gapDigits) * digitPx * msPerPx)
            break;
        stepMs = niceStepMs(static_cast<double>(stepMs) + 1);
    }
    const auto step = static_cast<double>(stepMs);
    const qint64 first = std::llround(std::ceil(visible.startSec * 1000 / step - 1e-9));
    const qint64 last = std::llround(std::floor(visible.endSec * 1000 / step + 1e-9));
    for (qint64 i = first; i <= last; ++i) {
        const double sec = static_cast<double>(i) * step / 1000;
        ticks.push_back({sec, clockText(sec, decimalsFor(stepMs), withHours)});
    }
    return ticks;
}

} // namespace embedscope
