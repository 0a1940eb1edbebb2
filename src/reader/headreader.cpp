// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/headreader.h"

#include "reader/answerform.h"
#include "reader/isodate.h"
#include "reader/metadatareader.h"
#include "reader/utf8.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

using Kind = JsonWalker::Kind;

constexpr std::array<std::string_view, 7> headKeyNames = {"_id",   "status",   "created_at", "updated_at",
                                                          "error", "metadata", "data"};

} // namespace

enum class HeadReader::Key : unsigned { Id, Status, CreatedAt, UpdatedAt, Error, Metadata, Data };

bool HeadReader::read(JsonWalker &walker, std::string_view skeleton, size_t allocated)
{
    JsonWalker::Object object;
    if (!walker.open(skeleton.data(), skeleton.size(), allocated) || !walker.rootObject(object))
        return false;
    for (auto result : object) {
        JsonWalker::Field field;
        if (const auto error = std::move(result).get(field))
            return walker.failBefore(error);
        if (!readField(walker, field))
            return false;
    }
    return walker.finish();
}

bool HeadReader::readField(JsonWalker &walker, JsonWalker::Field &field)
{
    std::string_view name;
    if (!walker.readKey(field, name))
        return false;
    const auto *const known = std::find(headKeyNames.begin(), headKeyNames.end(), name);
    if (known == headKeyNames.end())
        return isOlderContainer(name) ? readOlder(walker, fromUtf8(name), field.value())
                                      : walker.skip(field.value());
    const QString key = fromUtf8(name);
    if (!m_seen.contains(key))
        m_seen.append(key);
    else if (!m_twice.contains(key))
        m_twice.append(key);
    bool isOdd = false;
    if (!readKnown(walker, Key(known - headKeyNames.begin()), field.value(), isOdd))
        return false;
    m_odd.removeAll(key);
    if (isOdd)
        m_odd.append(key);
    return true;
}

/// The value of a known key. It replaces what an earlier value of the same key left.
bool HeadReader::readKnown(JsonWalker &walker, Key key, JsonWalker::Value &value, bool &isOdd)
{
    switch (key) {
    case Key::Id:
        return readText(walker, value, m_id);
    case Key::Status:
        return readText(walker, value, m_status);
    case Key::CreatedAt:
        return readDate(walker, value, m_createdAt, isOdd);
    case Key::UpdatedAt:
        return readDate(walker, value, m_updatedAt, isOdd);
    case Key::Error:
        return readError(walker, value, isOdd);
    case Key::Metadata:
        return readMetadata(walker, value, isOdd);
    case Key::Data:
        break;
    }
    return readData(walker, value, isOdd);
}

bool HeadReader::readText(JsonWalker &walker, JsonWalker::Value &value, std::optional<QString> &text)
{
    text.reset();
    if (JsonWalker::kind(value) != Kind::String)
        return walker.skip(value);
    std::string_view view;
    if (!walker.readString(value, view))
        return false;
    text = fromUtf8(view);
    return true;
}

bool HeadReader::readDate(JsonWalker &walker, JsonWalker::Value &value, QDateTime &date, bool &isOdd)
{
    const bool isNull = JsonWalker::kind(value) == Kind::Null;
    std::optional<QString> text;
    if (!readText(walker, value, text))
        return false;
    date = text ? readIsoDate(*text) : QDateTime();
    isOdd = !isNull && !date.isValid();
    return true;
}

/// {"message": "..."}; a plain string is taken as well.
bool HeadReader::readError(JsonWalker &walker, JsonWalker::Value &value, bool &isOdd)
{
    m_errorMessage.clear();
    const Kind kind = JsonWalker::kind(value);
    std::optional<QString> message;
    isOdd = kind != Kind::String && kind != Kind::Null;
    if (kind != Kind::Object) {
        if (!readText(walker, value, message))
            return false;
        m_errorMessage = message.value_or(QString());
        return true;
    }
    JsonWalker::Object object;
    if (const auto error = value.get_object().get(object))
        return walker.failBefore(error);
    for (auto result : object) {
        JsonWalker::Field field;
        std::string_view name;
        if (const auto error = std::move(result).get(field))
            return walker.failBefore(error);
        if (!walker.readKey(field, name))
            return false;
        if (!(name == "message" ? readText(walker, field.value(), message) : walker.skip(field.value())))
            return false;
    }
    isOdd = !message;
    m_errorMessage = message.value_or(QString());
    return true;
}

bool HeadReader::readMetadata(JsonWalker &walker, JsonWalker::Value &value, bool &isOdd)
{
    m_metadata.reset();
    m_metadataFindings.clear();
    const Kind kind = JsonWalker::kind(value);
    isOdd = kind != Kind::Object && kind != Kind::Null;
    if (kind != Kind::Object)
        return walker.skip(value);
    MetadataReader reader;
    if (!reader.read(walker, value))
        return false;
    m_metadata = reader.metadata();
    m_metadataFindings = reader.findings();
    return true;
}

/// {"metadata": {...}, "segments": []}: the segments were cut out of it.
bool HeadReader::readOlder(JsonWalker &walker, const QString &key, JsonWalker::Value &value)
{
    if (JsonWalker::kind(value) != Kind::Object)
        return walker.skip(value);
    m_hasOlder = true;
    JsonWalker::Object object;
    if (const auto error = value.get_object().get(object))
        return walker.failBefore(error);
    for (auto result : object) {
        JsonWalker::Field field;
        std::string_view name;
        bool isOdd = false;
        if (const auto error = std::move(result).get(field))
            return walker.failBefore(error);
        if (!walker.readKey(field, name))
            return false;
        if (!(name == "metadata" ? readMetadata(walker, field.value(), isOdd) : walker.skip(field.value())))
            return false;
    }
    if (m_metadata && m_metadata->inputType.isEmpty())
        m_metadata->inputType = key.section(u'_', 0, 0);
    return true;
}

bool HeadReader::isOlderForm() const
{
    return m_hasOlder && !m_seen.contains("data"_L1);
}

bool HeadReader::readData(JsonWalker &walker, JsonWalker::Value &value, bool &isOdd)
{
    const Kind kind = JsonWalker::kind(value);
    m_hasData = kind == Kind::Array;
    isOdd = kind != Kind::Array && kind != Kind::Null;
    return walker.skip(value); // its items were cut out
}

FindingList HeadReader::findings() const
{
    FindingList list;
    for (const QString &key : m_twice)
        list.add(FindingKind::DuplicateKey, key);
    for (const QString &key : m_odd)
        list.add(FindingKind::FieldOdd, key);
    for (const Finding &finding : m_metadataFindings.findings())
        list.add(finding);
    return list;
}

} // namespace embedscope
