// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/bytesearch.h"

#include <QIODevice>

#include <algorithm>
#include <functional>

namespace embedscope {

namespace {

constexpr qint64 blockSize = 1 << 20;

char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void lower(char *begin, char *end)
{
    std::transform(begin, end, begin, asciiLower);
}

} // namespace

Result<ByteHits> findBytes(QIODevice &device, const QByteArray &text, size_t mostPlaces,
                           const std::function<bool()> &isCancelled)
{
    ByteHits hits;
    if (text.isEmpty())
        return hits;
    QByteArray needle = text;
    lower(needle.data(), needle.data() + needle.size());
    const std::boyer_moore_horspool_searcher searcher(needle.cbegin(), needle.cend());
    if (!device.seek(0))
        return Failure{.kind = FailureKind::Network, .detail = device.errorString(), .isOfDisk = true};
    QByteArray block(blockSize + needle.size(), Qt::Uninitialized);
    qint64 kept = 0; // bytes from the block before, in which a hit may have begun
    qint64 blockBegin = 0; // where in the answer the block begins
    for (;;) {
        if (isCancelled && isCancelled())
            return Failure{.kind = FailureKind::Cancelled};
        const qint64 count = device.read(block.data() + kept, blockSize);
        if (count < 0)
            return Failure{.kind = FailureKind::Network, .detail = device.errorString(), .isOfDisk = true};
        if (count == 0)
            return hits;
        lower(block.data() + kept, block.data() + kept + count);
        const char *const end = block.constData() + kept + count;
        const char *from = block.constData();
        for (;;) {
            const char *const found = std::search(from, end, searcher);
            if (found == end)
                break;
            if (hits.places.size() < mostPlaces)
                hits.places.push_back(blockBegin + (found - block.constData()));
            ++hits.count;
            from = found + needle.size();
        }
        const qint64 tail = std::min<qint64>(end - from, needle.size() - 1);
        blockBegin += (end - block.constData()) - tail;
        std::copy(end - tail, end, block.data());
        kept = tail;
    }
}

} // namespace embedscope
