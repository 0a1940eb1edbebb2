// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/jsonwalker.h"

#include <algorithm>
#include <utility>

namespace embedscope {

namespace {

const char *words(simdjson::error_code error)
{
    using namespace simdjson;
    // NOLINTNEXTLINE: the many other codes all mean that the structure is broken
    switch (int(error)) {
    case MEMALLOC:
    case CAPACITY:
        return "there is not enough memory to read on";
    case UTF8_ERROR:
        return "the text is not UTF-8";
    case UNESCAPED_CHARS:
        return "a string holds a control character";
    case UNCLOSED_STRING:
        return "a string is not closed";
    default:
        return "a comma, a colon or a bracket is missing, or stands where none may stand";
    }
}

/// simdjson names no place for what it finds in the text as a whole.
size_t firstControlCharacterInString(std::string_view text)
{
    bool inString = false;
    bool escaped = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && static_cast<unsigned char>(c) < 0x20)
            return i;
        if (c == '"' && !escaped)
            inString = !inString;
        escaped = c == '\\' && !escaped;
    }
    return text.size();
}

/// The length of the longest part at the front that is UTF-8, give or take the last character.
size_t firstNonUtf8(std::string_view text)
{
    size_t good = 0;
    size_t bad = text.size();
    while (bad - good > 1) {
        const size_t middle = good + (bad - good) / 2;
        // A character that is only cut in two is not broken: up to three more bytes may complete it.
        bool whole = false;
        for (size_t more = 0; more < 4 && !whole; ++more)
            whole = simdjson::validate_utf8(text.data(), std::min(middle + more, text.size()));
        (whole ? good : bad) = middle;
    }
    return good;
}

} // namespace

bool JsonWalker::open(const char *text, size_t size, size_t allocated)
{
    m_text = text;
    m_size = size;
    m_skipDepth = 0;
    const simdjson::error_code error = m_parser.iterate(text, size, allocated).get(m_document);
    if (error == simdjson::SUCCESS)
        return true;
    const std::string_view view(text, size);
    if (error == simdjson::UTF8_ERROR)
        return failAt(text + firstNonUtf8(view), words(error));
    if (error == simdjson::UNESCAPED_CHARS)
        return failAt(text + firstControlCharacterInString(view), words(error));
    return failAt(text + size, words(error));
}

bool JsonWalker::rootObject(Object &object)
{
    const simdjson::error_code error = m_document.get_object().get(object);
    return error == simdjson::SUCCESS || failBefore(error);
}

bool JsonWalker::rootArray(Array &array)
{
    const simdjson::error_code error = m_document.get_array().get(array);
    return error == simdjson::SUCCESS || failBefore(error);
}

bool JsonWalker::finish()
{
    const char *place = nullptr;
    const simdjson::error_code error = m_document.current_location().get(place);
    return error == simdjson::OUT_OF_BOUNDS || failAt(place, "something follows after the end");
}

JsonWalker::Kind JsonWalker::kind(Value &value)
{
    const std::string_view token = value.raw_json_token();
    switch (token.empty() ? '\0' : token.front()) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::String;
    case 't':
        return Kind::True;
    case 'f':
        return Kind::False;
    case 'n':
        return Kind::Null;
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return Kind::Number;
    default:
        return Kind::None;
    }
}

bool JsonWalker::readKey(Field &field, std::string_view &key)
{
    const char *const quote = field.key().raw() - 1;
    if (field.unescaped_key().get(key) == simdjson::SUCCESS)
        return true;
    const auto decoded = jsonString(std::string_view(quote, static_cast<size_t>(m_text + m_size - quote)));
    if (!decoded)
        return failAt(quote, "a key holds an escape that JSON does not know");
    m_scratch = *decoded;
    key = m_scratch;
    return true;
}

bool JsonWalker::readString(Value &value, std::string_view &text)
{
    const std::string_view token = value.raw_json_token();
    if (value.get_string().get(text) == simdjson::SUCCESS)
        return true;
    const auto decoded = jsonString(token);
    if (!decoded)
        return failAt(token.data(), "a string holds an escape that JSON does not know");
    m_scratch = *decoded;
    text = m_scratch;
    return true;
}

bool JsonWalker::readNumber(Value &value, double &number)
{
    if (readPlainNumber(value, number))
        return true;
    const std::string_view token = value.raw_json_token();
    if (!isJsonNumber(token))
        return failAt(token.data(), "a number is not written as JSON asks for");
    number = jsonNumber(token);
    return true;
}

bool JsonWalker::skip(Value &value)
{
    const std::string_view token = value.raw_json_token();
    std::string_view text;
    bool flag = false;
    switch (kind(value)) {
    case Kind::Object:
    case Kind::Array:
        return skipContainer(value);
    case Kind::String:
        return readString(value, text);
    case Kind::Number:
        return isJsonNumber(token) || failAt(token.data(), "a number is not written as JSON asks for");
    case Kind::True:
    case Kind::False:
        return value.get_bool().get(flag) == simdjson::SUCCESS
            || failAt(token.data(), "this is no JSON value");
    case Kind::Null:
        return value.is_null().get(flag) == simdjson::SUCCESS
            || failAt(token.data(), "this is no JSON value");
    case Kind::None:
        break;
    }
    if (token.starts_with("..."))
        return failAt(token.data(), "an ellipsis stands here instead of the values that were left out");
    return failAt(token.data(), "this is no JSON value");
}

bool JsonWalker::skipContainer(Value &value)
{
    if (m_skipDepth >= mostSkipDepth)
        return failAt(value.raw_json_token().data(), "objects and arrays are nested too deep");
    ++m_skipDepth;
    const bool isWhole = kind(value) == Kind::Object ? skipObject(value) : skipArray(value);
    --m_skipDepth;
    return isWhole;
}

bool JsonWalker::skipObject(Value &value)
{
    Object object;
    if (const auto error = value.get_object().get(object))
        return failBefore(error);
    for (auto result : object) {
        Field field;
        std::string_view key;
        if (const auto error = std::move(result).get(field))
            return failBefore(error);
        if (!readKey(field, key) || !skip(field.value()))
            return false;
    }
    return true;
}

bool JsonWalker::skipArray(Value &value)
{
    Array array;
    if (const auto error = value.get_array().get(array))
        return failBefore(error);
    for (auto result : array) {
        Value element;
        if (const auto error = std::move(result).get(element))
            return failBefore(error);
        // Most arrays that nobody asks for are long ones of numbers.
        if (!isPlainJsonNumber(element.raw_json_token()) && !skip(element))
            return false;
    }
    return true;
}

const char *JsonWalker::place()
{
    const char *place = nullptr;
    return m_document.current_location().get(place) == simdjson::SUCCESS ? place : m_text + m_size;
}

bool JsonWalker::failAt(const char *place, const char *what)
{
    m_fault = {place, false, what};
    return false;
}

bool JsonWalker::failBefore(simdjson::error_code error)
{
    m_fault = {place(), true, words(error)};
    return false;
}

} // namespace embedscope
