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
/// More of them are only counted, each as often as it comes: a log may be of any length.
constexpr qsizetype mostRemembered = 100'000;
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

} // namespace

/// Gathers what scans of a text find, window by window; the choice between taken and offered needs the whole text.
class IdFinder::Gathering final
{
public:
    /// Words of `window` from `searched` on. Answers up to where: a word that may go on behind the window is left to the
    /// next one, unless the text ends here.
    qsizetype look(QStringView window, qsizetype searched, bool isWhole);
    /// The first characters of the window go.
    void forget(QStringView window, qsizetype count);
    FoundIds result() const;

private:
    void look(const TextScanner &scanner, QStringView window);
    void countLines(QStringView window, qsizetype begin, qsizetype end);

    struct Word
    {
        QString text; ///< cut
        QString id; ///< where an ID is a part of it
        LeftOutReason reason;
        int line;
    };

    std::vector<QString> m_ids;
    std::vector<Word> m_leftOut;
    QSet<QString> m_seenIds;
    QSet<QString> m_seenLeftOut;
    int m_moreLeftOut = 0; ///< when no more are remembered
    QSet<QString> m_named;
    QSet<QString> m_keys;
    int m_linesBefore = 0; ///< that ended before the window
    int m_linesNotBlank = 0;
    bool m_isLineBlank = true;
    int m_linesWithAnything = 0;
    int m_lastLine = 0;
};

qsizetype IdFinder::Gathering::look(QStringView window, qsizetype searched, bool isWhole)
{
    // A key's name stands before its value, and what follows a word may say what it is.
    constexpr qsizetype ahead = 1 << 10;
    constexpr qsizetype longestWord = 1 << 14; // nothing that long is an ID or looks like one
    qsizetype end = isWhole ? window.size() : std::max(searched, window.size() - ahead);
    TextScanner scanner(window);
    while (scanner.next()) {
        if (scanner.begin() < searched)
            continue;
        if (scanner.begin() >= end || (!isWhole && scanner.end() == window.size())) {
            end = std::min(end, scanner.begin());
            break;
        }
        look(scanner, window);
    }
    if (window.size() - end > longestWord)
        end = window.size();
    countLines(window, searched, end);
    return end;
}

void IdFinder::Gathering::look(const TextScanner &scanner, QStringView window)
{
    const QString word = scanner.word().toString();
    const int line = m_linesBefore + scanner.line();
    if (scanner.kind() == TextScanner::Kind::Key) {
        if (!m_keys.contains(word))
            m_leftOut.push_back({word, {}, LeftOutReason::LooksLikeKey, line});
        m_keys.insert(word);
    } else if (word.size() == idLength && isHex(word)) {
        if (!m_seenIds.contains(word))
            m_ids.push_back(word);
        m_seenIds.insert(word);
        if (isNamed(scanner, window))
            m_named.insert(word);
    } else if (const auto reason = likeness(word)) {
        if (m_seenLeftOut.size() >= mostRemembered) {
            ++m_moreLeftOut;
        } else if (!m_seenLeftOut.contains(word)) {
            m_leftOut.push_back({word, idInside(word).toString(), *reason, line});
            m_seenLeftOut.insert(word);
        }
    } else {
        return;
    }
    m_linesWithAnything += line != m_lastLine ? 1 : 0;
    m_lastLine = line;
}

void IdFinder::Gathering::countLines(QStringView window, qsizetype begin, qsizetype end)
{
    for (qsizetype i = begin; i < end; ++i) {
        if (isLineEnd(window, i)) {
            m_linesNotBlank += m_isLineBlank ? 0 : 1;
            m_isLineBlank = true;
        } else if (!window[i].isSpace() && window[i] != QChar::ByteOrderMark) {
            m_isLineBlank = false;
        }
    }
}

void IdFinder::Gathering::forget(QStringView window, qsizetype count)
{
    for (qsizetype i = 0; i < count; ++i)
        m_linesBefore += isLineEnd(window, i) ? 1 : 0;
}

FoundIds IdFinder::Gathering::result() const
{
    FoundIds found;
    found.leftOutCount = m_moreLeftOut;
    const bool anyNamed = std::any_of(m_ids.begin(), m_ids.end(), [this](const QString &word) {
        return m_named.contains(word) && !m_keys.contains(word);
    });
    for (const QString &word : m_ids) {
        const auto id = TaskId::fromString(word);
        if (id && !m_keys.contains(word))
            (anyNamed && !m_named.contains(word) ? found.offered : found.taken).push_back(*id);
    }
    for (const Word &word : m_leftOut) {
        const bool key = word.reason == LeftOutReason::LooksLikeKey;
        if (!key && (m_keys.contains(word.text) || m_keys.contains(word.id)))
            continue; // the key again, elsewhere
        ++found.leftOutCount;
        if (found.leftOut.size() < mostLeftOut)
            found.leftOut.push_back({key ? QString() : word.text.left(longestLeftOutText), word.reason, word.line});
    }
    found.linesWithoutIds = m_linesNotBlank + (m_isLineBlank ? 0 : 1) - m_linesWithAnything;
    return found;
}

IdFinder::IdFinder() : m_gathering(std::make_unique<Gathering>()) { }

IdFinder::~IdFinder() = default;

void IdFinder::add(QStringView piece)
{
    constexpr qsizetype windowSize = 1 << 16;
    while (!piece.isEmpty()) {
        const QStringView next = piece.left(windowSize - std::min(m_window.size(), windowSize - 1));
        m_window += next;
        piece = piece.sliced(next.size());
        if (m_window.size() >= windowSize)
            search(false);
    }
}

FoundIds IdFinder::finish()
{
    search(true);
    return m_gathering->result();
}

void IdFinder::search(bool isWhole)
{
    constexpr qsizetype context = 1 << 12; // a name stands before its value, some white space between them
    m_searched = m_gathering->look(m_window, m_searched, isWhole);
    const qsizetype gone = std::max<qsizetype>(0, m_searched - context);
    m_gathering->forget(m_window, gone);
    m_window.remove(0, gone);
    m_searched -= gone;
}

namespace {

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
    IdFinder finder;
    finder.add(text);
    return finder.finish();
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
