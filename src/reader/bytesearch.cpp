// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/bytesearch.h"

#include "core/blocksearch.h"

#include <QIODevice>

namespace embedscope {

namespace {

constexpr qint64 blockSize = 1 << 20;

} // namespace

Result<ByteHits> findBytes(QIODevice &device, const QByteArray &text, size_t mostPlaces,
                           const std::function<bool()> &isCancelled)
{
    ByteHits hits;
    if (text.isEmpty())
        return hits;
    const auto ofDisk = [&device] {
        return Failure{.kind = FailureKind::Network, .detail = device.errorString(), .isOfDisk = true};
    };
    if (!device.seek(0))
        return ofDisk();
    BlockSearch search(text, BlockSearch::Letters::AnyCase);
    QByteArray block(blockSize, Qt::Uninitialized);
    for (;;) {
        if (isCancelled && isCancelled())
            return Failure{.kind = FailureKind::Cancelled};
        const qint64 count = device.read(block.data(), blockSize);
        if (count < 0)
            return ofDisk();
        if (count == 0)
            break;
        search.add({block.constData(), count}, [&hits, mostPlaces](qint64 place) {
            if (hits.places.size() < mostPlaces)
                hits.places.push_back(place);
        });
    }
    hits.count = search.count();
    return hits;
}

} // namespace embedscope
