// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/answerrange.h"

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

namespace embedscope {

namespace {

constexpr qint64 blockSize = 4096;

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// The bytes from `begin` to `end`; fewer where they cannot be read.
QByteArray bytesBetween(QIODevice &device, qint64 begin, qint64 end)
{
    return device.seek(begin) ? device.read(end - begin) : QByteArray();
}

/// The first byte from `begin` on that is no white space; `end` where there is none; -1 where it cannot be
/// read.
qint64 skipSpace(QIODevice &device, qint64 begin, qint64 end)
{
    while (begin < end) {
        const QByteArray block = bytesBetween(device, begin, std::min(end, begin + blockSize));
        if (block.isEmpty())
            return -1;
        const auto text = std::find_if_not(block.begin(), block.end(), isJsonSpace);
        begin += text - block.begin();
        if (text != block.end())
            break;
    }
    return begin;
}

/// The same from the other side: behind the last byte before `end` that is no white space.
qint64 skipSpaceBackwards(QIODevice &device, qint64 begin, qint64 end)
{
    while (begin < end) {
        const qint64 from = std::max(begin, end - blockSize);
        const QByteArray block = bytesBetween(device, from, end);
        if (block.size() != end - from)
            return -1;
        const auto text = std::find_if_not(block.rbegin(), block.rend(), isJsonSpace);
        end -= text - block.rbegin();
        if (text != block.rend())
            break;
    }
    return end;
}

} // namespace

std::optional<AnswerRange> findAnswerRange(QIODevice &device)
{
    const QByteArray bom = QByteArrayLiteral("\xEF\xBB\xBF");
    const qint64 size = device.size();
    const qint64 afterBom = bytesBetween(device, 0, bom.size()) == bom ? bom.size() : 0;
    const qint64 begin = skipSpace(device, afterBom, size);
    if (begin < 0 || begin >= size)
        return std::nullopt;
    const qint64 end = skipSpaceBackwards(device, begin, size);
    if (end < 0)
        return std::nullopt;
    return AnswerRange{begin, end};
}

} // namespace embedscope
