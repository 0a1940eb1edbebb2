// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <compare>

namespace embedscope {

/// How much a response tells of its task: nothing final, that it failed, or a result with so many usable vectors. A total
/// preorder, the only one: a response never takes the place of one that ranks higher, wherever it comes from.
class ResponseRank final
{
public:
    /// `hasBytes`: false where the response itself is gone and only what was known of it is left; any vectors outrank that.
    static ResponseRank of(TaskState state, const TaskSummary &summary, bool hasBytes = true);

    /// Equal ranks are as good as each other.
    friend auto operator<=>(const ResponseRank &, const ResponseRank &) = default;

private:
    enum class Outcome { Open, Failed, Ready };

    // In this order of importance.
    Outcome m_outcome = Outcome::Open;
    int m_usable = 0; // vectors that have a norm
    int m_items = 0; // where not one is usable
    bool m_hasBytes = false; // of what has ended
};

/// How many vectors have a norm, so that something can be computed of them.
int usableVectors(const TaskSummary &summary);

} // namespace embedscope
