// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/seektable.h"

#include <QFile>
#include <QIODevice>

#include <memory>

struct ZSTD_DCtx_s;

namespace embedscope {

/// A packed answer as if it were not packed: from any byte on, with one frame in memory. Bytes of a frame whose checksum
/// is wrong never come out: reading fails there, and errorString() says that the file is damaged.
class PackedDevice final : public QIODevice
{
    Q_OBJECT

public:
    explicit PackedDevice(const QString &path);
    ~PackedDevice() override;

    /// For reading alone. False where there is no such file (isMissing()), or it cannot be read or is damaged.
    bool open(OpenMode mode) override;
    bool isMissing() const { return m_isMissing; }
    qint64 size() const override { return m_table.rawSize(); }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    bool load(size_t frame);
    bool fail(const QString &what);

    struct Free
    {
        void operator()(ZSTD_DCtx_s *context) const;
    };
    QFile m_file;
    SeekTable m_table;
    std::unique_ptr<ZSTD_DCtx_s, Free> m_context;
    QByteArray m_packed;
    QByteArray m_frame; // the unpacked bytes of frame m_loaded
    size_t m_loaded = 0;
    qint64 m_position = 0;
    bool m_isMissing = false;
};

} // namespace embedscope
