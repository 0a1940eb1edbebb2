// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <functional>

class QIODevice;

namespace embedscope {

/// What a file is, by its first bytes.
enum class FileKind {
    Text, ///< UTF-8, or anything else that is nothing below
    Utf16Le, ///< with or without a byte order mark, here and below
    Utf16Be,
    Gzip,
    Zstd,
    NumPy,
    Zip, ///< also .npz, .xlsx and PyTorch's files
    Parquet,
    Hdf5,
    Pickle,
    PythonLiteral, ///< {'_id': '...'}
    Csv, ///< a header line and columns, one of them perhaps of vectors
};

/// So many bytes are enough to tell.
constexpr qsizetype bytesOfKind = 4096;

FileKind fileKind(QByteArrayView begin);

/// Whether readAsText() makes UTF-8 text of it.
bool isEncoded(FileKind kind);

/// Why a file of this kind cannot be read and what to do instead, as a part of a sentence behind "“name” is"; empty for text
/// and what can be made text.
QString unreadableKind(FileKind kind);

/// Writes what `from`, of an encoded kind, holds as UTF-8 text. Returns what went wrong, in plain words; nothing where all went
/// well. Of what unpacks to more than 8 GiB nothing is used. `isCancelled` is asked once a block; cancelled, it returns early.
QString readAsText(QIODevice &from, FileKind kind, QIODevice &to, const std::function<bool()> &isCancelled = {});

} // namespace embedscope
