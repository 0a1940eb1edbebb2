// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace embedscope {

/// Looks for a text in bytes that come block by block, also where a block ends in the middle of it.
class BlockSearch final
{
public:
    enum class Letters {
        Exact,
        AnyCase, ///< of ASCII
    };

    /// An empty text is nowhere.
    explicit BlockSearch(const QByteArray &text, Letters letters = Letters::Exact);

    /// Looks through the next block. `tell` gets where each hit begins, in bytes from the first block on, ascending; hits
    /// do not overlap.
    void add(QByteArrayView block, const std::function<void(qint64 place)> &tell = {});
    qint64 count() const { return m_count; } ///< of all hits so far
    bool isFound() const { return m_count > 0; }

private:
    QByteArray m_text;
    Letters m_letters;
    QByteArray m_bytes; ///< the end of what came, in which a hit may have begun, and the block
    qint64 m_begin = 0; ///< where it begins
    qint64 m_count = 0;
};

} // namespace embedscope
