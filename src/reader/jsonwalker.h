// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/jsontoken.h"

#include <simdjson.h>

#include <string>
#include <string_view>

namespace embedscope {

/// Walks one JSON text with simdjson On-Demand and judges every value in it, also those nobody asks for:
/// On-Demand itself checks only what is read. A function that answers false has found the grammar broken;
/// fault() says where, and the walk is over.
///
/// On-Demand goes through the text once, in order: a value handed to a function here is used up by it.
class JsonWalker final
{
public:
    using Document = simdjson::ondemand::document;
    using Object = simdjson::ondemand::object;
    using Array = simdjson::ondemand::array;
    using Field = simdjson::ondemand::field;
    using Value = simdjson::ondemand::value;

    /// What a value is by its first character; None where no value begins with it.
    enum class Kind { Object, Array, String, Number, True, False, Null, None };

    struct Fault
    {
        const char *place = nullptr; ///< inside of the text (or its end)
        bool isBefore = false; ///< the fault is somewhere before `place`, at most a token
        const char *what = nullptr; ///< plain words; static
    };

    JsonWalker() = default;
    JsonWalker(const JsonWalker &) = delete;
    JsonWalker &operator=(const JsonWalker &) = delete;

    /// Begins with a text of `size` bytes of which `allocated` (SIMDJSON_PADDING more) may be read; it must
    /// stay.
    [[nodiscard]] bool open(const char *text, size_t size, size_t allocated);
    [[nodiscard]] bool rootObject(Object &object);
    [[nodiscard]] bool rootArray(Array &array);
    /// To be called after the root was walked: nothing but white space may follow.
    [[nodiscard]] bool finish();

    static Kind kind(Value &value);

    /// The decoded key; valid until the next call.
    [[nodiscard]] bool readKey(Field &field, std::string_view &key);
    /// `value` must be of Kind::String. The decoded text is valid until the next call.
    [[nodiscard]] bool readString(Value &value, std::string_view &text);
    /// `value` must be of Kind::Number. A number beyond the range of a double is +-infinity.
    [[nodiscard]] bool readNumber(Value &value, double &number);
    /// For loops over many numbers: false where `value` is no number, or one for readNumber(); then it is not
    /// used up.
    static bool readPlainNumber(Value &value, double &number);
    /// Judges whatever it is. What is nested deeper in it than mostSkipDepth is taken for broken: the walk recurses.
    [[nodiscard]] bool skip(Value &value);

    /// Where the text goes on after the value that was used up last.
    const char *place();

    /// Both answer false, so that a caller can return them.
    bool failAt(const char *place, const char *what);
    bool failBefore(simdjson::error_code error);
    const Fault &fault() const { return m_fault; }

private:
    static constexpr int mostSkipDepth = 64; ///< as ReadLimits::depth, which bounds answers before

    bool skipContainer(Value &value);
    bool skipObject(Value &value);
    bool skipArray(Value &value);

    simdjson::ondemand::parser m_parser;
    Document m_document;
    const char *m_text = nullptr;
    size_t m_size = 0;
    int m_skipDepth = 0;
    std::string m_scratch; ///< holds a text that simdjson would not decode
    Fault m_fault;
};

[[gnu::always_inline]] inline bool JsonWalker::readPlainNumber(Value &value, double &number)
{
    // "0." and 19 digits: no longer token can need the check, and hardly one in a vector is longer.
    constexpr size_t safeLength = 21;
    const std::string_view token = value.raw_json_token();
    const size_t length = token.size() - (token.front() == '-' ? 1 : 0);
    if (length > safeLength && overflowsOnDemand(token)) [[unlikely]]
        return false;
    return value.get_double().get(number) == simdjson::SUCCESS;
}

} // namespace embedscope
