// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/responsewriter.h"

#include "core/taskid.h"
#include "reader/answerform.h"
#include "reader/jsonscanner.h"
#include "reader/jsontoken.h"
#include "reader/readlimits.h"
#include "reader/spelling.h"

#include <QIODevice>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace embedscope {

namespace {

constexpr qint64 copyBlock = 1 << 16;
/// What is longer tells nothing about a task that anybody would read.
constexpr qint64 mostOfMember = 1 << 16;

/// A member of an object: where its name (with quotes) and its value stand, the value perhaps with white space behind it.
struct Member
{
    std::string name; ///< decoded
    ByteRange key;
    ByteRange value = {-1, 0};
};

/// The members of the object at `range` that are whole; what is in their values is passed over.
std::vector<Member> membersOf(QIODevice &device, const ByteRange &range)
{
    std::vector<Member> members;
    constexpr int ofValues = 2;
    JsonScanner scanner(ofValues);
    scanner.skip(range.begin);
    if (!device.seek(range.begin))
        return members;
    bool isComplete = true; // the last one
    for (qint64 left = range.size; left > 0;) {
        const QByteArray block = device.read(std::min(left, copyBlock));
        if (block.isEmpty())
            break;
        left -= block.size();
        scanner.addBlock(block.constData(), static_cast<size_t>(block.size()));
        JsonScanner::Event event;
        while (scanner.next(event)) {
            const bool isBeginOfValue = event.depth == 1 ? event.kind == JsonScanner::Kind::Text || event.kind == JsonScanner::Kind::Other
                                                         : event.kind == JsonScanner::Kind::Open && event.depth == ofValues;
            if (event.depth == 1 && event.kind == JsonScanner::Kind::Key) {
                members.push_back({scanner.keyAt(1), {event.begin, event.end - event.begin}});
                isComplete = false;
            } else if (isBeginOfValue && !members.empty() && members.back().value.begin < 0) {
                members.back().value.begin = event.begin;
                scanner.setShownDepth(1);
            } else if (event.depth == 1 && (event.kind == JsonScanner::Kind::Comma || event.kind == JsonScanner::Kind::Close)) {
                if (!members.empty() && members.back().value.begin >= 0 && !isComplete)
                    members.back().value.size = event.begin - members.back().value.begin;
                isComplete = true;
                scanner.setShownDepth(ofValues);
            }
        }
    }
    std::erase_if(members, [](const Member &member) { return member.value.size <= 0; });
    return members;
}

QByteArray readRange(QIODevice &device, const ByteRange &range, qint64 most)
{
    return range.size <= most && device.seek(range.begin) ? device.read(range.size).trimmed() : QByteArray();
}

/// The text of a member that is a short string; else nothing.
std::optional<std::string> textOf(QIODevice &device, const Member &member)
{
    constexpr qint64 longestText = 4096;
    const QByteArray token = readRange(device, member.value, longestText);
    return token.startsWith('"') ? jsonString(std::string_view(token.constData(), static_cast<size_t>(token.size())))
                                 : std::nullopt;
}

/// The strings of a list; nothing where it is none, or holds anything else.
std::optional<std::vector<std::string>> textsOf(QIODevice &device, const Member &member)
{
    constexpr qint64 longestText = 4096;
    const QByteArray token = readRange(device, member.value, longestText);
    if (!token.startsWith('['))
        return std::nullopt;
    std::vector<std::string> texts;
    JsonScanner scanner(1);
    scanner.addBlock(token.constData(), static_cast<size_t>(token.size()));
    JsonScanner::Event event;
    while (scanner.next(event)) {
        if (event.kind == JsonScanner::Kind::Text)
            texts.push_back(scanner.text());
        else if (event.kind == JsonScanner::Kind::Other)
            return std::nullopt;
    }
    return texts;
}

/// The name that a member gets, with quotes: `name`, or its own where that is empty.
QByteArray itemKey(const std::string &name, QIODevice &device, const Member &member)
{
    return name.empty() ? readRange(device, member.key, mostOfMember) : '"' + QByteArray::fromStdString(name) + '"';
}

/// One writing of one response.
class Writing final
{
public:
    Writing(QIODevice &from, QIODevice &to) : m_from(from), m_to(to) { }

    bool response(const FoundResponse &response);
    bool task(const ByteRange &range);

private:
    void head(const std::vector<ByteRange> &owners, const QString &id, const std::vector<ByteRange> &items);
    void owner(const ByteRange &range, bool isNearest, const std::vector<ByteRange> &items);
    void known(std::string_view name, const Member &member);
    void metadata(const Member &member);
    void item(const ByteRange &range, bool isOfMedium);
    void member(std::string_view name, const QByteArray &value);
    void copyMember(const QByteArray &key, const Member &member);
    void begin(const QByteArray &key);
    void copy(const ByteRange &range);
    void put(QByteArrayView text) { m_isFine = m_isFine && m_to.write(text.data(), text.size()) == text.size(); }

