// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/taskinput.h"

#include "core/streamdevice.h"
#include "reader/idfinder.h"

#include <QStringConverter>

namespace embedscope {

namespace {

/// Bytes that come in pieces as text: a piece may end in the middle of a character.
class Decoding final
{
public:
    QString take(QByteArrayView piece)
    {
        if (m_decoder.isValid())
            return m_decoder.decode(piece);
        m_beginning += piece;
        return m_beginning.size() < longestMark ? QString() : begin();
    }
    QString finish() { return m_decoder.isValid() ? QString() : begin(); }

private:
    static constexpr qsizetype longestMark = 4;

    QString begin()
    {
        const auto encoding = QStringConverter::encodingForData(m_beginning);
        m_decoder = QStringDecoder(encoding.value_or(QStringConverter::Utf8));
        return m_decoder.decode(m_beginning);
    }

    QByteArray m_beginning; // until it is known which encoding it is
    QStringDecoder m_decoder;
};

} // namespace

std::optional<std::vector<TaskId>> readTaskIds(QIODevice &input)
{
    Decoding decoding;
    IdFinder finder;
    const bool isWhole = readToEnd(input, [&](QByteArrayView piece) {
        finder.add(decoding.take(piece));
        return true;
    });
    if (!isWhole)
        return std::nullopt;
    finder.add(decoding.finish());
    return finder.finish().taken;
}

} // namespace embedscope
