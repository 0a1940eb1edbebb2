// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/idfinder.h"

#include "reader/idclassifier.h"
#include "reader/textscanner.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr qsizetype idLength = 24;
/// Hex words of 20 to 28 digits are taken for an ID cut short or typed twice; MD5, SHA-1 and the like are
/// longer.
constexpr qsizetype shortestAlike = 20;
constexpr qsizetype longestAlike = 28;
/// A digit typed wrong or two; with more of them it is another word.
constexpr int mostOtherDigits = 4;
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

bool isUuid(QStringView word)
{
    if (word.size() != 36)
        return false;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? word[i] != u'-' : !isDecimal(word[i]) && !isHexLetter(word[i]))
            return false;
    }
    return true;
}

bool isHash(QStringView word)
{
    constexpr std::array<qsizetype, 6> lengths{32, 40, 56, 64, 96, 128};
    return std::find(lengths.begin(), lengths.end(), word.size()) != lengths.end() && isHex(word)
        && hasDecimalsAndHexLetters(word);
}

/// Why a word that is no ID looks like one, or may be looked for as one; nothing for ordinary words and
/// numbers.
std::optional<LeftOutReason> likeness(QStringView word)
{
    if (const auto broken = brokenIdReason(word))
        return broken;
    if (isUuid(word))
        return LeftOutReason::Uuid;
    if (isHash(word))
        return LeftOutReason::Hash;
    if (!idInside(word).isEmpty())
        return LeftOutReason::PartOfLongerWord;
    return std::nullopt;
}

bool isOnlyCounted(LeftOutReason reason)
{
    return reason == LeftOutReason::Uuid || reason == LeftOutReason::Hash || reason == LeftOutReason::Arn;
}

/// A word or a key of a window.
struct Token
{
    qsizetype begin;
    qsizetype end;
    int line;
    bool isKey;
};

/// Whether an ID goes on behind the line's end, with what mail programs put there: `=`, `\\`, `> `.
bool isBrokenByLineEnd(QStringView window, const Token &first, const Token &second, bool isFirstOfLine)
{
    const QStringView begin = window.sliced(first.begin, first.end - first.begin);
    const QStringView rest = window.sliced(second.begin, second.end - second.begin);
    if (second.line != first.line + 1 || begin.size() + rest.size() != idLength || !isHex(begin)
        || !isHex(rest) || !hasDecimalsAndHexLetters(QString(begin + rest)))
        return false;
    const QStringView gap = window.sliced(first.end, second.begin - first.end);
    const bool isOnlyBreak = std::all_of(gap.begin(), gap.end(), [](QChar c) {
        return c.isSpace() || QStringView(u"=\\>|\u00ad").contains(c);
    });
    // Two lines that are nothing but 12 digits each are two words of another kind.
    const bool isMarked = gap.contains(u'=') || gap.contains(u'\\');
    return isOnlyBreak && (isMarked || !isFirstOfLine || begin.size() != rest.size());
}

} // namespace

std::optional<LeftOutReason> brokenIdReason(QStringView word)
{
    if (word.size() < shortestAlike || word.size() > longestAlike)
        return std::nullopt;
    if (isHex(word)) {
        if (word.size() == idLength || !hasDecimalsAndHexLetters(word))
            return std::nullopt;
        return word.size() < idLength ? LeftOutReason::TooShort : LeftOutReason::TooLong;
    }
    const auto decimals = std::count_if(word.begin(), word.end(), isDecimal);
    const auto others =
        std::count_if(word.begin(), word.end(), [](QChar c) { return !isDecimal(c) && !isHexLetter(c); });
    if (word.size() == idLength && decimals >= fewestDecimals && others <= mostOtherDigits
        && decimals + others < idLength)
        return LeftOutReason::OtherDigits;
    return std::nullopt;
}

std::vector<TaskId> FoundIds::taken() const
{
    std::vector<TaskId> result;
    for (const FoundId &id : ids) {
        if (id.isTaken)
            result.push_back(id.id);
    }
    return result;
}

int FoundIds::leftOutCount() const
{
    return std::accumulate(leftOutCounts.begin(), leftOutCounts.end(), 0);
}

bool FoundIds::hasBrokenIds() const
{
    for (size_t reason = 0; reason < leftOutReasons; ++reason) {
        if (isBrokenId(static_cast<LeftOutReason>(reason)) && leftOutCounts[reason] > 0)
            return true;
    }
    return false;
}

/// Gathers what scans of a text find, window by window; what is taken may need the whole text.
class IdFinder::Gathering final
{
public:
    Gathering()
        : m_classifier([this](int id, const IdName &name, bool isTaken) { decide(id, name, isTaken); })
    {
    }

