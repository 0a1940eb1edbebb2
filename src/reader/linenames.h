// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/idreading.h"

#include <optional>

namespace embedscope {

/// Says what IDs in a line of text are named by what stands before them: `task=`, `Video ID: `, `/assets/`,
/// "created task".
class LineNames final
{
public:
    void separator(QChar c); ///< between words
    void word(QStringView word);
    IdName id(); ///< the next word is an ID
    /// What a list or an object is named that begins here: `task_ids = [`.
    NameMeaning container();
    void reset() { *this = {}; }
    /// Whether a word ended just before this.
    bool isBehindWord() const { return m_hasWord && m_gap.size == 0; }

private:
    /// What stands between two words.
    struct Gap
    {
        qsizetype size = 0;
        QChar last;
        char16_t assigned = 0; ///< ':' or '='
        bool isPlain =
            true; ///< so far nothing that could not stand between a name and its sign of assignment
        bool isUrl = false;
        bool hasSpace = false;
        bool endsPhrase = false;
    };
    /// A word of the text that says what is meant.
    struct Noun
    {
        IdName name;
        int wordsSince = 0;
        bool isUsed = false; ///< an ID had it
        bool isLastWord = false;
    };

    void closeGap();
    void assign(char16_t sign);
    IdName fromNoun(bool isFarAllowed) const;

    Gap m_gap;
    bool m_hasWord = false;
    NameMeaning m_lastWord;
    NameMeaning m_phrase; // of the label that may be coming up
    Noun m_noun;
    Noun m_nounBefore;
    std::optional<NameMeaning> m_key; // the value of which comes next
    bool m_hasValue = false; // of the key, begun
    std::optional<IdName> m_list; // what the last ID is named, while only IDs follow
};

} // namespace embedscope
