// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/metadatareader.h"

#include "reader/readlimits.h"
#include "reader/utf8.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

using Kind = JsonWalker::Kind;

/// A member's JSON text, cut at 4,096 characters.
QString cutText(std::string_view raw)
{
    constexpr size_t most = 4096;
    const size_t end = raw.find_last_not_of(" \t\r\n") + 1;
    // No character has more than four bytes: what is left out here lies behind the cut.
    return fromUtf8(raw.substr(0, std::min(end, 4 * most))).left(most);
}

} // namespace

bool MetadataReader::read(JsonWalker &walker, JsonWalker::Value &value)
{
    JsonWalker::Object object;
    if (const auto error = value.get_object().get(object))
        return walker.failBefore(error);
    for (auto result : object) {
        JsonWalker::Field field;
        std::string_view key;
        if (const auto error = std::move(result).get(field))
            return walker.failBefore(error);
        if (!walker.readKey(field, key) || !readMember(walker, fromUtf8(key), field.value()))
            return false;
    }
    for (const QString &key : std::as_const(m_odd))
        m_findings.add(FindingKind::FieldOdd, key);
    return true;
}

bool MetadataReader::readMember(JsonWalker &walker, const QString &key, JsonWalker::Value &value)
{
    const Kind kind = JsonWalker::kind(value);
    std::string_view raw = value.raw_json_token();
    bool isKnown = true;
    bool isOdd = false;
    if (!readValue(walker, key, value, isKnown, isOdd))
        return false;
    // A token ends where the next begins, an object or array where the walk has come to.
    if (kind == Kind::Object || kind == Kind::Array)
        raw = std::string_view(raw.data(), static_cast<size_t>(walker.place() - raw.data()));
    if (m_metadata.members.size() < most::metadataMembers)
        m_metadata.members.emplace_back(key, cutText(raw));
    else
        m_findings.add(FindingKind::FieldOdd, u"metadata"_s);
    if (!isKnown)
        return true;
    if (m_seen.contains(key))
        m_findings.add(FindingKind::DuplicateKey, key);
    else
        m_seen.append(key);
    m_odd.removeAll(key);
    if (isOdd)
        m_odd.append(key);
    return true;
}

bool MetadataReader::readValue(JsonWalker &walker, const QString &key, JsonWalker::Value &value,
                               bool &isKnown, bool &isOdd)
{
    if (key == "input_type"_L1)
        return readText(walker, value, m_metadata.inputType, isOdd);
    if (key == "input_url"_L1)
        return readText(walker, value, m_metadata.inputUrl, isOdd);
    if (key == "input_filename"_L1)
        return readText(walker, value, m_metadata.inputFilename, isOdd);
    if (key == "clip_length"_L1)
        return readSeconds(walker, value, m_metadata.clipLengthSec, isOdd);
    if (key == "duration"_L1)
        return readSeconds(walker, value, m_metadata.durationSec, isOdd);
    if (key == "start_offset_sec"_L1)
        return readSeconds(walker, value, m_metadata.startOffsetSec, isOdd);
    if (key == "end_offset_sec"_L1)
        return readSeconds(walker, value, m_metadata.endOffsetSec, isOdd);
    if (key == "embedding_options"_L1)
        return readTexts(walker, value, m_metadata.embeddingOptions, isOdd);
    if (key == "embedding_scopes"_L1)
        return readTexts(walker, value, m_metadata.embeddingScopes, isOdd);
    isKnown = false;
    return walker.skip(value);
}

bool MetadataReader::readText(JsonWalker &walker, JsonWalker::Value &value, QString &text, bool &isOdd)
{
    const Kind kind = JsonWalker::kind(value);
    std::string_view view;
    if (!(kind == Kind::String ? walker.readString(value, view) : walker.skip(value)))
        return false;
    text = fromUtf8(view);
    isOdd = kind != Kind::String && kind != Kind::Null;
    return true;
}

/// Lengths and offsets: numbers that are not negative.
bool MetadataReader::readSeconds(JsonWalker &walker, JsonWalker::Value &value, std::optional<double> &seconds,
                                 bool &isOdd)
{
    const Kind kind = JsonWalker::kind(value);
    double number = 0;
    if (!(kind == Kind::Number ? walker.readNumber(value, number) : walker.skip(value)))
        return false;
    seconds.reset();
    isOdd = kind != Kind::Null;
    if (kind == Kind::Number && std::isfinite(number)) {
        seconds = number;
        isOdd = number < 0;
    }
    return true;
}

bool MetadataReader::readTexts(JsonWalker &walker, JsonWalker::Value &value, QStringList &texts, bool &isOdd)
{
    texts.clear();
    if (JsonWalker::kind(value) != Kind::Array) {
        isOdd = JsonWalker::kind(value) != Kind::Null;
        return walker.skip(value);
    }
    JsonWalker::Array array;
    if (const auto error = value.get_array().get(array))
        return walker.failBefore(error);
    for (auto result : array) {
        JsonWalker::Value element;
        if (const auto error = std::move(result).get(element))
            return walker.failBefore(error);
        std::string_view text;
        const bool isText = JsonWalker::kind(element) == Kind::String;
        if (!(isText ? walker.readString(element, text) : walker.skip(element)))
            return false;
        const bool isKept = isText && texts.size() < most::metadataNames;
        if (isKept)
            texts.append(fromUtf8(text));
        isOdd = isOdd || !isKept;
    }
    return true;
}

} // namespace embedscope
