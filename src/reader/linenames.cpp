// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/linenames.h"

#include "reader/textscanner.h"

#include <QString>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Words that say nothing between a name and its ID: "the task is", "asset no".
bool isFiller(QStringView word)
{
    constexpr std::array<QLatin1StringView, 14> fillers{
        "is"_L1, "are"_L1, "was"_L1,   "and"_L1,    "or"_L1,   "the"_L1, "a"_L1,
        "an"_L1, "no"_L1,  "named"_L1, "called"_L1, "with"_L1, "nr"_L1,  "u"_L1};
    return word.size() <= 6 && std::any_of(fillers.begin(), fillers.end(), [word](QLatin1StringView filler) {
               return word.compare(filler, Qt::CaseInsensitive) == 0;
           });
}

} // namespace

void LineNames::separator(QChar c)
{
    const bool isAssignment = c == u':' || c == u'=';
    if (isAssignment && m_gap.isPlain && m_gap.assigned == 0)
        m_gap.assigned = c.unicode();
    else if (c == u'/' && m_gap.assigned == u':' && (m_gap.last == u'/' || m_gap.last == u'\\'))
        m_gap.isUrl = true;
    if (!isAssignment && !c.isSpace() && !isQuoteOrBackslash(c) && c != u']' && c != u')' && c != u'*')
        m_gap.isPlain = false;
    m_gap.hasSpace = m_gap.hasSpace || c.isSpace();
    m_gap.endsPhrase = m_gap.endsPhrase || QStringView(u",;!?()[]{}<>|&\u2022").contains(c)
        || (c.isSpace() && m_gap.last == u'.');
    m_gap.last = c;
    ++m_gap.size;
}

void LineNames::closeGap()
{
    if (m_key && m_hasValue && (m_gap.hasSpace || m_gap.endsPhrase))
        m_key.reset();
    if (m_gap.assigned != 0 && m_hasWord && !m_gap.isUrl)
        assign(m_gap.assigned);
    else if (m_gap.endsPhrase || m_gap.isUrl)
        m_phrase = {};
    m_gap = {};
}

void LineNames::assign(char16_t sign)
{
    m_hasValue = false;
    m_list.reset();
    if (sign == u'=') { // a single word is the key
        m_key = m_lastWord;
        if (m_noun.isLastWord)
            m_noun = m_nounBefore;
    } else if (m_phrase.name.reading != IdReading::Unnamed) { // a label may have several
        m_key = m_phrase;
        m_noun = {m_phrase.name, 0, false, false};
    } else {
        m_key = m_lastWord.isPlainId ? m_lastWord : NameMeaning();
    }
    m_phrase = {};
}

void LineNames::word(QStringView word)
{
    const NameMeaning meaning = meaningOf(word);
    const NameMeaning strict = meaningOfWord(word);
    const bool isPartOfName = m_gap.size == 1 && m_gap.last == u'.' && m_noun.isLastWord && !meaning.isPlainId
        && meaning.name.reading == IdReading::Unnamed;
    closeGap();
    if (isPartOfName) { // video.mp4
        m_noun = m_nounBefore;
        m_phrase = {};
    }
    m_noun.isLastWord = false;
    m_hasWord = true;
    m_lastWord = meaning;
    if (meaning.isPlainId || isFiller(word))
        return;
    m_list.reset();
    m_hasValue = true;
    if (meaning.name.reading != IdReading::Unnamed)
        m_phrase = meaning;
    if (strict.name.reading != IdReading::Unnamed) {
        m_nounBefore = m_noun;
        m_noun = {strict.name, 0, false, true};
    } else {
        ++m_noun.wordsSince;
    }
}

/// A word of a sentence is the name of what it stands next to; a task is spoken of further on.
IdName LineNames::fromNoun(bool isFarAllowed) const
{
    const bool isNear = m_noun.wordsSince == 0;
    if (m_noun.isUsed || (m_noun.name.reading == IdReading::Other && !isNear && !isFarAllowed))
        return {};
    return m_noun.name;
}

IdName LineNames::id()
{
    const bool isInPath =
        m_gap.last == u'/' && !m_gap.hasSpace && !m_gap.isUrl && m_gap.size <= 2 && m_hasWord;
    closeGap();
    IdName name;
    bool isList = true;
    if (isInPath && m_lastWord.name.reading != IdReading::Unnamed) {
        name = m_lastWord.name;
        isList = false;
    } else if (m_list) {
        name = *m_list;
    } else if (m_key) {
        name = m_key->isPlainId ? fromNoun(true) : m_key->name;
    } else {
        name = fromNoun(false);
    }
    const Noun noun = m_noun;
    reset();
    m_hasWord = true;
    m_noun = noun;
    m_noun.isUsed = true;
    m_noun.isLastWord = false;
    if (isList)
        m_list = name;
    return name;
}

NameMeaning LineNames::container()
{
    closeGap();
    return m_key.value_or(NameMeaning());
}

} // namespace embedscope
