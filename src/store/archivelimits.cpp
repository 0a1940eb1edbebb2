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
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](size_t a, size_t b) { return entries[a].age > entries[b].age; });
    std::vector<size_t> dropped;
    for (const size_t i : candidates) {
        const bool isTooOld = limits.mostAge.count() > 0 && entries[i].age > limits.mostAge;
        const bool isTooMuch = limits.mostBytes > 0 && bytes > limits.mostBytes;
        if (!isTooOld && !isTooMuch)
            break; // younger ones are not too old either
        bytes -= entries[i].storedSize;
        dropped.push_back(i);
    }
    return dropped;
}

} // namespace embedscope
