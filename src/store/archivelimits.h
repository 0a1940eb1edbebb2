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
};

/// The entries to drop so that the rest keeps the limits: their indexes, oldest first. Not one more than it takes.
std::vector<size_t> entriesToDrop(std::span<const ArchiveEntry> entries, const ArchiveLimits &limits);

} // namespace embedscope
