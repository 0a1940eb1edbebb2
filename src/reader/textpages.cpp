// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/textpages.h"

#include <QIODevice>

#include <algorithm>

namespace embedscope {

namespace {

constexpr qint64 farthest = 4'096; // from where a page should end to where it does

bool isSeparator(char c)
{
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '\n';
}

/// Whether it can stand in an ID, a number or a key.
bool isOfWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'
        || c == '.' || c == '+' || c == '/' || c == '=' || c == '%' || static_cast<unsigned char>(c) >= 0x80;
}

bool isInsideOfCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; // a continuation byte of UTF-8
}

} // namespace

TextPages::TextPages(QIODevice &device) : m_device(device), m_size(device.size())
{
    m_count = std::max<qint64>(1, (m_size + pageBytes - 1) / pageBytes);
    // The page before may have taken the rest.
    while (m_count > 1 && begin(m_count - 1) >= m_size)
        --m_count;
}

qint64 TextPages::begin(qint64 page) const
{
    const qint64 wanted = page * pageBytes;
    if (page <= 0)
        return 0;
    if (page >= m_count || wanted >= m_size || !m_device.seek(wanted))
        return m_size;
    const QByteArray ahead = m_device.read(farthest);
    if (const auto place = std::find_if(ahead.begin(), ahead.end(), isSeparator); place != ahead.end())
        return wanted + (place - ahead.begin()) + 1;
    if (const auto place = std::find_if_not(ahead.begin(), ahead.end(), isOfWord); place != ahead.end())
        return wanted + (place - ahead.begin());
    const auto place = std::find_if_not(ahead.begin(), ahead.end(), isInsideOfCharacter);
    return wanted + (place - ahead.begin());
}

qint64 TextPages::pageOf(qint64 byte) const
{
    const qint64 page = std::clamp<qint64>(byte / pageBytes, 0, m_count - 1);
    return page > 0 && byte < begin(page) ? page - 1 : page;
}

QByteArray TextPages::read(qint64 page) const
{
    const qint64 first = begin(page);
    const qint64 last = begin(page + 1);
    return m_device.seek(first) ? m_device.read(last - first) : QByteArray();
}

} // namespace embedscope
