// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>

namespace embedscope {

/// What must stand in a file: so many bytes with this hash (ExportWriter::digestKind).
struct WrittenBytes
{
    qint64 size = 0;
    QByteArray digest;
};

/// Syncs the open file to the disk and reads it back from there. False where the disk did not take it, or what
/// it gives back is not what was written: `problem` says which, in the system's words. Also false where
/// `cancelled`, without a problem.
bool syncAndReadBack(int handle, const WrittenBytes &written, const std::atomic<bool> &cancelled,
                     QString &problem);

} // namespace embedscope
