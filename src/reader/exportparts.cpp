// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/exportparts.h"

#include "reader/jsonwalker.h"
#include "reader/utf8.h"

#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace embedscope {

namespace {

using Kind = JsonWalker::Kind;
using TakeMember = std::function<bool(JsonWalker &, std::string_view key, JsonWalker::Value &)>;

/// Walks one JSON object to its end; `take` uses each member's value up. False where the grammar is broken, or `take` says so.
bool walkObject(const QByteArray &json, const TakeMember &take)
{
    const QByteArray padded = json + QByteArray(simdjson::SIMDJSON_PADDING, '\0');
    JsonWalker walker;
    JsonWalker::Object object;
    if (!walker.open(padded.constData(), static_cast<size_t>(json.size()), static_cast<size_t>(padded.size()))
        || !walker.rootObject(object))
        return false;
    for (auto result : object) {
        JsonWalker::Field field;
        std::string_view key;
        if (std::move(result).get(field) != simdjson::SUCCESS || !walker.readKey(field, key)
            || !take(walker, key, field.value()))
            return false;
    }
    return walker.finish();
}

/// A list of numbers, null as NaN.
bool readNumbers(JsonWalker &walker, JsonWalker::Value &value, std::vector<double> &numbers)
{
    numbers.clear();
    JsonWalker::Array array;
    if (JsonWalker::kind(value) != Kind::Array || value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto result : array) {
        JsonWalker::Value element;
        double number = std::numeric_limits<double>::quiet_NaN();
        if (std::move(result).get(element) != simdjson::SUCCESS)
            return false;
        const Kind kind = JsonWalker::kind(element);
        const bool isRead = kind == Kind::Number ? walker.readNumber(element, number)
                                                 : kind == Kind::Null && walker.skip(element);
        if (!isRead)
            return false;
        numbers.push_back(number);
    }
    return true;
}

bool isCount(double number)
{
    return number >= 0 && number <= std::numeric_limits<quint32>::max() && std::trunc(number) == number;
}

} // namespace

std::optional<TaskMeasures> readTaskMeasures(const QByteArray &json)
{
    TaskMeasures measures;
    std::vector<double> dimensions;
    bool hasNorms = false;
    bool hasDimensions = false;
    const bool isWhole = walkObject(json, [&](JsonWalker &walker, std::string_view key, JsonWalker::Value &value) {
        const bool isNorm = key == "norm";
        const bool isDimension = key == "dimension";
        hasNorms = hasNorms || isNorm;
        hasDimensions = hasDimensions || isDimension;
        return isNorm || isDimension ? readNumbers(walker, value, isNorm ? measures.norms : dimensions) : walker.skip(value);
    });
    if (!isWhole || !hasNorms || !hasDimensions || measures.norms.size() != dimensions.size())
        return std::nullopt;
    measures.dimensions.reserve(dimensions.size());
    for (size_t i = 0; i < dimensions.size(); ++i) {
        const bool hasVector = dimensions[i] > 0;
        const bool isNorm = std::isfinite(measures.norms[i]) && measures.norms[i] >= 0 && hasVector;
        if ((!std::isnan(dimensions[i]) && !isCount(dimensions[i])) || (!std::isnan(measures.norms[i]) && !isNorm))
            return std::nullopt;
        measures.dimensions.push_back(std::isnan(dimensions[i]) ? std::nullopt
                                                                : std::optional(static_cast<quint32>(dimensions[i])));
    }
    return measures;
}

std::optional<TaskId> readProblemId(const QByteArray &json)
{
    std::optional<TaskId> id;
    const bool isWhole = walkObject(json, [&](JsonWalker &walker, std::string_view key, JsonWalker::Value &value) {
        std::string_view text;
        if (key != "task_id")
            return walker.skip(value);
        const bool isText = JsonWalker::kind(value) == Kind::String;
        if (!(isText ? walker.readString(value, text) : walker.skip(value)))
            return false;
        id = isText ? TaskId::fromString(fromUtf8(text)) : std::nullopt;
        return true;
    });
    return isWhole ? id : std::nullopt;
}

} // namespace embedscope
