// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/filepart.h"

#include <QByteArray>
#include <QString>
#include <QtGlobal>

#include <memory>

class QIODevice;

namespace embedscope {

/// Where the bytes of an answer come from when neither memory nor a plain file has them, a packed file for one.
class AnswerSource
{
public:
    AnswerSource() = default;
    Q_DISABLE_COPY_MOVE(AnswerSource)
    virtual ~AnswerSource() = default;
    /// A random-access device, open for reading at the first byte; nullptr where that cannot be had. Called from any thread.
    virtual std::unique_ptr<QIODevice> open() const = 0;
    /// The same to look at a few bytes anywhere in it at once, though nobody has checked whether all are what they were.
    virtual std::unique_ptr<QIODevice> openToLook() const { return open(); }
};

/// A handle on the body of an answer exactly as it came: in memory while small, else in a file or a source. Copies share it;
/// with the last one a temporary file is removed. May be read from several threads, each with a device of its own.
class AnswerBytes final
{
public:
    enum class FileOwnership { RemoveWithLastHandle, Keep };

    AnswerBytes() = default; ///< nothing came
    static AnswerBytes fromMemory(QByteArray bytes);
    /// `size` in bytes, as written.
    static AnswerBytes fromFile(const QString &path, qint64 size, FileOwnership ownership);

    /// `size` in bytes, of what a device of the source holds.
    static AnswerBytes fromSource(std::shared_ptr<const AnswerSource> source, qint64 size);

    /// `size` bytes from byte `begin` of a file that is left alone. With a stamp: cannot be opened once the file is another.
    static AnswerBytes fromFilePart(const QString &path, qint64 begin, qint64 size,
                                    const std::optional<FileStamp> &stamp = std::nullopt);

    bool isNull() const { return m_storage == nullptr; }
    /// Whether this is a copy of the same handle; equal bytes elsewhere are another's.
    bool isSameAs(const AnswerBytes &other) const { return m_storage == other.m_storage; }
    /// Whether no copy of this handle is left elsewhere: then nobody reads these bytes, and nobody will.
    bool isLast() const { return m_storage.use_count() <= 1; }
    qint64 size() const;
    /// The file's path; empty where the bytes are in memory or come from a source.
    QString path() const;

    /// A device open for reading at the first byte. nullptr where there are no bytes or the file cannot be opened any more.
    std::unique_ptr<QIODevice> open() const;
    /// The same to show a page of it: what is exported or computed comes from open().
    std::unique_ptr<QIODevice> openToLook() const;
    /// The first `most` bytes (all where there are fewer), to show them.
    QByteArray head(qint64 most) const;

private:
    struct Storage;
    std::shared_ptr<const Storage> m_storage;
};

} // namespace embedscope
