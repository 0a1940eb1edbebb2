// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/idfinder.h"

#include "reader/textscanner.h"

#include <QSet>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr qsizetype idLength = 24;
/// Hex words of 20 to 28 digits are taken for an ID cut short or typed twice; MD5, SHA-1 and the like are
/// longer.
constexpr qsizetype shortestAlike = 20;
constexpr qsizetype longestAlike = 28;
/// A true ID has about 15 decimal digits among its 24; words and names with a year or a version have fewer
/// than 6.
constexpr int fewestDecimals = 6;
constexpr size_t mostLeftOut = 1000;
constexpr qsizetype longestLeftOutText = 64;
/// A shorter value of a key's name ("demo") may well be an ordinary word elsewhere.
constexpr qsizetype shortestSecret = 16;

bool isDecimal(QChar c)
{
    return c >= u'0' && c <= u'9';
}
bool isHexLetter(QChar c)
{
    return (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}
bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}
bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return isDecimal(c) || isHexLetter(c); });
}

bool hasDecimalsAndHexLetters(QStringView text)
{
    return std::any_of(text.begin(), text.end(), isDecimal)
        && std::any_of(text.begin(), text.end(), isHexLetter);
}

/// A run of exactly 24 hex digits, letters and decimals among them, somewhere in a longer word; or empty.
QStringView idInside(QStringView word)
{
    qsizetype begin = 0;
    while (begin < word.size()) {
        qsizetype end = begin;
        while (end < word.size() && (isDecimal(word[end]) || isHexLetter(word[end])))
            ++end;
        const QStringView run = word.sliced(begin, end - begin);
        if (run.size() == idLength && hasDecimalsAndHexLetters(run))
            return run;
        begin = end + 1;
    }
    return {};
}

/// Why a word that is no ID looks like one; nothing for ordinary words, numbers, UUIDs and hashes.
std::optional<LeftOutReason> likeness(QStringView word)
{
    if (word.size() < shortestAlike)
        return std::nullopt;
    if (word.size() <= longestAlike && isHex(word)) {
        if (!hasDecimalsAndHexLetters(word))
            return std::nullopt;
        return word.size() < idLength ? LeftOutReason::TooShort : LeftOutReason::TooLong;
    }
    if (!idInside(word).isEmpty())
        return LeftOutReason::PartOfLongerWord;
    const bool plain =
        std::all_of(word.begin(), word.end(), [](QChar c) { return isDecimal(c) || isAsciiLetter(c); });
    const auto decimals = std::count_if(word.begin(), word.end(), isDecimal);
    if (plain && word.size() == idLength && decimals >= fewestDecimals && decimals < idLength)
        return LeftOutReason::OtherDigits;
    return std::nullopt;
}

/// `_id`, `task_id`, `taskId` or `id` and a colon or equals sign before the word (`"_id":"..."`, `id=...`,
/// `\"id\":\"...`, `["id"] = ...`), or `/tasks/`.
bool isNamed(const TextScanner &scanner, QStringView text)
{
    QStringView name = scanner.previousWord();
    const QStringView gap = scanner.gap();
    if (name == "tasks"_L1) {
        const qsizetype before = scanner.previousBegin() - 1;
        return (gap == "/"_L1 || gap == "\\/"_L1) && before >= 0 && text[before] == u'/';
    }
    while (name.startsWith(u'-')) // --id=...
        name = name.sliced(1);
    if (name != "_id"_L1 && name != "task_id"_L1 && name != "taskId"_L1 && name != "id"_L1)
        return false;
    bool assigned = false;
    for (const QChar c : gap) {
        if (c == u':' || c == u'=')
            assigned = true;
        else if (!c.isSpace() && !isQuoteOrBackslash(c) && !(c == u']' && !assigned)
                 && !(c == u'>' && assigned))
            return false;
    }
    return assigned;
}

int linesThatAreNotBlank(QStringView text)
{
    int lines = 0;
    bool blank = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isLineEnd(text, i)) {
            lines += blank ? 0 : 1;
            blank = true;
        } else if (!text[i].isSpace() && text[i] != QChar::ByteOrderMark) {
            blank = false;
        }
    }
    return lines + (blank ? 0 : 1);
}

/// Gathers what one scan of a text finds; the choice between taken and offered needs the whole text.
class Gathering final
{
public:
    explicit Gathering(QStringView text) : m_text(text) { }

    void look(const TextScanner &scanner)
    {
        const QStringView word = scanner.word();
        if (scanner.kind() == TextScanner::Kind::Key) {
            if (!m_keys.contains(word))
                m_leftOut.push_back({word, LeftOutReason::LooksLikeKey, scanner.line()});
            m_keys.insert(word);
        } else if (word.size() == idLength && isHex(word)) {
            if (!m_seenIds.contains(word))
                m_ids.push_back(word);
            m_seenIds.insert(word);
            if (isNamed(scanner, m_text))
                m_named.insert(word);
        } else if (const auto reason = likeness(word)) {
            if (!m_seenLeftOut.contains(word))
                m_leftOut.push_back({word, *reason, scanner.line()});
            m_seenLeftOut.insert(word);
        } else {
            return;
        }
        m_linesWithAnything += scanner.line() != m_lastLine ? 1 : 0;
        m_lastLine = scanner.line();
    }

