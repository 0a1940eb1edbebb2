// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <optional>

namespace embedscope {

/// Which file it is and when it was written: equal stamps, the same bytes.
struct FileStamp
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0; ///< in bytes
    qint64 modifiedSec = 0; ///< since 1970
    qint64 modifiedNsec = 0;

    /// Of an open file; nothing where the system does not tell.
    static std::optional<FileStamp> of(int handle);
    friend bool operator==(const FileStamp &, const FileStamp &) = default;
};

/// Some bytes in the middle of a file as a device of their own, for reading, random-access.
class FilePart final : public QIODevice
{
public:
    /// `size` bytes from byte `begin` on. With a stamp: of the file as it was then, and no other bytes are ever read.
    FilePart(const QString &path, qint64 begin, qint64 size, const std::optional<FileStamp> &stamp = std::nullopt);

    /// For reading only. False where the file cannot be opened, has become too short to hold the part, or is another one
    /// than the stamp's.
    bool open(OpenMode mode) override;
    void close() override;
    qint64 size() const override { return m_size; }
    bool isSequential() const override { return false; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    bool isAsStamped() const;

    QFile m_file;
    qint64 m_begin;
    qint64 m_size;
    std::optional<FileStamp> m_stamp;
};

} // namespace embedscope
