// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/bytesfile.h"

#include "core/streamdevice.h"
#include "exporting/exportwriter.h"

namespace embedscope {

QString writeBytesFile(const QString &path, const QByteArray &bytes)
{
    AtomicFile file(path, AtomicFile::Existing::Replace);
    if (file.open() != AtomicFile::Status::Done)
        return file.problem();
    if (!writeAll(file.device(), bytes))
        return file.device().errorString();
    const WrittenBytes written{bytes.size(), QCryptographicHash::hash(bytes, ExportWriter::digestKind)};
    const std::atomic<bool> cancelled = false;
    return file.commit(written, cancelled) == AtomicFile::Status::Done ? QString() : file.problem();
}

} // namespace embedscope
