// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include <QtGlobal>

namespace embedscope {

/// How much the archive may hold, and for how long. 0: no limit.
struct ArchiveLimits
{
    qint64 mostBytes = 0;
    std::chrono::seconds mostAge{0};
};

/// What the limits look at in one archived answer.
struct ArchiveEntry
{
    qint64 storedSize = 0;
    std::chrono::seconds age{0};
    bool isKept = false; ///< marked by the user: counts, but never goes
    bool isInUse = false; ///< goes as the others do, but not now: others stay as if it were gone
};

/// The entries to drop so that the rest keeps the limits: their indexes. First what alone is more than the limit, since nothing
/// else would make it fit, then the oldest. Not one more than it takes.
std::vector<size_t> entriesToDrop(std::span<const ArchiveEntry> entries, const ArchiveLimits &limits);

} // namespace embedscope
