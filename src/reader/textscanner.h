// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace embedscope {

/// Walks through pasted text word by word and tells API keys from words. A word is a longest run of letters
/// and digits of any script, `-` and `_`. A key is a word with `tlk_` in it, or the value that stands after a
/// name which ends like "api-key" (`x-api-key: VALUE`, `"x-api-key": "VALUE"`, `TL_API_KEY=VALUE`,
/// `("x-api-key", "VALUE")`,
/// `"name":"x-api-key","value":"VALUE"`). Linear in the length of the text.
class TextScanner final
{
public:
    enum class Kind { Word, Key };

    /// The text must outlive the scanner.
    explicit TextScanner(QStringView text) : m_text(text) { }

    /// Goes to the next word or key; false at the end of the text.
    bool next();

    Kind kind() const { return m_kind; }
    QStringView word() const { return m_text.sliced(m_begin, m_end - m_begin); }
    qsizetype begin() const { return m_begin; }
    qsizetype end() const { return m_end; }
    int line() const { return m_line; } ///< from 1; lines end with LF, CR LF or CR

private:
    struct Range
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        bool isEmpty() const { return begin == end; }
    };

    qsizetype wordEnd(qsizetype from) const;
    qsizetype skipSeparators(qsizetype from) const;
    Range valueAfterKeyName(qsizetype nameBegin, qsizetype nameEnd) const;
    Range assignedValue(qsizetype from) const;
    Range unassignedValue(qsizetype from) const;
    void moveTo(qsizetype begin, qsizetype end);

    QStringView m_text;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
    qsizetype m_counted = 0; // line ends before this are in m_line
    int m_line = 1;
    Kind m_kind = Kind::Key;
    Range m_keyAhead; // the value of the key name that was just passed
};

/// A line end at `position`: LF, or CR without LF after it.
bool isLineEnd(QStringView text, qsizetype position);

/// Quotation marks of any kind, and the backslash before them in JSON inside of JSON.
bool isQuoteOrBackslash(QChar c);

} // namespace embedscope
