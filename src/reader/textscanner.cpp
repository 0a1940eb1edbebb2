// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/textscanner.h"

#include <QLatin1StringView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// How many code units the word character at `position` takes: 0 where it is none, 2 for a surrogate pair.
int wordUnits(QStringView text, qsizetype position)
{
    const QChar c = text[position];
    const char16_t u = c.unicode();
    if (u < 0x80) {
        const bool joins = (u >= u'0' && u <= u'9') || (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z')
            || u == u'-' || u == u'_';
        return joins ? 1 : 0;
    }
    if (c.isHighSurrogate() && position + 1 < text.size() && text[position + 1].isLowSurrogate())
        return QChar::isLetterOrNumber(QChar::surrogateToUcs4(c, text[position + 1])) ? 2 : 0;
    return c.isLetterOrNumber() ? 1 : 0;
}

/// `\n`, `\r`, `\t` as two characters, as in a JSON string inside of a log: white space, not the letter n. But
/// `\tlk_...` may be a backslash before a key, and a key is never overlooked.
bool isWrittenSpace(QStringView text, qsizetype position)
{
    if (text[position] != u'\\' || position + 1 >= text.size())
        return false;
    const QStringView after = text.sliced(position + 1);
    if (after.startsWith("tlk_"_L1, Qt::CaseInsensitive))
        return false;
    return after[0] == u'n' || after[0] == u'r' || after[0] == u't';
}

/// x-api-key, X_API_KEY, apiKey, TWELVELABS_API_KEY, --api-key
bool isKeyName(QStringView word)
{
    constexpr QLatin1StringView ending = "yekipa"_L1; // read from the end, without - and _
    qsizetype matched = 0;
    for (qsizetype i = word.size() - 1; i >= 0 && matched < ending.size(); --i) {
        const QChar c = word[i];
        if (c == u'-' || c == u'_')
            continue;
        if (c.toLower() != ending[matched])
            return false;
        ++matched;
    }
    return matched == ending.size();
}

bool holdsServiceKey(QStringView word)
{
    const qsizetype at = word.indexOf(u"tlk_", 0, Qt::CaseInsensitive);
    return at >= 0 && at + 4 < word.size();
}

bool endsValue(QChar c)
{
    return c.isSpace() || isQuoteOrBackslash(c) || QStringView(u",;&)]}").contains(c);
}

/// Without a sign of assignment in front, prose must not count: "the x-api-key header is missing".
bool looksSecret(QStringView value)
{
    constexpr qsizetype shortestKeyValue = 16;
    return value.size() >= shortestKeyValue
        && std::any_of(value.begin(), value.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

bool isLineEnd(QStringView text, qsizetype position)
{
    const QChar c = text[position];
    return c == u'\n' || (c == u'\r' && (position + 1 == text.size() || text[position + 1] != u'\n'));
}

bool isQuoteOrBackslash(QChar c)
{
    return QStringView(u"\"'`\\\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb").contains(c);
}

bool TextScanner::next()
{
    if (!m_keyAhead.isEmpty()) {
        m_kind = Kind::Key;
        moveTo(m_keyAhead.begin, m_keyAhead.end);
        m_keyAhead = {};
        return true;
    }
    const qsizetype begin = skipSeparators(m_end);
    if (begin == m_text.size())
        return false;
    const qsizetype end = wordEnd(begin);
    const QStringView found = m_text.sliced(begin, end - begin);
    m_kind = holdsServiceKey(found) ? Kind::Key : Kind::Word;
    if (m_kind == Kind::Word && isKeyName(found))
        m_keyAhead = valueAfterKeyName(begin, end);
    moveTo(begin, end);
    return true;
}

void TextScanner::moveTo(qsizetype begin, qsizetype end)
{
    for (; m_counted < begin; ++m_counted)
        m_line += isLineEnd(m_text, m_counted) ? 1 : 0;
    m_begin = begin;
    m_end = end;
}

qsizetype TextScanner::skipSeparators(qsizetype from) const
{
    while (from < m_text.size() && wordUnits(m_text, from) == 0)
        from += isWrittenSpace(m_text, from) ? 2 : 1;
    return from;
}

qsizetype TextScanner::wordEnd(qsizetype from) const
{
    while (from < m_text.size()) {
        const int units = wordUnits(m_text, from);
        if (units == 0)
            break;
        from += units;
    }
    return from;
}

/// The value that belongs to a key's name, or an empty range.
TextScanner::Range TextScanner::valueAfterKeyName(qsizetype nameBegin, qsizetype nameEnd) const
{
    if (const Range value = assignedValue(nameEnd); !value.isEmpty())
        return value;
    // "name":"x-api-key","value":"VALUE" of saved network traffic, and the same in YAML
    qsizetype at = nameEnd;
    while (at < m_text.size()
           && (m_text[at].isSpace() || isQuoteOrBackslash(m_text[at]) || m_text[at] == u','))
        ++at;
    const qsizetype end = wordEnd(at);
    if (m_text.sliced(at, end - at).compare("value"_L1, Qt::CaseInsensitive) == 0)
        return assignedValue(end);
    // "$TL_API_KEY" 64f8...: the name of a variable that is being used; what follows is another word
    if (nameBegin > 0 && (m_text[nameBegin - 1] == u'$' || m_text[nameBegin - 1] == u'{'))
        return {};
    return unassignedValue(nameEnd);
}

/// The value after `:`, `=`, `=>` or `"] =`; as a browser copies headers, it may stand in the next line.
TextScanner::Range TextScanner::assignedValue(qsizetype from) const
{
    bool assigned = false;
    bool quoted =
        false; // past the quote that opens the value; in "x-api-key:" https://... it is the closing one
    for (; from < m_text.size(); ++from) {
        const QChar c = m_text[from];
        if (c == u':' || c == u'=')
            assigned = true;
        else if (isQuoteOrBackslash(c))
            quoted = assigned;
        else if (!(c.isSpace() && !quoted) && !(c == u']' && !assigned) && !(c == u'>' && assigned))
            break;
    }
    // $KEY, ${KEY}, <apiKey>, %KEY% stand for a key and are none
    if (!assigned || from == m_text.size() || QStringView(u"$<{%").contains(m_text[from]))
        return {};
    qsizetype end = from;
    while (end < m_text.size() && !endsValue(m_text[end]))
        ++end;
    return {from, end};
}

/// The value after a comma or white space alone, in the same line: ("x-api-key", "VALUE"), --api-key VALUE.
TextScanner::Range TextScanner::unassignedValue(qsizetype from) const
{
    while (from < m_text.size() && !isLineEnd(m_text, from)
           && (m_text[from].isSpace() || isQuoteOrBackslash(m_text[from]) || m_text[from] == u','))
        ++from;
    // A value begins with a letter or digit, so not every name in a.b.c looks at all that follows.
    qsizetype end = from;
    if (from < m_text.size() && m_text[from].isLetterOrNumber()) {
        while (end < m_text.size() && !endsValue(m_text[end]))
            ++end;
    }
    return looksSecret(m_text.sliced(from, end - from)) ? Range{from, end} : Range{from, from};
}

} // namespace embedscope
