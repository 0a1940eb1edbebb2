// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/jsonstring.h"

namespace embedscope {

namespace {

/// What a character must be written as; empty where it stands for itself.
QByteArray escapeOf(char16_t c)
{
    switch (c) {
    case u'"':
        return "\\\"";
    case u'\\':
        return "\\\\";
    case u'\n':
        return "\\n";
    case u'\r':
        return "\\r";
    case u'\t':
        return "\\t";
    default:
        break;
    }
    return c < 0x20 ? "\\u" + QByteArray::number(c, 16).rightJustified(4, '0') : QByteArray();
}

} // namespace

QByteArray jsonString(QStringView text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (const QByteArray escape = escapeOf(c.unicode()); !escape.isEmpty()) {
            json += escape;
        } else if (!c.isSurrogate()) {
            json += QStringView(&c, 1).toUtf8();
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            json += text.sliced(i++, 2).toUtf8();
        } else {
            json += "\xEF\xBF\xBD";
        }
    }
    json += '"';
    return json;
}

} // namespace embedscope
