// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QIODevice;

namespace embedscope {

class PartFile;

/// How packing an answer ended.
struct PackOutcome
{
    enum class Kind {
        Packed,
        NotWorthIt, ///< it would not become at least a tenth smaller
        Cancelled,
        SourceFailed,
        DiskFailed,
    };
    Kind kind = Kind::Packed;
    int error = 0; ///< DiskFailed: the system's (errno)
    QString detail = {}; ///< SourceFailed: the device's words
    qint64 packedBytes = 0;
};

/// Smaller answers are not worth a look: they take a block of the disk either way.
constexpr qint64 leastBytesToPack = 4 << 10;

/// Packs what `source` holds into `target`, with a checksum in every frame, in the memory of two frames. Stops as soon as
/// it cannot pay any more. What is in `target` then is not synced, and without use unless Packed.
PackOutcome packAnswer(QIODevice &source, PartFile &target, const std::function<bool()> &isCancelled);

} // namespace embedscope
