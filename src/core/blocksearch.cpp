// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/blocksearch.h"

#include <algorithm>
#include <functional>

namespace embedscope {

namespace {

void lower(char *begin, char *end)
{
    std::transform(begin, end, begin,
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
}

} // namespace

BlockSearch::BlockSearch(const QByteArray &text, Letters letters) : m_text(text), m_letters(letters)
{
    if (letters == Letters::AnyCase)
        lower(m_text.data(), m_text.data() + m_text.size());
}

void BlockSearch::add(QByteArrayView block, const std::function<void(qint64 place)> &tell)
{
    if (m_text.isEmpty())
        return;
    const qsizetype kept = m_bytes.size();
    m_bytes.append(block.data(), block.size());
    if (m_letters == Letters::AnyCase)
        lower(m_bytes.data() + kept, m_bytes.data() + m_bytes.size());
    const std::boyer_moore_horspool_searcher searcher(m_text.cbegin(), m_text.cend());
    const char *const begin = m_bytes.constData();
    const char *const end = begin + m_bytes.size();
    const char *from = begin;
    for (;;) {
        const char *const found = std::search(from, end, searcher);
        if (found == end)
            break;
        ++m_count;
        if (tell)
            tell(m_begin + (found - begin));
        from = found + m_text.size();
    }
    const qsizetype tail = std::min<qsizetype>(end - from, m_text.size() - 1);
    m_begin += m_bytes.size() - tail;
    m_bytes = m_bytes.last(tail);
}

} // namespace embedscope
