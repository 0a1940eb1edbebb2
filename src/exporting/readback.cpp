// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/readback.h"

#include "core/diskcalls.h"
#include "exporting/exportwriter.h"
#include "exporting/words.h"

#include <QFile>

#include <fcntl.h>

namespace embedscope {

bool syncAndReadBack(int handle, const WrittenBytes &written, const std::atomic<bool> &cancelled,
                     QString &problem)
{
    if (const int error = disk::syncFile(handle); error != 0) {
        problem = qt_error_string(error);
        return false;
    }
    // What is on the disk, not what memory still holds of it. Only a wish: some file systems keep no copy.
    ::posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED);
    // A new opening: this one is for writing only, and a file that has no name yet has this one.
    QFile file(QStringLiteral("/proc/self/fd/%1").arg(handle));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        problem = ExportingWords::tr("it cannot be read back: %1").arg(file.errorString());
        return false;
    }
    constexpr qint64 blockSize = 1 << 20;
    QByteArray block(blockSize, Qt::Uninitialized);
    QCryptographicHash hash(ExportWriter::digestKind);
    qint64 size = 0;
    for (;;) {
        if (cancelled)
            return false;
        const qint64 count = file.read(block.data(), blockSize);
        if (count < 0) {
            problem = ExportingWords::tr("it cannot be read back: %1").arg(file.errorString());
            return false;
        }
        if (count == 0)
            break;
        hash.addData(QByteArrayView(block.constData(), count));
        size += count;
    }
    if (size != written.size) {
        problem = ExportingWords::tr("%1 bytes were written, and %2 arrived on the disk")
                      .arg(written.size)
                      .arg(size);
        return false;
    }
    if (hash.result() != written.digest) {
        problem = ExportingWords::tr("the disk gives back other bytes than were written");
        return false;
    }
    return true;
}

} // namespace embedscope
