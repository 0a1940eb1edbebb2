// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/robuststatistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace embedscope {

namespace {

/// Changes the order of the values, which must not be none, nor NaN.
double medianOf(std::vector<double> &values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    const double below = *std::max_element(values.begin(), middle);
    // Not half the sum, which could be beyond a double; nor infinity minus infinity.
    return below == *middle ? below : below + (*middle - below) / 2;
}

} // namespace

RobustSpread robustSpread(std::span<const double> values)
{
    std::vector<double> known;
    known.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(known),
                 [](double value) { return !std::isnan(value); });
    RobustSpread spread;
    spread.count = known.size();
    if (known.empty())
        return spread;
    spread.median = medianOf(known);
    for (double &value : known)
        value = value == spread.median ? 0 : std::abs(value - spread.median);
    spread.scaledMad = madScale * medianOf(known);
    return spread;
}

bool isOutlier(double value, const RobustSpread &spread, double leastDeviation)
{
    return std::abs(value - spread.median) > std::max(outlierMads * spread.scaledMad, leastDeviation);
}

std::vector<size_t> outliers(std::span<const double> values, const RobustSpread &spread,
                             double leastDeviation)
{
    std::vector<size_t> found;
    for (size_t i = 0; i < values.size(); ++i) {
        if (isOutlier(values[i], spread, leastDeviation))
            found.push_back(i);
    }
    return found;
}

uint64_t Histogram::total() const
{
    return std::accumulate(counts.begin(), counts.end(), below + above);
}

uint64_t Histogram::greatest() const
{
    return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
}

void Histogram::add(double value, uint64_t times)
{
    if (std::isnan(value))
        return;
    if (value < low) {
        below += times;
    } else if (value > high) {
        above += times;
    } else {
        const auto bin = static_cast<size_t>((value - low) / binWidth());
        counts[std::min(bin, counts.size() - 1)] += times;
    }
}

Histogram emptyHistogram(double low, double high, size_t bins)
{
    return {.low = low, .high = high, .counts = std::vector<uint64_t>(bins, 0)};
}

Histogram histogram(std::span<const double> values, size_t bins)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : values) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (low > high) {
        low = 0;
        high = 1;
    }
    // Bins as narrow as the last digits of the values would show nothing but rounding.
    const double leastWidth = 1e-12 * std::max({std::abs(low), std::abs(high), 1e-300});
    if (high - low < leastWidth * static_cast<double>(bins)) {
        low -= leastWidth * static_cast<double>(bins);
        high += leastWidth * static_cast<double>(bins);
    }
    Histogram result = emptyHistogram(low, high, bins);
    for (const double value : values)
        result.add(value);
    return result;
}

} // namespace embedscope
