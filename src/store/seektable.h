// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

class QIODevice;

namespace embedscope {

/// Where the frames of a packed answer begin, packed and unpacked: what stands at the end of the file in zstd's own seekable
/// format (a skippable frame, so that every zstd tool unpacks such a file). With it a packed answer is read from any byte.
class SeekTable final
{
public:
    /// Unpacked bytes in each frame but the last. Two such pieces are all the memory that packing or reading takes.
    static constexpr qint64 frameBytes = 2 << 20;

    void append(qint64 packedBytes, qint64 rawBytes);

    size_t frames() const { return m_packed.size() - 1; }
    qint64 packedBegin(size_t frame) const { return m_packed[frame]; }
    qint64 packedBytes(size_t frame) const { return m_packed[frame + 1] - m_packed[frame]; }
    qint64 rawBegin(size_t frame) const { return m_raw[frame]; }
    qint64 rawBytes(size_t frame) const { return m_raw[frame + 1] - m_raw[frame]; }
    qint64 rawSize() const { return m_raw.back(); }
    /// The frame with this byte of the raw answer, which has it.
    size_t frameOf(qint64 rawByte) const;

    /// As it stands at the end of the file.
    QByteArray toBytes() const;
    /// Nothing where the file does not end with one, or with one that does not fit the file.
    static std::optional<SeekTable> read(QIODevice &file);

private:
    // Where each frame begins, and behind the last where it ends.
    std::vector<qint64> m_packed = {0};
    std::vector<qint64> m_raw = {0};
};

} // namespace embedscope
