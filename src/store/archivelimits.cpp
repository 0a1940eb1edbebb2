// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivelimits.h"

#include <algorithm>
#include <tuple>

namespace embedscope {

std::vector<size_t> entriesToDrop(std::span<const ArchiveEntry> entries, const ArchiveLimits &limits)
{
    std::vector<size_t> candidates;
    qint64 bytes = 0;
    for (size_t i = 0; i < entries.size(); ++i) {
        bytes += entries[i].storedSize;
        if (!entries[i].isKept)
            candidates.push_back(i);
    }
    const bool hasLimit = limits.mostBytes > 0;
    const auto isTooOld = [&](size_t i) { return limits.mostDays > 0 && entries[i].days >= limits.mostDays; };
    const auto isAloneTooMuch = [&](size_t i) { return hasLimit && entries[i].storedSize > limits.mostBytes; };
    const auto goesAfter = [&](size_t a, size_t b) {
        return std::tuple(!isAloneTooMuch(a), entries[a].cameMs, a) > std::tuple(!isAloneTooMuch(b), entries[b].cameMs, b);
    };
    std::vector<size_t> dropped;
    const auto leave = [&](size_t i) {
        bytes -= entries[i].storedSize;
        if (!entries[i].isInUse)
            dropped.push_back(i);
    };
    // Apart from the others: where the clock was set back, the oldest by the clock need not be the one with the most days.
    const auto old = std::partition(candidates.begin(), candidates.end(), [&](size_t i) { return !isTooOld(i); });
    std::sort(old, candidates.end(), [&](size_t a, size_t b) { return goesAfter(b, a); });
    std::for_each(old, candidates.end(), leave);
    candidates.erase(old, candidates.end());
    // A heap, not a sort: as a rule one answer more has come than fits.
    std::ranges::make_heap(candidates, goesAfter);
    while (hasLimit && bytes > limits.mostBytes && !candidates.empty()) {
        std::ranges::pop_heap(candidates, goesAfter);
        leave(candidates.back());
        candidates.pop_back();
    }
    return dropped;
}

} // namespace embedscope
