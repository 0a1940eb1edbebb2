// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/jsontoken.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

namespace embedscope {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The parts of a number's text; `whole` where the grammar holds.
struct NumberParts
{
    std::string_view text; ///< all of it, without white space
    std::string_view integer;
    std::string_view fraction;
    std::string_view exponent; ///< with its sign
    bool whole = false;
};

std::string_view takeDigits(std::string_view &rest)
{
    const auto *const end = std::find_if_not(rest.begin(), rest.end(), isDigit);
    const std::string_view digits = rest.substr(0, static_cast<size_t>(end - rest.begin()));
    rest.remove_prefix(digits.size());
    return digits;
}

NumberParts splitNumber(std::string_view token)
{
    NumberParts parts;
    std::string_view rest = token;
    if (rest.starts_with('-'))
        rest.remove_prefix(1);
    parts.integer = takeDigits(rest);
    if (parts.integer.empty() || (parts.integer.size() > 1 && parts.integer.front() == '0'))
        return parts;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        parts.fraction = takeDigits(rest);
        if (parts.fraction.empty())
            return parts;
    }
    if (rest.starts_with('e') || rest.starts_with('E')) {
        rest.remove_prefix(1);
        const std::string_view exponent = rest;
        if (rest.starts_with('-') || rest.starts_with('+'))
            rest.remove_prefix(1);
        if (takeDigits(rest).empty())
            return parts;
        parts.exponent = exponent.substr(0, exponent.size() - rest.size());
    }
    parts.text = token.substr(0, token.size() - rest.size());
    parts.whole = rest.find_first_not_of(" \t\r\n") == std::string_view::npos;
    return parts;
}

/// The power of ten of the first digit that is not 0, so the number's order of magnitude.
int64_t magnitude(const NumberParts &parts)
{
    constexpr int64_t farOut = std::numeric_limits<int32_t>::max();
    std::string_view exponentText = parts.exponent;
    if (exponentText.starts_with('+'))
        exponentText.remove_prefix(1);
    int64_t exponent = 0;
    const auto read =
        std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent);
    if (read.ec == std::errc::result_out_of_range)
        exponent = exponentText.starts_with('-') ? -farOut : farOut;
    exponent = std::clamp(exponent, -farOut, farOut);
    if (parts.integer != "0")
        return exponent + static_cast<int64_t>(parts.integer.size());
    return exponent
        - static_cast<int64_t>(std::min(parts.fraction.find_first_not_of('0'), parts.fraction.size()));
}

/// Four hex digits at the front of `text`.
std::optional<uint32_t> hexQuad(std::string_view text)
{
    uint32_t value = 0;
    if (text.size() < 4)
        return std::nullopt;
    const auto read = std::from_chars(text.data(), text.data() + 4, value, 16);
    if (read.ec != std::errc() || read.ptr != text.data() + 4)
        return std::nullopt;
    return value;
}

bool isHighHalf(uint32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isLowHalf(uint32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

void appendUtf8(std::string &out, uint32_t code)
{
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0U | (code >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (code >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// An escape of one letter, or 0.
char simpleEscape(char letter)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const size_t index = letters.find(letter);
    return index == std::string_view::npos ? '\0' : meanings[index];
}

/// What follows "\u" at the front of `rest`, appended to `out` and taken off `rest`.
bool takeUnicodeEscape(std::string_view &rest, std::string &out)
{
    constexpr uint32_t replacement = 0xFFFD;
    const auto first = hexQuad(rest);
    if (!first)
        return false;
    rest.remove_prefix(4);
    uint32_t code = *first;
    if (isHighHalf(code) && rest.starts_with("\\u")) {
        const auto second = hexQuad(rest.substr(2));
        if (second && isLowHalf(*second)) {
            code = 0x10000 + ((code - 0xD800) << 10U) + (*second - 0xDC00);
            rest.remove_prefix(6);
        }
    }
    appendUtf8(out, isHighHalf(code) || isLowHalf(code) ? replacement : code);
    return true;
}

} // namespace

bool isJsonNumber(std::string_view token)
{
    return splitNumber(token).whole;
}

double jsonNumber(std::string_view token)
{
    const NumberParts parts = splitNumber(token);
    double value = 0;
    const auto read = std::from_chars(parts.text.data(), parts.text.data() + parts.text.size(), value);
    if (read.ec != std::errc::result_out_of_range)
        return value;
    // from_chars says the same of numbers too large and of those too close to 0.
    value = magnitude(parts) > 0 ? std::numeric_limits<double>::infinity() : 0.0;
    return parts.text.starts_with('-') ? -value : value;
}

std::optional<std::string> jsonString(std::string_view token)
{
    std::string out;
    std::string_view rest = token.substr(1);
    while (!rest.empty() && rest.front() != '"') {
        const char c = rest.front();
        rest.remove_prefix(1);
        if (c != '\\') {
            out += c;
            continue;
        }
        if (rest.empty())
            return std::nullopt;
        const char letter = rest.front();
        rest.remove_prefix(1);
        if (letter == 'u') {
            if (!takeUnicodeEscape(rest, out))
                return std::nullopt;
        } else if (const char meaning = simpleEscape(letter); meaning != '\0') {
            out += meaning;
        } else {
            return std::nullopt;
        }
    }
    if (rest.empty())
        return std::nullopt;
    return out;
}

} // namespace embedscope
