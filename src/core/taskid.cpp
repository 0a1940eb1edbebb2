// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/taskid.h"

#include <algorithm>

namespace embedscope {

std::optional<TaskId> TaskId::fromString(QStringView text)
{
    constexpr qsizetype longest = 128;
    const auto allowed = [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'0' && u <= u'9') || (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || u == u'_'
            || u == u'-';
    };
    if (text.isEmpty() || text.size() > longest || !std::all_of(text.begin(), text.end(), allowed))
        return std::nullopt;
    TaskId id;
    id.m_text = text.toString();
    return id;
}

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

bool isServiceId(QStringView text)
{
    constexpr qsizetype length = 24;
    return text.size() == length && isHex(text);
}

} // namespace embedscope
