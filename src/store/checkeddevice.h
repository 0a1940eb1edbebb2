// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sha256.h"

#include <QFile>
#include <QIODevice>

namespace embedscope {

/// A raw answer in the archive, held against its hash while it is read. Whoever reads it in order gets an error in place of
/// the end where the bytes are not those that were stored; whoever jumps ahead gets it at once, for all of it is read and
/// judged before that. So nobody who reads the beginning and the end, or the end alone, takes damaged bytes for sound ones.
class CheckedDevice final : public QIODevice
{
    Q_OBJECT

public:
    enum class Jumps {
        Judged,
        Free, ///< for a look at a page, which must come at once: bytes behind a jump are not checked
    };

    /// `size` in bytes (-1: whatever it has), `sha256`: all of it or its start.
    CheckedDevice(const QString &path, qint64 size, const QByteArray &sha256, Jumps jumps = Jumps::Judged);
    ~CheckedDevice() override;

    /// For reading alone. False where there is no such file (isMissing()), or it cannot be read or has another size.
    bool open(OpenMode mode) override;
    bool isMissing() const { return m_isMissing; }
    int handle() const { return m_file.handle(); } ///< the system's, while it is open
    qint64 size() const override { return m_size; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    bool judge();
    bool isAsStored(const char *data, qint64 count);
    void hashOn(const char *data, qint64 count);
    bool fail(const QString &what);

    QFile m_file;
    qint64 m_size;
    QByteArray m_sha256;
    Jumps m_jumps;
    Sha256 m_hash; // of the first m_hashed bytes
    qint64 m_hashed = 0;
    bool m_isDamaged = false;
    qint64 m_position = 0;
    bool m_isMissing = false;
};

} // namespace embedscope
