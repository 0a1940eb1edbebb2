// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace embedscope {

/// One answer in the archive, as the session notes it. Its file's name is made of the ID and the hash, so whichever of
/// its two forms (raw, packed) stands there is found even where `isPacked` is out of date.
struct ArchivedAnswer
{
    TaskId id;
    QByteArray sha256; ///< of the raw answer: 32 bytes, or the first 8 where only the file's name is known
    qint64 rawSize = 0; ///< bytes of the answer as it came; -1 where a damaged file does not tell
    qint64 storedSize = 0; ///< bytes of the file
    bool isPacked = false;

    QString fileName() const { return fileName(isPacked); }
    /// "ID-1234567890abcdef.json", packed with ".zst" behind it.
    QString fileName(bool packed) const;
    /// The ID, the start of the hash and whether it is packed, of such a name; nothing for any other.
    static std::optional<ArchivedAnswer> fromFileName(const QString &name);

    friend bool operator==(const ArchivedAnswer &, const ArchivedAnswer &) = default;
};

} // namespace embedscope
