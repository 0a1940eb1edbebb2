// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/sharedtime.h"

#include <algorithm>
#include <cstddef>

namespace embedscope {

/// Where column `column` of `columns` equal parts of `range` begins; column `columns` begins at its end.
inline double columnEdge(TimeRange range, int column, int columns)
{
    return range.startSec + range.span() * column / columns;
}

/// The first index from `from` on for which `isBefore` does not hold (any more), in steps that double: near
/// answers, as the edges of one column after the other have them, are found at once.
template <class Predicate> size_t gallop(size_t from, size_t size, Predicate isBefore)
{
    size_t known = from; // everything before it is known to be before
    size_t step = 1;
    while (known < size && isBefore(std::min(known + step, size) - 1)) {
        known = std::min(known + step, size);
        step *= 2;
    }
    size_t end = std::min(known + step, size);
    while (known < end) {
        const size_t middle = known + (end - known) / 2;
        if (isBefore(middle))
            known = middle + 1;
        else
            end = middle;
    }
    return known;
}

} // namespace embedscope
