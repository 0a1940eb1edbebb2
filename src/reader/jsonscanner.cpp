// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/jsonscanner.h"

#include "reader/jsontoken.h"

#include <algorithm>
#include <cstring>

namespace embedscope {

namespace {

constexpr size_t mostText = 600; ///< 100 characters, each written as an escape

/// Setting bit 5 joins [ with { and ] with }, and nothing else with either.
bool isStructure(char c)
{
    const int folded = c | 0x20;
    return folded == '{' || folded == '}' || c == '"';
}

/// The first bracket, brace or quote in [begin, end), else `end`. Most bytes of an answer are digits that
/// only pass through here: blocks without any are skipped by a loop without branches, which the compiler
/// turns into vectors.
const char *findStructure(const char *begin, const char *end)
{
    constexpr ptrdiff_t block = 64;
    while (end - begin >= block) {
        unsigned char found = 0;
        for (ptrdiff_t i = 0; i < block; ++i) {
            const auto c = static_cast<unsigned char>(begin[i]);
            const auto folded = static_cast<unsigned char>(c | 0x20U);
            found |= static_cast<unsigned char>((folded == '{') | (folded == '}') | (c == '"'));
        }
        if (found != 0)
            break;
        begin += block;
    }
    return std::find_if(begin, end, isStructure);
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

void JsonScanner::addBlock(const char *data, size_t size)
{
    m_before += static_cast<qint64>(m_size);
    m_data = data;
    m_size = size;
    m_at = 0;
}

bool JsonScanner::next(Event &event)
{
    while (m_at < m_size) {
        if (m_skipsLine) {
            const void *const end = std::memchr(m_data + m_at, '\n', m_size - m_at);
            m_skipsLine = end == nullptr;
            m_at = end ? static_cast<size_t>(static_cast<const char *>(end) - m_data) + 1 : m_size;
            continue;
        }
        if (m_inString) {
            if (scanString(event))
                return true;
            continue;
        }
        if (m_depth > m_shown) {
            m_at = static_cast<size_t>(findStructure(m_data + m_at, m_data + m_size) - m_data);
            if (m_at == m_size)
                break;
        }
        if (scanByte(m_data[m_at++], event))
            return true;
    }
    return false;
}

void JsonScanner::skipLine()
{
    m_depth = 0;
    m_inString = m_escaped = m_inOther = false;
    m_skipsLine = true;
}

std::string JsonScanner::text() const
{
    if (m_string.size() > mostText)
        return {};
    if (m_string.find('\\') == std::string::npos)
        return m_string;
    return jsonString('"' + m_string + '"').value_or(std::string());
}

/// To the end of a string, or of the block.
bool JsonScanner::scanString(Event &event)
{
    const bool isShown = m_depth <= m_shown;
    while (m_at < m_size) {
        const char c = m_data[m_at++];
        if (!m_escaped && c == '"') {
            m_inString = false;
            if (!isShown)
                return false;
            Level &level = m_levels.at(static_cast<size_t>(m_depth));
            const bool isKey = m_depth > 0 && level.isObject && level.expectsKey;
            if (isKey) {
                level.expectsKey = false;
                level.key = text();
            }
            return tell(event, isKey ? Kind::Key : Kind::Text, c, m_depth, m_stringBegin);
        }
        m_escaped = c == '\\' && !m_escaped;
        if (isShown && m_string.size() <= mostText)
            m_string += c;
    }
    return false;
}

/// One byte outside of strings; true where it makes an event.
bool JsonScanner::scanByte(char c, Event &event)
{
    const bool wasInOther = m_inOther;
    m_inOther = false;
    const qint64 here = position() - 1;
    switch (c) {
    case '"':
        m_inString = true;
        m_escaped = false;
        m_stringBegin = here;
        m_string.clear();
        return m_depth == 0 && tell(event, Kind::Other, c, 0, here); // it may never end
    case '{':
    case '[':
        if (++m_depth > m_deepest)
            return tell(event, Kind::TooDeep, c, m_depth, here);
        if (m_depth > m_shown)
            return false;
        m_levels.at(static_cast<size_t>(m_depth)) = {c == '{', c == '{', {}};
        return tell(event, Kind::Open, c, m_depth, here);
    case '}':
    case ']':
        if (m_depth == 0)
            return tell(event, Kind::Other, c, 0, here);
        return m_depth-- <= m_shown && tell(event, Kind::Close, c, m_depth + 1, here);
    case ',':
        if (m_depth > m_shown)
            return false;
        if (m_depth > 0)
            m_levels.at(static_cast<size_t>(m_depth)).expectsKey = true;
        return tell(event, Kind::Comma, c, m_depth, here);
    default:
        if (isSpace(c) || (c == ':' && m_depth > 0) || m_depth > m_shown)
            return false;
        m_inOther = true;
        return !wasInOther && tell(event, Kind::Other, c, m_depth, here);
    }
}

bool JsonScanner::tell(Event &event, Kind kind, char c, int depth, qint64 begin) const
{
    event = {kind, c, depth, begin, position()};
    return true;
}

} // namespace embedscope
