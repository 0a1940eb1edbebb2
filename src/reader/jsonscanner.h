// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace embedscope {

/// Finds where the outer objects, arrays and strings of JSON text begin and end, in blocks of any size and
/// whatever the text's size. Judges nothing: what stands deeper than asked for is passed over by counting
/// brackets, and a bracket of the wrong kind closes as well.
class JsonScanner final
{
public:
    enum class Kind {
        Open, ///< { or [
        Close, ///< } or ]
        Comma,
        Key, ///< a string before a colon, with its quotes
        Text, ///< any other string
        Other, ///< the first byte of anything else: a number, a word, or what is no JSON; outside of all brackets a quote, too
        TooDeep, ///< a bracket that is nested deeper than may be
    };

    struct Event
    {
        Kind kind = Kind::Other;
        char byte = 0; ///< the last one
        int depth = 0; ///< how many brackets are open around it; Open and Close count themselves
        qint64 begin = 0; ///< in bytes from the start of the first block
        qint64 end = 0; ///< behind its last byte
    };

    static constexpr int mostDepth = 64;

    /// Tells what has a depth of at most `depth` (up to mostDepth), and each bracket that is deeper than `deepest`.
    explicit JsonScanner(int depth, int deepest = std::numeric_limits<int>::max()) : m_shown(depth), m_deepest(deepest) { }

    /// From now on; what is open deeper than that stays untold.
    void setShownDepth(int depth) { m_shown = depth; }
    /// So many bytes stand in front of the next block, and are not looked at.
    void skip(qint64 bytes) { m_before += bytes; }
    /// The next block; all of the one before must have been scanned.
    void addBlock(const char *data, size_t size);
    /// Goes on to the next event; false at the end of the block.
    bool next(Event &event);
    /// Forgets all brackets and strings that are open, and goes on behind the next line break.
    void skipLine();

    /// Of the last Key or Text, decoded; nothing where it has more than 600 bytes.
    std::string text() const;
    /// The same as it stands there, its first 600 bytes; valid until the next call of next().
    std::string_view rawText() const { return m_string; }
    /// The key whose value is being scanned in the object at this depth (from 1); empty in an array.
    const std::string &keyAt(int depth) const { return m_levels.at(static_cast<size_t>(depth)).key; }

    /// Whether the bracket at this depth (from 1) that was opened last is {.
    bool isObjectAt(int depth) const { return m_levels.at(static_cast<size_t>(depth)).isObject; }
    int depth() const { return m_depth; }
    bool isInString() const { return m_inString; }
    qint64 stringBegin() const { return m_stringBegin; } ///< of the string that is open, or was last
    qint64 position() const { return m_before + static_cast<qint64>(m_at); } ///< of the next byte

private:
    struct Level
    {
        bool isObject = false;
        bool expectsKey = false;
        std::string key;
    };

    bool scanString(Event &event);
    bool scanByte(char c, Event &event);
    bool tell(Event &event, Kind kind, char c, int depth, qint64 begin) const;

    int m_shown;
    int m_deepest;
    const char *m_data = nullptr;
    size_t m_size = 0;
    size_t m_at = 0;
    qint64 m_before = 0; ///< bytes in front of the block
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_inOther = false;
    bool m_skipsLine = false;
    qint64 m_stringBegin = 0;
    std::string m_string; ///< its first bytes, between the quotes, as they stand there
    std::array<Level, mostDepth + 1> m_levels;
};

} // namespace embedscope
