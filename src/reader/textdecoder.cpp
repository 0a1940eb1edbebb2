// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/textdecoder.h"

#include "reader/filekind.h"

namespace embedscope {

namespace {

QStringConverter::Encoding encodingOf(QByteArrayView begin)
{
    if (const auto marked = QStringConverter::encodingForData(begin))
        return *marked;
    const FileKind kind = fileKind(begin);
    if (kind == FileKind::Utf16Le)
        return QStringConverter::Utf16LE;
    return kind == FileKind::Utf16Be ? QStringConverter::Utf16BE : QStringConverter::Utf8;
}

} // namespace

QString TextDecoder::take(QByteArrayView piece)
{
    if (m_decoder.isValid())
        return m_decoder.decode(piece);
    m_beginning += piece;
    return m_beginning.size() < bytesOfKind ? QString() : begin();
}

QString TextDecoder::finish()
{
    return m_decoder.isValid() ? QString() : begin();
}

QString TextDecoder::begin()
{
    m_decoder = QStringDecoder(
        encodingOf(QByteArrayView(m_beginning).first(std::min(m_beginning.size(), bytesOfKind))));
    const QByteArray bytes = std::exchange(m_beginning, {});
    return m_decoder.decode(bytes);
}

} // namespace embedscope
