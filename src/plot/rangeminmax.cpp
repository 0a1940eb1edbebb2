// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/rangeminmax.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr size_t blockSize = 16;

} // namespace

void MinMax::add(double value)
{
    if (std::isnan(value))
        return;
    low = std::min(low, value);
    high = std::max(high, value);
}

void MinMax::add(const MinMax &other)
{
    low = std::min(low, other.low);
    high = std::max(high, other.high);
}

RangeMinMax::RangeMinMax(std::span<const double> values)
{
    std::vector<MinMax> level(values.size());
    for (size_t i = 0; i < values.size(); ++i)
        level[i].add(values[i]);
    while (level.size() > blockSize) {
        std::vector<MinMax> above((level.size() + blockSize - 1) / blockSize);
        for (size_t i = 0; i < level.size(); ++i)
            above[i / blockSize].add(level[i]);
        m_levels.push_back(std::move(level));
        level = std::move(above);
    }
    m_levels.push_back(std::move(level));
}

MinMax RangeMinMax::query(size_t first, size_t last) const
{
    MinMax result;
    for (size_t depth = 0; depth < m_levels.size() && first < last; ++depth) {
        const std::vector<MinMax> &level = m_levels[depth];
        const bool isTop = depth + 1 == m_levels.size();
        // The ragged ends are read here, whole blocks one level up.
        while (first < last && (isTop || first % blockSize != 0))
            result.add(level[first++]);
        while (first < last && last % blockSize != 0)
            result.add(level[--last]);
        first /= blockSize;
        last /= blockSize;
    }
    return result;
}

} // namespace embedscope
