// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/rangeminmax.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace embedscope {

namespace {

constexpr size_t blockSize = 16;

// Takes in the ragged ends of [first, last), which is then left with whole blocks, counted in blocks.
template <class Entries> void takeEnds(const Entries &entries, size_t &first, size_t &last, MinMax &result)
{
    while (first < last && first % blockSize != 0)
        result.add(entries[first++]);
    while (first < last && last % blockSize != 0)
        result.add(entries[--last]);
    first /= blockSize;
    last /= blockSize;
}

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

RangeMinMax::RangeMinMax(std::vector<double> values) : m_values(std::move(values))
{
    std::vector<MinMax> level((m_values.size() + blockSize - 1) / blockSize);
    for (size_t i = 0; i < m_values.size(); ++i)
        level[i / blockSize].add(m_values[i]);
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
    takeEnds(m_values, first, last, result);
    for (size_t depth = 0; depth + 1 < m_levels.size(); ++depth)
        takeEnds(m_levels[depth], first, last, result);
    for (; first < last; ++first) // the top level has a handful
        result.add(m_levels.back()[first]);
    return result;
}

} // namespace embedscope