    /// Words of `window` from `searched` on. Answers up to where: a word that may go on behind the window is
    /// left to the next one, unless the text ends here.
    qsizetype look(QStringView window, qsizetype searched, bool isWhole);
    /// The first characters of the window go.
    void forget(QStringView window, qsizetype count);
    FoundIds result();

private:
    using Tokens = std::vector<Token>;
    void look(QStringView window, const Tokens &tokens, size_t at);
    int mention(QStringView window, const Tokens &tokens, size_t at);
    void leaveOut(const QString &text, const QString &id, LeftOutReason reason, int line);
    QString around(QStringView window, const Tokens &tokens, size_t at) const;
    bool beginsArn(QStringView window, const Token &token) const;
    void pass(QStringView separators);
    void decide(int id, const IdName &name, bool isTaken);
    void countLines(QStringView window, qsizetype begin, qsizetype end);

    struct Mentioned
    {
        FoundId found;
        bool isNamedTask = false;
        bool isTakenUnnamed = false;
    };
    struct Word
    {
        QString text; ///< cut
        QString id; ///< where an ID is a part of it
        LeftOutReason reason;
        int line;
    };

    IdClassifier m_classifier;
    std::vector<Mentioned> m_ids;
    QHash<QString, int> m_places; // in m_ids
    std::vector<Word> m_leftOut;
    QSet<QString> m_seenLeftOut;
    std::array<int, leftOutReasons> m_moreLeftOut{}; // of those that are not remembered
    QSet<QString> m_keys;
    qsizetype m_arnEnd = 0; // in the window; up to there everything is a part of an ARN
    bool m_isRestOfId = false; // the next word is what stands behind a line's end
    int m_linesBefore = 0; // that ended before the window
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
    Tokens tokens;
    TextScanner scanner(window);
    while (scanner.next())
        tokens.push_back(
            {scanner.begin(), scanner.end(), scanner.line(), scanner.kind() == TextScanner::Kind::Key});
    qsizetype end = isWhole ? window.size() : std::max(searched, window.size() - ahead);
    qsizetype passed = searched;
    for (size_t at = 0; at < tokens.size(); ++at) {
        const Token &token = tokens[at];
        if (token.begin < searched)
            continue;
        if (token.begin >= end || (!isWhole && token.end == window.size())) {
            end = std::min(end, token.begin);
            break;
        }
        pass(window.sliced(passed, token.begin - passed));
        look(window, tokens, at);
        passed = token.end;
    }
    if (window.size() - end > longestWord)
        end = window.size();
    end = std::max(end, passed);
    pass(window.sliced(passed, end - passed));
    countLines(window, searched, end);
    return end;
}

void IdFinder::Gathering::pass(QStringView separators)
{
    for (const QChar c : separators)
        m_classifier.separator(c);
}

void IdFinder::Gathering::look(QStringView window, const Tokens &tokens, size_t at)
{
    const Token &token = tokens[at];
    const QStringView word = window.sliced(token.begin, token.end - token.begin);
    const int line = m_linesBefore + token.line;
    const bool isRestOfId = std::exchange(m_isRestOfId, false);
    const bool isInArn = token.begin < m_arnEnd;
    if (token.isKey) {
        const QString key = word.toString();
        if (!m_keys.contains(key))
            leaveOut(key, {}, LeftOutReason::LooksLikeKey, line);
        m_keys.insert(key);
    } else if (!isInArn && !isRestOfId && isServiceId(word)) {
        m_classifier.id(mention(window, tokens, at), word);
    } else {
        m_classifier.word(word);
        const bool isFirstOfLine = at == 0 || tokens[at - 1].line < token.line;
        if (isInArn || isRestOfId) {
        } else if (beginsArn(window, token)) {
            constexpr qsizetype longestArn = 1000;
            m_arnEnd = token.end;
            while (m_arnEnd < window.size() && m_arnEnd - token.begin < longestArn
                   && !window[m_arnEnd].isSpace() && !isQuoteOrBackslash(window[m_arnEnd])
                   && !QStringView(u",;)>]}").contains(window[m_arnEnd]))
                ++m_arnEnd;
            leaveOut(window.sliced(token.begin, m_arnEnd - token.begin).toString(), {}, LeftOutReason::Arn,
                     line);
        } else if (at + 1 < tokens.size()
                   && isBrokenByLineEnd(window, token, tokens[at + 1], isFirstOfLine)) {
            const Token &next = tokens[at + 1];
            m_isRestOfId = true;
            leaveOut(word + u' ' + window.sliced(next.begin, next.end - next.begin), {},
                     LeftOutReason::BrokenByLineEnd, line);
        } else if (const auto reason = likeness(word)) {
            leaveOut(word.toString(), idInside(word).toString(), *reason, line);
        } else {
            return;
        }
    }
    m_linesWithAnything += line != m_lastLine ? 1 : 0;
    m_lastLine = line;
}

bool IdFinder::Gathering::beginsArn(QStringView window, const Token &token) const
{
    return window.sliced(token.begin, token.end - token.begin) == "arn"_L1
        && window.sliced(token.end).startsWith(":aws"_L1);
}

/// The place in m_ids of the ID that stands here.
int IdFinder::Gathering::mention(QStringView window, const Tokens &tokens, size_t at)
{
    const QString text = window.sliced(tokens[at].begin, idLength).toString().toLower();
    const auto known = m_places.constFind(text);
    if (known != m_places.cend())
        return *known;
    const int place = static_cast<int>(m_ids.size());
    m_places.insert(text, place);
    FoundId found{.id = *TaskId::fromString(text),
                  .name = {},
                  .isTaken = false,
                  .line = m_linesBefore + tokens[at].line,
                  .around = around(window, tokens, at)};
    m_ids.push_back({std::move(found)});
    return place;
}

