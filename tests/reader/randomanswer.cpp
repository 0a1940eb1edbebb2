// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/randomanswer.h"

#include <QRandomGenerator>

#include <algorithm>

namespace embedscope {

bool RandomAnswer::chance(int percent)
{
    return m_random.bounded(100) < percent;
}

QByteArray RandomAnswer::space()
{
    if (chance(70))
        return {};
    QByteArray text;
    for (int left = m_random.bounded(chance(10) ? 80 : 4); left > 0; --left)
        text += " \n\t\r"[m_random.bounded(4)];
    return text;
}

QByteArray RandomAnswer::number()
{
    const double value = 2 * m_random.generateDouble() - 1;
    switch (m_random.bounded(6)) {
    case 0:
        return QByteArray::number(m_random.bounded(-1000, 1000));
    case 1:
        return QByteArray::number(value, 'e', m_random.bounded(1, 17));
    case 2:
        return QByteArray::number(1000 * value, 'f', m_random.bounded(1, 12));
    case 3:
        return QByteArray::number(value, 'E', 3).replace("E-0", "E-");
    default:
        return QByteArray::number(value, 'g', 17);
    }
}

QByteArray RandomAnswer::string(const QByteArray &text)
{
    QByteArray quoted = "\"";
    for (const char c : text) {
        const bool mustEscape = c == '"' || c == '\\';
        if (static_cast<unsigned char>(c) < 0x80 && (mustEscape || chance(3)))
            quoted += "\\u00" + QByteArray::number(c, 16).rightJustified(2, '0');
        else
            quoted += c;
    }
    return quoted + '"';
}

QByteArray RandomAnswer::unknownValue(int depth)
{
    QByteArrayList parts;
    const int count = m_random.bounded(4);
    switch (m_random.bounded(depth > 3 ? 4 : 6)) {
    case 0:
        return number();
    case 1:
        return string("]}[{\"\\,: data \xC3\xA9\xF0\x9F\x98\x80");
    case 2:
        return chance(50) ? "true" : "false";
    case 3:
        return "null";
    case 4:
        for (int i = 0; i < count; ++i)
            parts << unknownValue(depth + 1);
        return joined('[', parts, ']');
    default:
        for (int i = 0; i < count; ++i)
            parts << member("data" + QByteArray::number(i), unknownValue(depth + 1));
        return joined('{', parts, '}');
    }
}

QByteArray RandomAnswer::joined(char open, const QByteArrayList &parts, char close)
{
    QByteArray text = open + space();
    for (qsizetype i = 0; i < parts.size(); ++i)
        text += (i > 0 ? "," + space() : QByteArray()) + parts.at(i) + space();
    return text + close;
}

/// The members in any order.
QByteArray RandomAnswer::object(QByteArrayList members)
{
    std::shuffle(members.begin(), members.end(), m_random);
    return joined('{', members, '}');
}

QByteArray RandomAnswer::member(const QByteArray &key, const QByteArray &value)
{
    return string(key) + space() + ':' + space() + value;
}

QByteArray RandomAnswer::vector()
{
    QByteArrayList numbers;
    for (int left = m_random.bounded(chance(20) ? 60 : 8); left > 0; --left)
        numbers << (chance(3) ? unknownValue(3) : number());
    return joined('[', numbers, ']');
}

QByteArray RandomAnswer::item()
{
    if (chance(4))
        return unknownValue(0);
    QByteArrayList members;
    const auto add = [&](const QByteArray &key, const QByteArray &value) {
        if (!chance(5))
            members << member(key, chance(4) ? "null" : value);
    };
    const int start = m_random.bounded(100);
    add("embedding", vector());
    add("embedding_option", string(chance(50) ? "visual" : "audio"));
    add("embedding_scope", string(chance(90) ? "clip" : "asset"));
    add("start_sec", QByteArray::number(start));
    add("end_sec", QByteArray::number(start + 0.5 * m_random.bounded(20)));
    if (chance(30))
        members << member("note", unknownValue(0));
    return object(members);
}

QByteArray RandomAnswer::metadata()
{
    return object({member("input_type", string("video")), member("duration", "100.5"),
                   member("embedding_options", joined('[', {string("visual"), string("audio")}, ']')),
                   member("data", unknownValue(1))});
}

QByteArray RandomAnswer::text()
{
    QByteArrayList items;
    for (int left = m_random.bounded(12); left > 0; --left)
        items << item();
    QByteArrayList members = {member("_id", string("64f8d2c7e4a1b37f8a9c5d12")),
                              member("status", string("ready")), member("data", joined('[', items, ']')),
                              member("metadata", metadata())};
    for (int left = m_random.bounded(3); left > 0; --left)
        members << member("x" + QByteArray::number(left), unknownValue(0));
    return space() + object(members) + space();
}

} // namespace embedscope
