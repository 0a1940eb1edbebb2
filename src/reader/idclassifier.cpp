// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/idclassifier.h"

#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr size_t deepest = 256;
constexpr qsizetype longestHeader = 1000;
constexpr qsizetype longestKey = 64;
constexpr int mostLinesOfRow = 200;
constexpr QStringView delimiters = u",;\t|";

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'';
}

void append(std::vector<int> &ids, int id)
{
    if (ids.empty() || ids.back() != id)
        ids.push_back(id);
}

void moveTo(std::vector<int> &to, std::vector<int> &from)
{
    if (to.size() < from.size())
        std::swap(to, from);
    to.insert(to.end(), from.begin(), from.end());
    from.clear();
}

/// "Night 1.mp4": says which one, not what it is.
bool isFileName(QStringView name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const qsizetype length = name.size() - dot - 1;
    return dot > 0 && length >= 2 && length <= 5
        && std::all_of(name.begin() + dot + 1, name.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

bool isPlural(QStringView name)
{
    return name.endsWith(u's', Qt::CaseInsensitive);
}

/// A cell of a header: a short name, or nothing where a table has its row numbers.
bool isColumnName(QStringView cell)
{
    constexpr qsizetype longest = 40;
    return cell.size() <= longest && (cell.isEmpty() || cell[0].isLetter() || cell[0] == u'_')
        && std::all_of(cell.begin(), cell.end(), [](QChar c) {
               return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u' ' || c == u'.';
           });
}

/// The cells of a header, or nothing where the line is none.
QList<QStringView> headerCells(QStringView line, QChar delimiter)
{
    QList<QStringView> cells;
    for (QStringView cell : line.split(delimiter)) {
        cell = cell.trimmed();
        while (!cell.isEmpty() && (isQuote(cell.front()) || cell.front() == QChar::ByteOrderMark))
            cell = cell.sliced(1);
        while (!cell.isEmpty() && isQuote(cell.back()))
            cell.chop(1);
        if (!isColumnName(cell))
            return {};
        cells += cell;
    }
    return cells;
}

} // namespace

void IdClassifier::close(Group &group, Group *outer)
{
    const auto leave = [this](std::vector<int> &ids) {
        for (const int id : ids)
            m_decide(id, {}, false);
        ids.clear();
    };
    if (group.holdsTask || group.holdsTaskFurtherIn) {
        leave(group.unnamed);
        if (outer)
            outer->holdsTaskFurtherIn = true;
    }
    if (group.holdsTask)
        leave(group.unnamedFurtherIn);
    moveTo(group.unnamedFurtherIn, group.unnamed);
    if (outer) {
        moveTo(outer->unnamedFurtherIn, group.unnamedFurtherIn);
    } else {
        for (const int id : group.unnamedFurtherIn)
            m_decide(id, {}, true);
    }
    group = {};
}

void IdClassifier::separator(QChar c)
{
    const bool isSecondOfLineEnd = c == u'\n' && m_wasReturn;
    m_wasReturn = c == u'\r';
    if (isSecondOfLineEnd)
        return;
    if (m_frames.empty())
        lineSeparator(c == u'\r' ? u'\n' : c);
    else if (m_isInText)
        textSeparator(c);
    else
        jsonSeparator(c);
}

void IdClassifier::word(QStringView word)
{
    m_wasReturn = false;
    if (m_isInText) {
        m_isEscaped = false;
        if (m_text.size() <= longestKey)
            m_text += word;
        m_textNames.word(word);
        return;
    }
    if (!m_frames.empty() && mayFollow(word))
        return;
    dropOpenings();
    m_isLineBlank = false;
    if (m_lineText.size() <= longestHeader)
        m_lineText += word;
    m_names.word(word);
}

void IdClassifier::id(int id, QStringView word)
{
    m_wasReturn = false;
    if (m_isInText) {
        m_isEscaped = false;
        if (m_text.size() <= longestKey)
            m_text += word;
        const IdName name = m_textNames.id();
        if (name.reading == IdReading::Unnamed)
            append(m_textUnnamed, id);
        else
            jsonId(id, name);
        m_textGroup.holdsTask = m_textGroup.holdsTask || name.reading == IdReading::Task;
        return;
    }
    if (!m_frames.empty() && mayFollow(word)) {
        jsonId(id, {});
        return;
    }
    dropOpenings();
    m_isLineBlank = false;
    m_lineIds.push_back({id, m_names.id(), m_cell});
}

void IdClassifier::finish()
{
    leaveJson();
    dropOpenings();
    endLine();
}

// Lines

void IdClassifier::lineSeparator(QChar c)
{
    if (isOpening(c)) {
        m_openings += c;
    } else if (!m_openings.isEmpty() && c == u'\n') {
        m_isLineEndHeld = true;
        return;
    } else if (!m_openings.isEmpty() && isQuote(c)) {
        begin(c);
        return;
    } else if (!c.isSpace()) {
        dropOpenings();
    }
    if (c == u'\n') {
        if (m_isCellQuoted && !m_columns.empty() && ++m_rowLines < mostLinesOfRow) // a cell of several lines
            m_names.separator(c);
        else
            endLine();
        return;
    }
    if (!c.isSpace() && c != QChar::ByteOrderMark)
        m_isLineBlank = false;
    if (m_lineText.size() <= longestHeader)
        m_lineText += c;
    m_names.separator(c);
    if (m_columns.empty())
        return;
    if (c == u'"')
        m_isCellQuoted = !m_isCellQuoted;
    else if (c == m_delimiter && !m_isCellQuoted)
        nextCell();
}

/// A bracket with which JSON may begin: none that follows a word at once (`task["id"]`), and none in the
/// middle of a CSV row.
bool IdClassifier::isOpening(QChar c)
{
    if (c != u'{' && c != u'[')
        return false;
    if (!m_openings.isEmpty())
        return m_openings.size() < static_cast<qsizetype>(deepest);
    return !(c == u'[' && m_names.isBehindWord()) && (m_columns.empty() || m_isLineBlank);
}

void IdClassifier::dropOpenings()
{
    m_openings.clear();
    if (std::exchange(m_isLineEndHeld, false))
        endLine();
}

void IdClassifier::nextCell()
{
    ++m_cell;
    m_names.reset();
}

NameMeaning IdClassifier::columnOf(const LineId &id) const
{
    if (id.name.reading != IdReading::Unnamed || static_cast<size_t>(id.cell) >= m_columns.size())
        return {id.name, false};
    return m_columns[static_cast<size_t>(id.cell)];
}

void IdClassifier::endLine()
{
    const bool isRow = !m_columns.empty() && static_cast<size_t>(m_cell) + 1 == m_columns.size();
    if (!isRow) {
        m_columns.clear();
        becomesHeader();
    }
    std::vector<std::pair<int, IdName>> decided;
    for (const LineId &lineId : m_lineIds) {
        const NameMeaning column = isRow ? columnOf(lineId) : NameMeaning{lineId.name, false};
        const bool hasStatus = isRow && column.isPlainId && m_hasStatusColumn;
        const IdName name = hasStatus ? IdName{IdReading::Task, {}} : column.name;
        m_line.holdsTask = m_line.holdsTask || name.reading == IdReading::Task;
        if (name.reading == IdReading::Unnamed)
            append(m_line.unnamed, lineId.id);
        else
            m_decide(lineId.id, name, name.reading == IdReading::Task);
    }
    close(m_line, nullptr);
    m_lineIds.clear();
    m_lineText.clear();
    m_isAfterBlank = m_isLineBlank;
    m_isLineBlank = true;
    m_names.reset();
    m_cell = 0;
    m_isCellQuoted = false;
    m_rowLines = 0;
}

/// Whether the line names columns, at the text's beginning, behind a blank line, or between lines of a table
/// (|).
bool IdClassifier::becomesHeader()
{
    if (!m_lineIds.empty() || m_isLineBlank || m_lineText.size() > longestHeader)
        return false;
    for (const QChar delimiter : delimiters) {
        const bool isPlace = m_isAfterBlank || delimiter == u'|' || delimiter == u'\t';
        if (!isPlace || !m_lineText.contains(delimiter))
            continue;
        bool saysAnything = false;
        bool hasStatus = false;
        std::vector<NameMeaning> columns;
        for (const QStringView cell : headerCells(m_lineText, delimiter)) {
            columns.push_back(meaningOf(cell));
            saysAnything =
                saysAnything || columns.back().isPlainId || columns.back().name.reading != IdReading::Unnamed;
            hasStatus = hasStatus || cell.compare("status"_L1, Qt::CaseInsensitive) == 0;
        }
        if (!saysAnything)
            continue;
        m_columns = std::move(columns);
        m_hasStatusColumn = hasStatus;
        m_delimiter = delimiter;
        return true;
    }
    return false;
}

// JSON

/// The brackets that stand open begin JSON: a text in quotes follows.
void IdClassifier::begin(QChar quote)
{
    m_openingName = m_names.container();
    m_isLineEndHeld = false;
    m_columns.clear();
    for (const QChar opening : std::exchange(m_openings, {}))
        open(opening == u'{');
    jsonSeparator(quote);
}

void IdClassifier::open(bool isObject)
{
    Frame frame;
    frame.isObject = isObject;
    if (m_frames.empty()) {
        frame.container = std::exchange(m_openingName, {});
        frame.isMap = true;
    } else {
        Frame &outer = m_frames.back();
        outer.hasValue = true;
        outer.isJoined = false;
        const bool isNamed = outer.isObject && outer.hasKey;
        frame.container = isNamed ? meaningIn(outer) : outer.container;
        frame.isOwnedByNoun = isNamed
            ? meaningOfWord(outer.key).name.reading == IdReading::Other && !outer.key.contains(u'_')
            : outer.isOwnedByNoun;
        frame.isMap = isNamed && isPlural(outer.key);
    }
    m_frames.push_back(std::move(frame));
}

void IdClassifier::closeFrame()
{
    Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    const bool isTask = frame.hasStatus && !frame.isOwnedByNoun;
    const IdName name = isTask ? IdName{IdReading::Task, {}} : frame.container.name;
    frame.group.holdsTask =
        frame.group.holdsTask || (!frame.plainIds.empty() && name.reading == IdReading::Task);
    for (const int id : frame.plainIds) {
        if (name.reading == IdReading::Unnamed)
            append(frame.group.unnamed, id);
        else
            m_decide(id, name, name.reading == IdReading::Task);
    }
    close(frame.group, m_frames.empty() ? &m_line : &m_frames.back().group);
    if (m_frames.empty())
        m_names.reset();
}

/// It has ended, or what follows is none.
void IdClassifier::leaveJson()
{
    if (m_isInText)
        endText();
    while (!m_frames.empty())
        closeFrame();
}

void IdClassifier::jsonSeparator(QChar c)
{
    Frame &frame = m_frames.back();
    if (c.isSpace())
        return;
    if (isQuote(c)) {
        m_isInText = true;
        m_quote = c;
        m_text.clear();
        m_textNames.reset();
    } else if (c == u'{' || c == u'[') {
        if (m_frames.size() < deepest)
            open(c == u'{');
        else
            leaveJson();
    } else if (c == u'}' || c == u']') {
        if (frame.isObject != (c == u'}'))
            leaveJson();
        else
            closeFrame();
    } else if (c == u',') {
        frame.hasKey = frame.hasName = frame.hasValue = frame.isJoined = false;
    } else if (c == u':' && frame.isObject && !frame.hasKey && frame.hasName) {
        frame.hasKey = true;
        frame.hasStatus = frame.hasStatus || frame.key.compare("status"_L1, Qt::CaseInsensitive) == 0;
    } else if (c == u':' || c == u'=') {
        if (!frame.isJoined) // datetime(hour=5)
            leaveJson();
    } else {
        frame.isJoined = true;
    }
}

/// Whether a word outside of quotes may stand here; else what is here is no JSON (any more), and it is left.
bool IdClassifier::mayFollow(QStringView word)
{
    Frame &frame = m_frames.back();
    if (frame.isObject && !frame.hasKey) {
        if (!frame.hasName) {
            frame.key = word.left(longestKey).toString();
            frame.hasName = true;
            return true;
        }
    } else {
        const bool isNumber = word[0].isDigit() || word[0] == u'-';
        if (!frame.hasValue || frame.isJoined || isNumber) {
            frame.hasValue = true;
            frame.isJoined = false;
            if (frame.isObject && word == "ObjectId"_L1)
                frame.key = frame.key.contains("task"_L1, Qt::CaseInsensitive) ? frame.key : u"$oid"_s;
            return true;
        }
    }
    leaveJson();
    return false;
}

/// What the key means in its object.
NameMeaning IdClassifier::meaningIn(const Frame &frame) const
{
    if (!frame.isObject || !frame.hasKey || isFileName(frame.key))
        return frame.container;
    const NameMeaning meaning = meaningOf(frame.key);
    if (meaning.name.other == databaseRecord && frame.container.name.reading == IdReading::Task)
        return frame.container;
    if (meaning.isPlainId)
        return {frame.container.name, true};
    return meaning.name.reading == IdReading::Unnamed && frame.isMap ? frame.container : meaning;
}

void IdClassifier::jsonId(int id, IdName inText)
{
    Frame &frame = m_frames.back();
    NameMeaning meaning{inText, false};
    if (inText.reading == IdReading::Unnamed)
        meaning = meaningIn(frame);
    const bool isPlainKey = frame.isObject && frame.hasKey && inText.reading == IdReading::Unnamed
        && meaningOf(frame.key).isPlainId;
    if (isPlainKey) {
        append(frame.plainIds, id);
    } else if (meaning.name.reading == IdReading::Unnamed) {
        append(frame.isObject ? frame.group.unnamed : frame.group.unnamedFurtherIn, id);
    } else {
        const bool isTask = meaning.name.reading == IdReading::Task;
        m_decide(id, meaning.name, isTask);
        if (isTask)
            (frame.isObject ? frame.group.holdsTask : frame.group.holdsTaskFurtherIn) = true;
    }
}

// Texts in quotes

void IdClassifier::textSeparator(QChar c)
{
    if (m_text.size() <= longestKey)
        m_text += c;
    if (std::exchange(m_isEscaped, false)) {
        if (c == u'n' || c == u'r')
            endTextLine();
        else
            m_textNames.separator(c == u't' ? u' ' : c);
    } else if (c == u'\\') {
        m_isEscaped = true;
    } else if (c == m_quote) {
        m_text.chop(1);
        endText();
    } else if (c == u'\n' || c == u'\r') {
        leaveJson(); // no text in quotes goes over a line's end
        lineSeparator(u'\n');
    } else {
        m_textNames.separator(c);
    }
}

void IdClassifier::endTextLine()
{
    for (const int id : m_textUnnamed) {
        if (m_textGroup.holdsTask)
            m_decide(id, {}, false);
        else
            jsonId(id, {});
    }
    m_textUnnamed.clear();
    m_textGroup = {};
    m_textNames.reset();
}

void IdClassifier::endText()
{
    endTextLine();
    m_isInText = false;
    m_isEscaped = false;
    Frame &frame = m_frames.back();
    if (frame.isObject && !frame.hasKey) {
        frame.key = m_text.left(longestKey);
        frame.hasName = true;
    } else {
        frame.hasValue = true;
        frame.isJoined = false;
    }
}

} // namespace embedscope
