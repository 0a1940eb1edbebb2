// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/numberedids.h"

#include <algorithm>
#include <cstring>

namespace embedscope {

namespace {

quint64 startOf(const QByteArray &sha256)
{
    quint64 start = 0;
    std::memcpy(&start, sha256.constData(), std::min(static_cast<size_t>(sha256.size()), sizeof start));
    return start;
}

} // namespace

TaskId NumberedIds::idFor(const TaskId &name, const QByteArray &sha256, const Owner &owner)
{
    Searched &searched = m_names[name];
    if (const auto known = searched.ids.constFind(startOf(sha256)); known != searched.ids.cend()) {
        const auto hash = owner(*known);
        if (!hash || startOf(*hash) == startOf(sha256)) // gone meanwhile, or there still
            return *known;
    }
    for (TaskId id = name;; ++searched.next) {
        if (searched.next > 1) {
            const auto numbered = TaskId::fromString(QString(name.toString() + u'-' + QString::number(searched.next)));
            if (!numbered)
                return id;
            id = *numbered;
        }
        const auto hash = owner(id);
        if (!hash)
            return id;
        if (!hash->isEmpty())
            searched.ids.insert(startOf(*hash), id);
        if (startOf(*hash) == startOf(sha256))
            return id;
    }
}

} // namespace embedscope