/// Some of the line on both sides, up to the next key.
QString IdFinder::Gathering::around(QStringView window, const Tokens &tokens, size_t at) const
{
    constexpr qsizetype before = 40;
    constexpr qsizetype behind = 40;
    qsizetype begin = tokens[at].begin;
    const qsizetype first =
        std::max<qsizetype>(at > 0 && tokens[at - 1].isKey ? tokens[at - 1].end : 0, begin - before);
    while (begin > first && !isLineEnd(window, begin - 1) && window[begin - 1] != u'\n')
        --begin;
    for (size_t i = at; i > 0 && tokens[i - 1].end > begin; --i) {
        if (tokens[i - 1].isKey)
            begin = std::max(begin, tokens[i - 1].end);
    }
    qsizetype end = tokens[at].end;
    qsizetype last = std::min(window.size(), end + behind);
    for (size_t i = at + 1; i < tokens.size() && tokens[i].begin < last; ++i) {
        if (tokens[i].isKey)
            last = tokens[i].begin;
    }
    while (end < last && !isLineEnd(window, end) && window[end] != u'\r')
        ++end;
    return window.sliced(begin, end - begin).toString().simplified();
}

void IdFinder::Gathering::leaveOut(const QString &text, const QString &id, LeftOutReason reason, int line)
{
    int &more = m_moreLeftOut[static_cast<size_t>(reason)];
    const bool isKey = reason == LeftOutReason::LooksLikeKey;
    if (!isKey && m_seenLeftOut.contains(text))
        return;
    const bool isFirst = !isOnlyCounted(reason)
        || std::none_of(m_leftOut.begin(), m_leftOut.end(),
                        [reason](const Word &word) { return word.reason == reason; });
    if (!isKey && m_seenLeftOut.size() >= mostRemembered) {
        ++more;
        return;
    }
    m_seenLeftOut.insert(text);
    if (isFirst)
        m_leftOut.push_back({text, id, reason, line});
    else
        ++more;
}

/// The strongest word on an ID counts: that it is a task, that it is another thing, then that nothing stands
/// against it.
void IdFinder::Gathering::decide(int id, const IdName &name, bool isTaken)
{
    Mentioned &mentioned = m_ids[static_cast<size_t>(id)];
    mentioned.isTakenUnnamed = mentioned.isTakenUnnamed || isTaken;
    const bool isStronger = name.reading == IdReading::Task
        || (name.reading == IdReading::Other && mentioned.found.name.reading == IdReading::Unnamed);
    if (isStronger)
        mentioned.found.name = name;
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
    m_arnEnd = std::max<qsizetype>(0, m_arnEnd - count);
}

FoundIds IdFinder::Gathering::result()
{
    constexpr qsizetype mostKeysToHide =
        100; // a text with more of them is shown without what stands around its IDs
    m_classifier.finish();
    FoundIds found;
    for (Mentioned &mentioned : m_ids) {
        FoundId &id = mentioned.found;
        if (m_keys.contains(id.id.toString()))
            continue;
        id.isTaken = id.name.reading == IdReading::Task
            || (id.name.reading == IdReading::Unnamed && mentioned.isTakenUnnamed);
        const bool holdsKey = std::any_of(m_keys.begin(), m_keys.end(), [&id](const QString &key) {
            return key.size() >= 4 && id.around.contains(key);
        });
        if (m_keys.size() > mostKeysToHide || holdsKey)
            id.around.clear();
        found.ids.push_back(std::move(id));
    }
    found.leftOutCounts = m_moreLeftOut;
    for (const Word &word : m_leftOut) {
        const bool isKey = word.reason == LeftOutReason::LooksLikeKey;
        if (!isKey && (m_keys.contains(word.text) || m_keys.contains(word.id)))
            continue; // the key again, elsewhere
        ++found.leftOutCounts[static_cast<size_t>(word.reason)];
        if (found.leftOut.size() < mostLeftOut)
            found.leftOut.push_back(
                {isKey ? QString() : word.text.left(longestLeftOutText), word.reason, word.line});
    }
    found.linesWithoutIds = m_linesNotBlank + (m_isLineBlank ? 0 : 1) - m_linesWithAnything;
    return found;
}

IdFinder::IdFinder() : m_gathering(std::make_unique<Gathering>()) { }

IdFinder::~IdFinder() = default;

void IdFinder::add(QStringView piece)
{
    addClean(m_ansi.take(piece));
}

void IdFinder::addClean(QStringView piece)
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
    addClean(m_ansi.finish());
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
    QSet<QString> seen;
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
        const auto id = isServiceId(word) ? TaskId::fromString(word.toString().toLower()) : TaskId::fromString(word);
        if (!id || hasKey || seen.contains(id->toString()))
            continue;
        seen.insert(id->toString());
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
