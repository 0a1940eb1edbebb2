// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace embedscope::test {

/// `bytes` as a gzip file: qCompress makes the same deflate stream, but with other things around it.
inline QByteArray gzipped(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    crc = ~crc;
    const auto littleEndian = [](quint32 number) {
        QByteArray four(4, '\0');
        for (int i = 0; i < 4; ++i)
            four[i] = static_cast<char>(static_cast<quint8>(number >> (8 * i)));
        return four;
    };
    const QByteArray zlib = qCompress(bytes); // length (4), header (2), deflate, checksum (4)
    return QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + zlib.mid(6).chopped(4) + littleEndian(crc)
        + littleEndian(static_cast<quint32>(bytes.size()));
}

} // namespace embedscope::test
