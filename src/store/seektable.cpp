// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/seektable.h"

#include <QIODevice>
#include <QtEndian>

#include <algorithm>

namespace embedscope {

namespace {

// zstd, contrib/seekable_format/zstd_seekable_compression_format.md: header (magic, bytes that follow), two numbers for each
// frame, footer (number of frames, a byte of flags, magic). All little-endian.
constexpr quint32 skippableMagic = 0x184D2A5E;
constexpr quint32 seekableMagic = 0x8F92EAB1;
constexpr qint64 headerBytes = 8;
constexpr qint64 entryBytes = 8;
constexpr qint64 footerBytes = 9;

void appendNumber(QByteArray &bytes, quint32 number)
{
    const quint32 swapped = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&swapped), sizeof swapped);
}

quint32 numberAt(const QByteArray &bytes, qint64 place)
{
    return qFromLittleEndian<quint32>(bytes.constData() + place);
}

QByteArray bytesAt(QIODevice &file, qint64 place, qint64 size)
{
    const QByteArray bytes = place >= 0 && file.seek(place) ? file.read(size) : QByteArray();
    return bytes.size() == size ? bytes : QByteArray();
}

} // namespace

void SeekTable::append(qint64 packedBytes, qint64 rawBytes)
{
    m_packed.push_back(m_packed.back() + packedBytes);
    m_raw.push_back(m_raw.back() + rawBytes);
}

size_t SeekTable::frameOf(qint64 rawByte) const
{
    const auto behind = std::upper_bound(m_raw.begin(), m_raw.end(), rawByte);
    return static_cast<size_t>(behind - m_raw.begin()) - 1;
}

QByteArray SeekTable::toBytes() const
{
    QByteArray bytes;
    appendNumber(bytes, skippableMagic);
    appendNumber(bytes, static_cast<quint32>(static_cast<qint64>(frames()) * entryBytes + footerBytes));
    for (size_t frame = 0; frame < frames(); ++frame) {
        appendNumber(bytes, static_cast<quint32>(packedBytes(frame)));
        appendNumber(bytes, static_cast<quint32>(rawBytes(frame)));
    }
    appendNumber(bytes, static_cast<quint32>(frames()));
    bytes.append('\0');
    appendNumber(bytes, seekableMagic);
    return bytes;
}

std::optional<SeekTable> SeekTable::read(QIODevice &file)
{
    const QByteArray footer = bytesAt(file, file.size() - footerBytes, footerBytes);
    if (footer.isEmpty() || footer[4] != '\0' || numberAt(footer, 5) != seekableMagic)
        return std::nullopt;
    const qint64 entries = entryBytes * numberAt(footer, 0);
    const qint64 begin = file.size() - footerBytes - entries - headerBytes;
    const QByteArray table = bytesAt(file, begin, headerBytes + entries);
    if (table.isEmpty() || numberAt(table, 0) != skippableMagic || numberAt(table, 4) != entries + footerBytes)
        return std::nullopt;
    SeekTable result;
    for (qint64 place = headerBytes; place < table.size(); place += entryBytes) {
        const qint64 rawBytes = numberAt(table, place + 4);
        if (rawBytes == 0 || rawBytes > frameBytes) // else a damaged table could ask for any amount of memory
            return std::nullopt;
        result.append(numberAt(table, place), rawBytes);
    }
    return result.m_packed.back() == begin ? std::optional(result) : std::nullopt;
}

} // namespace embedscope
