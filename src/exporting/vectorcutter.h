// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/jsonscanner.h"

#include <string>

namespace embedscope {

/// Copies one answer, block by block, without its vectors: the member "embedding" of each item of "data" ("float"
/// of "segments" in the older form) is left out with what separates it from the next member, or, where it is
/// the last one, from the one before. Every other byte stays. The answer must be whole JSON.
class VectorCutter final
{
public:
    /// Appends to `out` what stays of the next block. What is not decided yet at its end comes with the next
    /// one; at the end of the answer all is.
    void cut(const char *data, size_t size, std::string &out);

private:
    enum class State {
        Pass, ///< bytes are copied
        Hold, ///< in front of a member's key, which is not known yet
        Drop, ///< in a vector, or behind it in front of the next key
    };

    void take(const JsonScanner::Event &event);
    void enter(const JsonScanner::Event &event);
    void takeKey(const JsonScanner::Event &event);
    void leave(const JsonScanner::Event &event);
    void endBlock(qint64 end);
    void advance(std::string *to, qint64 end);

    JsonScanner m_scanner{3};
    State m_state = State::Pass;
    bool m_isOlder = false;
    int m_itemDepth = 0; ///< of the item that is being copied; 0 outside
    std::string m_held; ///< what separates the next member from what was copied
    std::string m_key; ///< the beginning of its key, where a block ended in it
    std::string *m_out = nullptr;
    const char *m_block = nullptr;
    qint64 m_blockBegin = 0; ///< in bytes of the answer
    qint64 m_done = 0; ///< up to here all is copied, held or dropped
};

} // namespace embedscope
