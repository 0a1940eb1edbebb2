// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace embedscope {

// simdjson refuses a few tokens whose grammar is whole: numbers beyond the range of a double, exponents of 20
// digits, halves of surrogate pairs. These functions judge a single token by the grammar of RFC 8259 alone.

/// Whether `token`, white space after it allowed, is a number.
bool isJsonNumber(std::string_view token);

/// The value of a token for which isJsonNumber() holds: nearest double; +-infinity beyond the range, +-0
/// below it.
double jsonNumber(std::string_view token);

/// The text of a string token, from its first quote on; what follows the closing quote is left alone. Nothing
/// where an escape is none. A half of a surrogate pair becomes U+FFFD. UTF-8 and control characters are not
/// checked.
std::optional<std::string> jsonString(std::string_view token);

/// The same, faster, for most of them: digits with a point among them, and nothing behind. False may also
/// mean "not sure".
inline bool isPlainJsonNumber(std::string_view token)
{
    const auto isDigit = [](char c) { return static_cast<unsigned char>(c - '0') < 10; };
    const char *at = token.data();
    const char *const end = at + token.size();
    if (at != end && *at == '-')
        ++at;
    if (end - at < 3 || !isDigit(at[0]) || at[1] != '.')
        return false;
    for (at += 2; at != end && isDigit(*at); ++at) { }
    return at == end && isDigit(end[-1]);
}

/// Whether On-Demand of simdjson 3.0.1 may read a number token wrongly without a word: below 1 it does not
/// see that more than 19 digits do not fit 64 bits, and reads 0.99999999999999999999 as 0.0777. (Later
/// versions are right.)
inline bool overflowsOnDemand(std::string_view token)
{
    constexpr size_t fittingDigits = 19;
    size_t i = token.starts_with('-') ? 1 : 0;
    if (token.size() - i <= fittingDigits || token[i] != '0')
        return false;
    i = token.find_first_not_of('0', i + 2);
    return i != std::string_view::npos && token.size() - i > fittingDigits;
}

} // namespace embedscope
