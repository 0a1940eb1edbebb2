// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/segmentreader.h"

#include "reader/jsontoken.h"
#include "reader/readlimits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace embedscope {

namespace {

using Kind = JsonWalker::Kind;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

constexpr size_t keyCount = ItemKeys().size();

/// The L2 norm of finite numbers where the plain sum of their squares leaves the range in which a double is
/// exact.
bool readScaledNorm(JsonWalker &walker, JsonWalker::Array &numbers, double &norm)
{
    norm = 0;
    if (const auto error = numbers.reset().error())
        return walker.failBefore(error);
    for (auto result : numbers) {
        JsonWalker::Value element;
        double number = 0;
        if (const auto error = std::move(result).get(element))
            return walker.failBefore(error);
        if (!walker.readNumber(element, number))
            return false;
        norm = std::hypot(norm, number);
    }
    return true;
}

bool isQuotedNumber(std::string_view token)
{
    const size_t end = token.find('"', 1);
    return token.starts_with('"') && end != std::string_view::npos && end > 1 && isJsonNumber(token.substr(1, end - 1));
}

} // namespace

/// What is known of an item while its fields come in, in any order.
struct SegmentReader::Item
{
    double startSec = nan;
    double endSec = nan;
    double norm = nan;
    quint32 length = 0;
    std::string modality;
    std::string scope;
    bool hasVector = false; ///< `embedding` is an array
    bool isNumeric = true; ///< nothing but numbers in the vector
    bool isEncoded = false; ///< `embedding` is a string
    bool isNested = false; ///< what is no number in the vector is first a list,
    bool isOfTexts = false; ///< or first a string that is a number
    bool isStartText = false; ///< a string
    bool isEndText = false;
    bool isFinite = true;
    std::optional<quint32> startPage = std::nullopt; ///< from 1
    std::optional<quint32> endPage = std::nullopt;
    std::optional<quint32> chunk = std::nullopt; ///< from 0
    std::string quadrant = {}; ///< empty: the whole page
    double uncertainty = nan; ///< the mean
    quint32 uncertaintyLength = 0;
    bool isUncertaintyOdd = false; ///< no array of numbers, and not null
    std::array<bool, keyCount> seen = {};
    std::array<bool, keyCount> twice = {};
    std::array<bool, keyCount> odd = {}; ///< the value has an unexpected type
};

void SegmentReader::clear()
{
    m_itemCount = 0;
    m_vectorKeys = 0;
    m_segments.clear();
    m_units.clear();
    m_matrix.clear();
    m_modalities.clear();
    m_scopes.clear();
    m_findings.clear();
}

bool SegmentReader::read(JsonWalker &walker, JsonWalker::Array items, size_t bytes)
{
    // A number takes two bytes at least, so the loop over the numbers needs no check for room. What is
    // reserved here and never written costs address space, not memory.
    m_room = m_matrix.reserveAtEnd(bytes / 2 + 1);
    for (auto result : items) {
        JsonWalker::Value item;
        if (const auto error = std::move(result).get(item))
            return walker.failBefore(error);
        if (m_itemCount >= m_limits.items)
            return walker.failAt(item.raw_json_token().data(),
                                 "data has more items than the program can hold");
        if (JsonWalker::kind(item) == Kind::Object) {
            if (!readItem(walker, item))
                return false;
        } else {
            m_findings.addAt(m_itemCount, FindingKind::ItemNotObject);
            if (!walker.skip(item))
                return false;
        }
        ++m_itemCount;
    }
    return true;
}

AxisUnit SegmentReader::settleAxis(bool hasClock)
{
    std::array<size_t, 3> counts{}; // by unit
    for (size_t i = 0; i < m_segments.size(); ++i) {
        if (m_segments[i].hasTimes())
            ++counts.at(static_cast<size_t>(m_units[i]));
    }
    const auto most = std::ranges::max_element(counts);
    if (*most == 0)
        return hasClock ? AxisUnit::Seconds : AxisUnit::None;
    const auto unit = static_cast<AxisUnit>(most - counts.begin());
    for (size_t i = 0; i < m_segments.size(); ++i) {
        if (m_units[i] != unit)
            m_segments[i].startSec = m_segments[i].endSec = nan;
    }
    return unit;
}

bool SegmentReader::readItem(JsonWalker &walker, JsonWalker::Value &value)
{
    JsonWalker::Object object;
    if (const auto error = value.get_object().get(object))
        return walker.failBefore(error);
    Item item;
    for (auto result : object) {
        JsonWalker::Field field;
        std::string_view name;
        if (const auto error = std::move(result).get(field))
            return walker.failBefore(error);
        if (!walker.readKey(field, name))
            return false;
        const auto index = static_cast<size_t>(std::find(m_keys.begin(), m_keys.end(), name) - m_keys.begin());
        if (!(index < keyCount ? readField(walker, item, Key(index), field.value())
                                          : walker.skip(field.value())))
            return false;
    }
    return keep(item)
        || walker.failAt(walker.place(), "data names more than 65,535 different modalities or scopes");
}