    QIODevice &m_from;
    QIODevice &m_to;
    bool m_isFine = true;
    bool m_isFirst = true; ///< member of the object that is being written
    std::set<std::string, std::less<>> m_written; ///< fields of the task
};

bool Writing::response(const FoundResponse &response)
{
    head(response.owners, response.id, response.items);
    if (!m_written.contains("status"))
        member("status", "\"ready\"");
    begin("\"data\"");
    put("[");
    bool isFirst = true;
    for (const ByteRange &range : response.items) {
        put(std::exchange(isFirst, false) ? QByteArrayView() : QByteArrayView(","));
        item(range, response.isOfMedium);
    }
    put("]}");
    return m_isFine;
}

bool Writing::task(const ByteRange &range)
{
    head({range}, taskIdOf(m_from, range), {});
    put("}");
    return m_isFine;
}

void Writing::head(const std::vector<ByteRange> &owners, const QString &id, const std::vector<ByteRange> &items)
{
    put("{");
    m_written = {"_id", "data"};
    if (TaskId::fromString(id))
        member("_id", '"' + id.toUtf8() + '"');
    bool isNearest = true;
    for (const ByteRange &range : owners)
        owner(range, std::exchange(isNearest, false), items);
}

void Writing::owner(const ByteRange &range, bool isNearest, const std::vector<ByteRange> &items)
{
    const std::vector<Member> members = membersOf(m_from, range);
    for (const Member &each : members) {
        const qint64 end = each.value.begin + each.value.size;
        const auto item = std::ranges::lower_bound(items, each.value.begin, {}, &ByteRange::begin);
        const bool holdsItems = item != items.end() && item->begin < end;
        const std::string_view name = taskFieldName(each.name);
        if (holdsItems || each.value.size > mostOfMember || (name.empty() && !isNearest))
            continue;
        if (!m_written.insert(name.empty() ? each.name : std::string(name)).second)
            continue;
        if (name.empty())
            copyMember(readRange(m_from, each.key, mostOfMember), each);
        else
            known(name, each);
    }
}

void Writing::known(std::string_view name, const Member &member)
{
    const QByteArray key = '"' + QByteArray(name.data(), static_cast<qsizetype>(name.size())) + '"';
    if (name == "metadata")
        return metadata(member);
    const auto text = textOf(m_from, member);
    if (name == "status" && text && statusName(*text) != *text)
        return this->member(name, '"' + QByteArray::fromStdString(std::string(statusName(*text))) + '"');
    copyMember(key, member);
}

/// Its members under the names that they have in a task's response; what is no object is left as it is.
void Writing::metadata(const Member &member)
{
    begin("\"metadata\"");
    if (!readRange(m_from, {member.value.begin, 1}, 1).startsWith('{'))
        return copy(member.value);
    put("{");
    m_isFirst = true;
    std::set<std::string> written;
    for (const Member &each : membersOf(m_from, member.value)) {
        const std::string name = metadataFieldName(each.name);
        const bool isList = name == "embedding_options" || name == "embedding_scopes";
        const auto text = isList ? textOf(m_from, each) : std::nullopt;
        if (!written.insert(name).second) {
            continue;
        } else if (text) {
            this->member(name, "[" + readRange(m_from, each.value, mostOfMember) + "]");
        } else {
            copyMember(itemKey(name, m_from, each), each);
        }
    }
    put("}");
    m_isFirst = false;
}

void Writing::item(const ByteRange &range, bool isOfMedium)
{
    put("{");
    m_isFirst = true;
    std::set<std::string, std::less<>> written;
    const std::vector<Member> members = membersOf(m_from, range);
    for (const Member &each : members) {
        const std::string_view name = itemFieldName(each.name);
        if (!written.insert(name.empty() ? each.name : std::string(name)).second)
            continue;
        const bool isName = name == "embedding_option" || name == "embedding_scope";
        const auto texts = isName ? textsOf(m_from, each) : std::nullopt;
        const auto text = isName && isOfMedium ? textOf(m_from, each) : std::nullopt;
        if (texts && !texts->empty()) {
            const std::string &one = texts->size() == 1 ? texts->front() : std::string("fused");
            member(name, '"' + QByteArray::fromStdString(one) + '"');
        } else if (text && (todaysModality(*text) != *text || todaysScope(*text) != *text)) {
            const std::string_view today = name == "embedding_option" ? todaysModality(*text) : todaysScope(*text);
            member(name, '"' + QByteArray(today.data(), static_cast<qsizetype>(today.size())) + '"');
        } else {
            copyMember(itemKey(std::string(name), m_from, each), each);
        }
    }
    put("}");
    m_isFirst = false;
}

void Writing::member(std::string_view name, const QByteArray &value)
{
    m_written.insert(std::string(name));
    begin('"' + QByteArray(name.data(), static_cast<qsizetype>(name.size())) + '"');
    put(value);
}

void Writing::copyMember(const QByteArray &key, const Member &member)
{
    begin(key);
    copy(member.value);
}

void Writing::begin(const QByteArray &key)
{
    if (!std::exchange(m_isFirst, false))
        put(",");
    put(key);
    put(":");
}

void Writing::copy(const ByteRange &range)
{
    m_isFine = m_isFine && m_from.seek(range.begin);
    for (qint64 left = range.size; left > 0 && m_isFine;) {
        const QByteArray block = m_from.read(std::min(left, copyBlock));
        m_isFine = !block.isEmpty();
        put(block);
        left -= block.size();
    }
}

} // namespace

bool writeResponse(QIODevice &from, const FoundResponse &response, QIODevice &to)
{
    return Writing(from, to).response(response);
}

bool writeTask(QIODevice &from, const ByteRange &task, QIODevice &to)
{
    return Writing(from, to).task(task);
}

QString taskIdOf(QIODevice &from, const ByteRange &task)
{
    const std::vector<Member> members = membersOf(from, task);
    for (const Member &member : members) {
        const auto text = taskFieldName(member.name) == "_id" ? textOf(from, member) : std::nullopt;
        if (text && TaskId::fromString(QString::fromStdString(*text)))
            return QString::fromStdString(*text);
    }
    return {};
}

} // namespace embedscope
