// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/responserank.h"

namespace embedscope {

int usableVectors(const TaskSummary &summary)
{
    int usable = 0;
    for (const ModalityNorms &norms : summary.norms)
        usable += norms.vectors;
    return usable;
}

ResponseRank ResponseRank::of(TaskState state, const TaskSummary &summary, bool hasBytes)
{
    ResponseRank rank;
    if (state != TaskState::Ready && state != TaskState::Failed)
        return rank;
    rank.m_hasBytes = hasBytes;
    rank.m_outcome = state == TaskState::Ready ? Outcome::Ready : Outcome::Failed;
    if (state == TaskState::Failed)
        return rank;
    rank.m_usable = hasBytes ? usableVectors(summary) : 0;
    rank.m_items = rank.m_usable == 0 ? summary.vectors : 0;
    return rank;
}

} // namespace embedscope
