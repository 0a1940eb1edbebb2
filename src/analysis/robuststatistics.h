// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace embedscope {

/// Makes the median absolute deviation of a normal distribution equal to its standard deviation: 1 / 0.67449.
constexpr double madScale = 1.4826;

/// By so many scaled MADs a value must leave the median to be an outlier: Iglewicz and Hoaglin, "How to
/// Detect and Handle Outliers", ASQC 1993: |0.6745 (x - median) / MAD| > 3.5.
constexpr double outlierMads = 3.5;

/// Where most of some numbers lie, told so that a few wild ones do not move it. NaN where there is not one
/// number.
struct RobustSpread
{
    size_t count = 0; ///< numbers that are no NaN
    double median =
        std::numeric_limits<double>::quiet_NaN(); ///< the mean of the middle two where the count is even
    double scaledMad = std::numeric_limits<double>::quiet_NaN(); ///< 1.4826 * median(|x - median|)

    /// The band that charts draw: median - and + scaledMad; about two thirds of normal numbers lie inside.
    double bandLow() const { return median - scaledMad; }
    double bandHigh() const { return median + scaledMad; }
};

/// NaN values are passed over; infinite ones count. Linear in the count.
RobustSpread robustSpread(std::span<const double> values);

/// Whether a value lies more than max(3.5 * scaledMad, leastDeviation) from the median; NaN does not. Where
/// the MAD is 0 (more than half of all values are equal) only `leastDeviation` holds back.
bool isOutlier(double value, const RobustSpread &spread, double leastDeviation = 0);

/// Indexes of the outliers among `values`, ascending.
std::vector<size_t> outliers(std::span<const double> values, const RobustSpread &spread,
                             double leastDeviation = 0);

/// How many values lie where: bins of equal width from low to high, each with its lower edge, the last one
/// with both.
struct Histogram
{
    double low = 0;
    double high = 1; ///< above low
    std::vector<uint64_t> counts; ///< by bin
    uint64_t below = 0; ///< values under low
    uint64_t above = 0; ///< values over high

    double binWidth() const { return (high - low) / static_cast<double>(counts.size()); }
    double lowOf(size_t bin) const { return low + binWidth() * static_cast<double>(bin); }
    uint64_t total() const; ///< with below and above
    uint64_t greatest() const; ///< of counts
    void add(double value, uint64_t times = 1); ///< NaN changes nothing
};

constexpr size_t usualBins = 64;

/// An empty one; low < high, bins > 0.
Histogram emptyHistogram(double low, double high, size_t bins = usualBins);

/// From the least to the greatest finite value (a little around it where they are all equal).
Histogram histogram(std::span<const double> values, size_t bins = usualBins);

} // namespace embedscope
