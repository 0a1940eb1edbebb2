// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QByteArray>

#include <random>

namespace embedscope::test {

inline TaskId archiveId(int number)
{
    return *TaskId::fromString(QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')));
}

/// A text like an answer, of exactly `size` bytes (at least 60), the same for the same number; packs to about half.
inline QByteArray archiveText(int number, qint64 size)
{
    QByteArray text = "{\"_id\":\"" + archiveId(number).toString().toLatin1() + "\",\"data\":[0";
    text.reserve(size);
    std::mt19937 random(static_cast<unsigned>(number));
    while (text.size() < size - 2) {
        text += ",0.";
        text += QByteArray::number(random());
    }
    text.truncate(size - 2);
    if (text.endsWith(',') || text.endsWith('.'))
        text.back() = '0';
    return text + "]}";
}

/// Some stay in memory as they arrive, some in a file, some too small to pack.
inline qint64 archiveTextSize(int number)
{
    constexpr qint64 sizes[] = {300, 9'000, 100'000, 70'000};
    return sizes[number % 4];
}

} // namespace embedscope::test