    FoundIds result() const
    {
        FoundIds found;
        const bool anyNamed = std::any_of(m_ids.begin(), m_ids.end(), [this](QStringView word) {
            return m_named.contains(word) && !m_keys.contains(word);
        });
        for (const QStringView word : m_ids) {
            const auto id = TaskId::fromString(word);
            if (id && !m_keys.contains(word))
                (anyNamed && !m_named.contains(word) ? found.offered : found.taken).push_back(*id);
        }
        for (const Word &word : m_leftOut) {
            const bool key = word.reason == LeftOutReason::LooksLikeKey;
            if (!key && (m_keys.contains(word.text) || m_keys.contains(idInside(word.text))))
                continue; // the key again, elsewhere
            ++found.leftOutCount;
            if (found.leftOut.size() < mostLeftOut)
                found.leftOut.push_back({key ? QString() : word.text.left(longestLeftOutText).toString(),
                                         word.reason, word.line});
        }
        found.linesWithoutIds = linesThatAreNotBlank(m_text) - m_linesWithAnything;
        return found;
    }

private:
    struct Word
    {
        QStringView text;
        LeftOutReason reason;
        int line;
    };

    QStringView m_text;
    std::vector<QStringView> m_ids;
    std::vector<Word> m_leftOut;
    QSet<QStringView> m_seenIds;
    QSet<QStringView> m_seenLeftOut;
    QSet<QStringView> m_named;
    QSet<QStringView> m_keys;
    int m_linesWithAnything = 0;
    int m_lastLine = 0;
};

struct Range
{
    qsizetype begin;
    qsizetype end;
};

/// Where keys stand, in order: those that are recognised, and the same values where nothing names them.
std::vector<Range> keyRanges(QStringView text)
{
    QSet<QStringView> values;
    TextScanner scanner(text);
    while (scanner.next()) {
        if (scanner.kind() == TextScanner::Kind::Key)
            values.insert(scanner.word());
    }
    std::vector<Range> ranges;
    if (values.isEmpty())
        return ranges;
    TextScanner again(text);
    while (again.next()) {
        const QStringView word = again.word();
        if (again.kind() == TextScanner::Kind::Key
            || (word.size() >= shortestSecret && values.contains(word)))
            ranges.push_back({again.begin(), again.end()});
    }
    return ranges;
}

/// A line of a list without what CSV, JSON and code put around a word.
Range withoutWrapping(QStringView text, Range line)
{
    const auto wraps = [](QChar c) {
        return c.isSpace() || c == QChar::ByteOrderMark || c == u',' || c == u';' || isQuoteOrBackslash(c);
    };
    while (line.begin < line.end && wraps(text[line.begin]))
        ++line.begin;
    while (line.begin < line.end && wraps(text[line.end - 1]))
        --line.end;
    return line;
}

} // namespace

FoundIds findTaskIds(QStringView text)
{
    Gathering gathering(text);
    TextScanner scanner(text);
    while (scanner.next())
        gathering.look(scanner);
    return gathering.result();
}

std::vector<TaskId> otherIds(QStringView text)
{
    const std::vector<Range> keys = keyRanges(text);
    auto nextKey = keys.begin();
    std::vector<TaskId> ids;
    QSet<QStringView> seen;
    qsizetype lineBegin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !isLineEnd(text, i))
            continue;
        const Range line = withoutWrapping(text, {lineBegin, i});
        lineBegin = i + 1;
        while (nextKey != keys.end() && nextKey->end <= line.begin)
            ++nextKey;
        const bool hasKey = nextKey != keys.end() && nextKey->begin < line.end;
        const QStringView word = text.sliced(line.begin, line.end - line.begin);
        const auto id = TaskId::fromString(word);
        if (!id || hasKey || seen.contains(word))
            continue;
        seen.insert(word);
        ids.push_back(*id);
    }
    return ids;
}

QString withoutKeys(QStringView text)
{
    QString result = text.toString();
    // "***" is longer than some values, and with it a word may look like a key that did not before.
    constexpr int mostRounds = 16;
    for (int round = 0; round < mostRounds; ++round) {
        const auto keys = keyRanges(result);
        QString cleaned;
        qsizetype copied = 0;
        for (const Range &key : keys) {
            cleaned += QStringView(result).sliced(copied, key.begin - copied);
            cleaned += u"***";
            copied = key.end;
        }
        cleaned += QStringView(result).sliced(copied);
        if (cleaned == result)
            break;
        result = cleaned;
    }
    return result;
}

} // namespace embedscope
