// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/vectorcutter.h"

#include "reader/answerform.h"

#include <algorithm>

namespace embedscope {

namespace {

constexpr int dataItemDepth = 3; ///< object, "data": array, item
constexpr int olderItemDepth = 4; ///< object, "video_embedding": object, "segments": array, item

} // namespace

void VectorCutter::cut(const char *data, size_t size, std::string &out)
{
    m_out = &out;
    m_block = data;
    m_blockBegin = m_done;
    m_scanner.addBlock(data, size);
    JsonScanner::Event event;
    while (m_scanner.next(event))
        take(event);
    endBlock(m_blockBegin + static_cast<qint64>(size));
}

void VectorCutter::take(const JsonScanner::Event &event)
{
    using Kind = JsonScanner::Kind;
    if (event.kind == Kind::Key && event.depth == 1) {
        // Only as deep as needed: in a vector every comma would be an event.
        m_isOlder = isOlderContainer(m_scanner.keyAt(1));
        m_scanner.setShownDepth(m_isOlder ? olderItemDepth : dataItemDepth);
    }
    if (event.kind == Kind::Open)
        return enter(event);
    if (m_itemDepth == 0 || event.depth != m_itemDepth)
        return;
    if (event.kind == Kind::Key) {
        takeKey(event);
    } else if (event.kind == Kind::Close) {
        leave(event);
    } else if (event.kind == Kind::Text) {
        m_key.clear(); // it was none
    } else if (event.kind == Kind::Comma && m_state == State::Pass) {
        advance(m_out, event.begin);
        m_state = State::Hold;
    }
}

void VectorCutter::enter(const JsonScanner::Event &event)
{
    if (m_itemDepth != 0 || event.byte != '{')
        return;
    const bool isItem = m_isOlder
        ? event.depth == olderItemDepth && m_scanner.keyAt(2) == "segments"
        : event.depth == dataItemDepth && m_scanner.keyAt(1) == "data";
    if (!isItem || m_scanner.isObjectAt(event.depth - 1))
        return;
    m_itemDepth = event.depth;
    advance(m_out, event.end);
    m_state = State::Hold;
}

void VectorCutter::takeKey(const JsonScanner::Event &event)
{
    const std::string_view vector = itemKeys(m_isOlder ? AnswerForm::V1 : AnswerForm::V2).front();
    if (m_state == State::Hold)
        advance(&m_held, std::max(event.begin, m_blockBegin));
    else if (m_state == State::Drop)
        advance(nullptr, std::max(event.begin, m_blockBegin));
    if (m_scanner.keyAt(event.depth) == vector) {
        advance(nullptr, event.end);
        m_state = State::Drop;
    } else {
        *m_out += m_held + m_key;
        m_held.clear();
        advance(m_out, event.end);
        m_state = State::Pass;
    }
    m_key.clear();
}

void VectorCutter::leave(const JsonScanner::Event &event)
{
    if (m_state == State::Pass) {
        advance(m_out, event.begin);
    } else {
        advance(m_state == State::Hold ? &m_held : nullptr, event.begin);
        // Behind the last member that stays there is nothing to separate any more.
        if (m_state == State::Hold || !m_held.starts_with(','))
            *m_out += m_held;
    }
    m_held.clear();
    m_itemDepth = 0;
    m_state = State::Pass;
}

void VectorCutter::endBlock(qint64 end)
{
    const bool isInKey =
        m_state != State::Pass && m_scanner.isInString() && m_scanner.depth() == m_itemDepth;
    std::string *const to = m_state == State::Pass ? m_out : m_state == State::Hold ? &m_held : nullptr;
    if (isInKey) {
        advance(to, std::max(m_scanner.stringBegin(), m_blockBegin));
        advance(&m_key, end);
    }
    advance(to, end);
}

/// Goes on to `end` in the block; what lies in between is appended to `to`, or dropped without one.
void VectorCutter::advance(std::string *to, qint64 end)
{
    if (to && end > m_done)
        to->append(m_block + (m_done - m_blockBegin), static_cast<size_t>(end - m_done));
    m_done = std::max(m_done, end);
}

} // namespace embedscope