/// The value of a known key. It replaces what an earlier value of the same key left.
bool SegmentReader::readField(JsonWalker &walker, Item &item, Key key, JsonWalker::Value &value)
{
    const auto index = static_cast<size_t>(key);
    item.twice.at(index) = item.seen.at(index);
    item.seen.at(index) = true;
    item.odd.at(index) = false;

    const Kind kind = JsonWalker::kind(value);
    if (key == Key::Embedding) {
        item.hasVector = kind == Kind::Array;
        item.isEncoded = kind == Kind::String;
        item.length = 0;
        item.norm = nan;
        return item.hasVector ? readVector(walker, item, value) : walker.skip(value);
    }
    if (key == Key::Start || key == Key::End) {
        double &time = key == Key::Start ? item.startSec : item.endSec;
        time = nan;
        if (kind == Kind::Number && !walker.readNumber(value, time))
            return false;
        item.odd.at(index) = kind == Kind::Number ? !std::isfinite(time) : kind != Kind::Null && kind != Kind::String;
        (key == Key::Start ? item.isStartText : item.isEndText) = kind == Kind::String;
        if (!std::isfinite(time))
            time = nan;
        return kind == Kind::Number || walker.skip(value);
    }
    if (key == Key::StartPage || key == Key::EndPage || key == Key::Chunk)
        return readWhole(walker, item, key, value);
    if (key == Key::Quadrant)
        return readQuadrant(walker, item, value);
    if (key == Key::Uncertainty)
        return readUncertainty(walker, item, value);
    std::string_view text;
    if (!(kind == Kind::String ? walker.readString(value, text) : walker.skip(value)))
        return false;
    (key == Key::Option ? item.modality : item.scope) = text;
    item.odd.at(index) = kind != Kind::String && kind != Kind::Null;
    return true;
}

/// The number of a page or chunk.
bool SegmentReader::readWhole(JsonWalker &walker, Item &item, Key key, JsonWalker::Value &value)
{
    constexpr double most = 1e9; // as much as an axis shows
    std::optional<quint32> &whole = key == Key::Chunk ? item.chunk : key == Key::StartPage ? item.startPage : item.endPage;
    whole.reset();
    const Kind kind = JsonWalker::kind(value);
    double number = nan;
    if (!(kind == Kind::Number ? walker.readNumber(value, number) : walker.skip(value)))
        return false;
    if (number >= (key == Key::Chunk ? 0 : 1) && number <= most && number == std::floor(number))
        whole = static_cast<quint32>(number);
    item.odd.at(static_cast<size_t>(key)) = !whole && kind != Kind::Null;
    return true;
}

/// Its name, or its number.
bool SegmentReader::readQuadrant(JsonWalker &walker, Item &item, JsonWalker::Value &value)
{
    item.quadrant.clear();
    const Kind kind = JsonWalker::kind(value);
    item.odd.at(static_cast<size_t>(Key::Quadrant)) = kind != Kind::Null && kind != Kind::String && kind != Kind::Number;
    if (kind == Kind::String) {
        std::string_view text;
        if (!walker.readString(value, text))
            return false;
        item.quadrant = text;
        return true;
    }
    if (kind == Kind::Number) {
        const std::string_view token = value.raw_json_token();
        item.quadrant = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    }
    return walker.skip(value);
}

bool SegmentReader::readUncertainty(JsonWalker &walker, Item &item, JsonWalker::Value &value)
{
    item.uncertainty = nan;
    item.uncertaintyLength = 0;
    const Kind kind = JsonWalker::kind(value);
    item.isUncertaintyOdd = kind != Kind::Null && kind != Kind::Array;
    if (kind != Kind::Array)
        return walker.skip(value);
    JsonWalker::Array numbers;
    if (const auto error = value.get_array().get(numbers))
        return walker.failBefore(error);
    double mean = 0; // a sum could grow beyond a double
    for (auto result : numbers) {
        JsonWalker::Value element;
        if (const auto error = std::move(result).get(element))
            return walker.failBefore(error);
        double number = nan;
        if (!JsonWalker::readPlainNumber(element, number)) {
            const bool isNumber = JsonWalker::kind(element) == Kind::Number;
            if (!(isNumber ? walker.readNumber(element, number) : walker.skip(element)))
                return false;
            item.isUncertaintyOdd = item.isUncertaintyOdd || !isNumber || !std::isfinite(number);
        }
        mean += (number - mean) / ++item.uncertaintyLength;
    }
    item.uncertainty = mean;
    return true;
}

