// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace embedscope {

/// How much a reader accepts before it calls an answer unreadable, and how much of it is held at once.
struct ReadLimits
{
    int depth = 64; ///< nested objects and arrays, the outermost is 1
    qint64 itemBytes = 64LL << 20; ///< one item of `data`, and all that stands outside of `data` together
    quint32 items = 5'000'000; ///< of one `data`: each costs memory, however short its text
    qint64 windowBytes =
        256LL << 10; ///< read at once (more for a longer item); what is read is the same for any size
};

} // namespace embedscope
