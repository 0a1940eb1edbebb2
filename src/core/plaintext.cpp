// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plaintext.h"

namespace embedscope {

QString oneLine(const QString &text, qsizetype longest)
{
    // Cut before merging, so that a text of many megabytes costs no more than a line; merging only makes it
    // shorter.
    QString line = text.left(4 * longest).simplified();
    for (QChar &c : line) {
        const bool turnsDirection =
            (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (c.category() == QChar::Other_Control || turnsDirection)
            c = QChar(QChar::ReplacementCharacter);
    }
    if (line.size() <= longest)
        return line;
    qsizetype end = longest - 1;
    if (line.at(end - 1).isHighSurrogate())
        --end; // half a character is none
    return line.left(end) + u'…';
}

QString withoutMnemonics(const QString &text)
{
    return QString(text).replace(u'&', QLatin1StringView("&&"));
}

} // namespace embedscope
