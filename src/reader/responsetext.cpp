// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/responsetext.h"

#include "reader/spelling.h"

#include <QString>

namespace embedscope {

namespace {

/// The member's name that ends before `colon` (and quotes, which a backslash may stand before), or nothing.
QStringView nameBefore(QStringView text, qsizetype colon)
{
    constexpr qsizetype longestName = 40;
    qsizetype end = colon;
    while (end > 0 && text[end - 1].isSpace() && colon - end < longestName)
        --end;
    if (end == 0 || text[end - 1] != u'"')
        return {};
    --end;
    if (end > 0 && text[end - 1] == u'\\')
        --end;
    qsizetype begin = end;
    while (begin > 0 && text[begin - 1] != u'"' && end - begin < longestName)
        --begin;
    return text.sliced(begin, end - begin);
}

} // namespace

bool holdsVectors(QStringView text)
{
    for (qsizetype bracket = text.indexOf(u'['); bracket >= 0; bracket = text.indexOf(u'[', bracket + 1)) {
        constexpr qsizetype mostSpace = 40;
        qsizetype colon = bracket - 1;
        while (colon >= 0 && text[colon].isSpace() && bracket - colon < mostSpace)
            --colon;
        if (colon < 0 || text[colon] != u':')
            continue;
        const QStringView inside = text.sliced(bracket + 1).left(mostSpace).trimmed();
        const bool isVector = !inside.isEmpty() && (inside.front().isDigit() || inside.front() == u'-');
        if (isVector && itemFieldName(nameBefore(text, colon).toString().toStdString()) == "embedding")
            return true;
    }
    return false;
}

} // namespace embedscope
