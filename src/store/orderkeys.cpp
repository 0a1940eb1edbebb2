// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/orderkeys.h"

namespace embedscope {

namespace {

constexpr qint64 farthestKey = qint64(1) << 60; // room for what is added behind

} // namespace

bool OrderKeys::arrange(std::span<const TaskId> ids)
{
    if (fillGaps(ids, 0, {}))
        return false;
    qint64 key = 0;
    for (const TaskId &id : ids)
        m_keys.insert(id, key += spacing);
    return true;
}

bool OrderKeys::insert(std::span<const TaskId> ids, const TaskId &before, const TaskId &behind)
{
    const bool isKnown = (before.isEmpty() || m_keys.contains(before)) && (behind.isEmpty() || m_keys.contains(behind));
    return isKnown && fillGaps(ids, keyOf(before), behind.isEmpty() ? std::nullopt : std::optional(keyOf(behind)));
}

/// Whether there was room behind `before`, and before `end` where there is one. Where there was none, some have keys that
/// do not fit.
bool OrderKeys::fillGaps(std::span<const TaskId> ids, qint64 before, std::optional<qint64> end)
{
    for (size_t first = 0; first < ids.size();) {
        size_t last = first; // behind those without a key
        while (last < ids.size() && !m_keys.contains(ids[last]))
            ++last;
        const auto count = static_cast<qint64>(last - first);
        const bool isTail = last == ids.size();
        const qint64 after = isTail ? end.value_or(before + (count + 1) * spacing) : m_keys.value(ids[last]);
        const qint64 step = after <= before ? 0 : (after - before) / (count + 1);
        if (step < 1 || after > farthestKey)
            return false;
        for (; first < last; ++first)
            m_keys.insert(ids[first], before += step);
        if (isTail)
            return true;
        before = after;
        first = last + 1;
    }
    return !end || before < *end;
}

} // namespace embedscope
