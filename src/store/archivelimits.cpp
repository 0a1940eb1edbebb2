// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivelimits.h"

#include <algorithm>

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
    const auto hasLimit = limits.mostBytes > 0;
    const auto isAloneTooMuch = [&](size_t i) { return hasLimit && entries[i].storedSize > limits.mostBytes; };
    std::ranges::stable_sort(candidates, [&](size_t a, size_t b) {
        return isAloneTooMuch(a) != isAloneTooMuch(b) ? isAloneTooMuch(a) : entries[a].age > entries[b].age;
    });
    std::vector<size_t> dropped;
    for (const size_t i : candidates) {
        const bool isTooOld = limits.mostAge.count() > 0 && entries[i].age > limits.mostAge;
        const bool isTooMuch = hasLimit && bytes > limits.mostBytes;
        if (!isTooOld && !isTooMuch)
            continue;
        bytes -= entries[i].storedSize;
        if (!entries[i].isInUse)
            dropped.push_back(i);
    }
    return dropped;
}

} // namespace embedscope
