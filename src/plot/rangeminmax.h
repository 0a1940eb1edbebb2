// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace embedscope {

/// The least and the greatest of some numbers; empty (low > high) where there were none.
struct MinMax
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    bool isEmpty() const { return low > high; }
    /// Takes a number in; NaN changes nothing.
    void add(double value);
    void add(const MinMax &other);
    friend bool operator==(const MinMax &, const MinMax &) = default;
};

/// Answers "least and greatest of values i to j" in logarithmic time: a pyramid in which each level sums up
/// 16 entries of the level below.
class RangeMinMax final
{
public:
    RangeMinMax() = default;
    explicit RangeMinMax(std::vector<double> values);

    /// Over [first, last); NaN values are passed over. Both must be within the values.
    MinMax query(size_t first, size_t last) const;

private:
    std::vector<double> m_values;
    std::vector<std::vector<MinMax>> m_levels; // m_levels[0]: one entry for 16 values
};

} // namespace embedscope
