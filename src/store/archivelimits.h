// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include <QtGlobal>

namespace embedscope {

/// How much the archive may hold, and for how long. 0: no limit.
struct ArchiveLimits
{
    qint64 mostBytes = 0;
    int mostDays = 0; ///< as OpenDays counts them
};

/// What the limits look at in one archived answer.
struct ArchiveEntry
{
    qint64 storedSize = 0;
    qint64 cameMs = 0; ///< when it came: the least is the oldest
    int days = 0; ///< for how long it has been there, as OpenDays counts
    bool isKept = false; ///< marked by the user: counts, but never goes
    bool isInUse = false; ///< goes as the others do, but not now: others stay as if it were gone
};

/// The entries to drop so that the rest keeps the limits: their indexes. First what alone is more than the limit, since nothing
/// else would make it fit, then the oldest. Not one more than it takes. Linear in the entries while the limits are kept.
std::vector<size_t> entriesToDrop(std::span<const ArchiveEntry> entries, const ArchiveLimits &limits);

} // namespace embedscope