/// Writes the numbers behind those that the matrix counts. What is no number becomes NaN there, so that the
/// length stays what came; the norm is computed from the doubles.
bool SegmentReader::readVector(JsonWalker &walker, Item &item, JsonWalker::Value &value)
{
    JsonWalker::Array numbers;
    if (const auto error = value.get_array().get(numbers))
        return walker.failBefore(error);
    item.isNumeric = item.isFinite = true;
    item.isNested = item.isOfTexts = false;
    float *out = m_room;
    double sum = 0;
    for (auto result : numbers) {
        JsonWalker::Value element;
        if (const auto error = std::move(result).get(element)) [[unlikely]]
            return walker.failBefore(error);
        double number = 0;
        if (!JsonWalker::readPlainNumber(element, number)) [[unlikely]] {
            const bool isNumber = JsonWalker::kind(element) == Kind::Number;
            number = nan;
            if (item.isNumeric && !isNumber) { // the first one tells what the others are
                item.isNested = JsonWalker::kind(element) == Kind::Array;
                item.isOfTexts = isQuotedNumber(element.raw_json_token());
            }
            if (!(isNumber ? walker.readNumber(element, number) : walker.skip(element)))
                return false;
            item.isNumeric = item.isNumeric && isNumber;
            item.isFinite = item.isFinite && !std::isinf(number);
        }
        sum += number * number;
        *out++ = static_cast<float>(number);
    }
    item.length = static_cast<quint32>(out - m_room);
    item.norm = std::sqrt(sum);
    // Squares of finite numbers can be too large or too small for a double where the norm is not.
    constexpr double leastExactSum = 1e-280;
    const bool isInRange = std::isfinite(sum) && sum >= leastExactSum;
    if (item.length == 0 || !item.isNumeric || !item.isFinite)
        item.norm = nan;
    else if (!isInRange)
        return readScaledNorm(walker, numbers, item.norm);
    return true;
}

bool SegmentReader::keep(const Item &item)
{
    const auto at = [](Key key) { return static_cast<size_t>(key); };
    const auto found = [this](FindingKind kind, const QString &detail = {}) {
        m_findings.addAt(m_itemCount, kind, detail);
    };
    for (size_t i = 0; i < keyCount; ++i) {
        const auto name = [this, i] {
            return QString::fromLatin1(m_keys[i].data(), qsizetype(m_keys[i].size()));
        };
        if (item.twice[i])
            found(FindingKind::DuplicateKey, name());
        if (item.odd[i])
            found(FindingKind::FieldOdd, name());
    }
    if (item.seen[at(Key::Embedding)])
        ++m_vectorKeys;
    if (item.isEncoded)
        found(FindingKind::VectorEncoded);
    else if (!item.hasVector)
        found(FindingKind::VectorMissing);
    else if (item.length == 0)
        found(FindingKind::VectorEmpty);
    else if (!item.isNumeric)
        found(item.isNested        ? FindingKind::VectorNested
                  : item.isOfTexts ? FindingKind::NumbersAsText
                                   : FindingKind::VectorNotNumeric);
    if (item.isStartText || item.isEndText)
        found(FindingKind::TimesAsText);
    if (item.hasVector && !item.isFinite)
        found(FindingKind::VectorNotFinite);
    if (item.modality.empty() && !item.odd[at(Key::Option)])
        found(FindingKind::ModalityUnnamed);
    if (item.scope.empty() && !item.odd[at(Key::Scope)])
        found(FindingKind::ScopeUnnamed);

    const bool hasUncertainty = item.seen[at(Key::Uncertainty)] && (item.uncertaintyLength > 0 || item.isUncertaintyOdd);
    const bool isUncertaintyOdd =
        item.isUncertaintyOdd || (item.seen[at(Key::Embedding)] && item.uncertaintyLength != item.length) || !std::isfinite(static_cast<float>(item.uncertainty));
    if (hasUncertainty && isUncertaintyOdd)
        found(FindingKind::UncertaintyOdd);

    const bool isOlder = m_form == AnswerForm::V1;
    const auto modality = m_modalities.number(isOlder ? todaysModality(item.modality) : item.modality);
    const bool isQuadrant = item.scope == "page" && !item.quadrant.empty();
    const auto scope = m_scopes.number(isQuadrant ? "page/" + item.quadrant
                                                  : std::string(isOlder ? todaysScope(item.scope) : item.scope));
    if (!modality || !scope)
        return false;
    Segment segment;
    segment.startSec = item.startSec;
    segment.endSec = item.endSec;
    segment.norm = item.norm;
    segment.offset = m_matrix.size();
    segment.length = item.length;
    segment.position = m_itemCount;
    segment.modality = *modality;
    segment.scope = *scope;
    if (hasUncertainty && !isUncertaintyOdd)
        segment.uncertainty = static_cast<float>(item.uncertainty);
    m_units.push_back(AxisUnit::Seconds);
    if (std::isnan(item.startSec) && std::isnan(item.endSec)) {
        const auto first = item.startPage ? item.startPage : item.endPage;
        const auto last = item.endPage ? item.endPage : item.startPage;
        if (first) {
            segment.startSec = *first - 1.0;
            segment.endSec = *last >= *first ? double(*last) : *last - 1.0; // so that one is reversed, as with times
            m_units.back() = AxisUnit::Pages;
        } else if (item.chunk) {
            segment.startSec = *item.chunk;
            segment.endSec = segment.startSec + 1;
            m_units.back() = AxisUnit::Chunks;
        }
    }
    m_segments.push_back(segment);
    m_matrix.extend(item.length);
    m_room += item.length;
    return true;
}

} // namespace embedscope
