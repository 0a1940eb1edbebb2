// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace embedscope {

/// Some bytes in the middle of a file as a device of their own, for reading, random-access.
class FilePart final : public QIODevice
{
public:
    /// `size` bytes from byte `begin` on.
    FilePart(const QString &path, qint64 begin, qint64 size);

    /// For reading only. False where the file cannot be opened or has become too short to hold the part.
    bool open(OpenMode mode) override;
    void close() override;
    qint64 size() const override { return m_size; }
    bool isSequential() const override { return false; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QFile m_file;
    qint64 m_begin;
    qint64 m_size;
};

} // namespace embedscope
