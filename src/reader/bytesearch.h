// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/result.h"

#include <functional>
#include <vector>

class QIODevice;

namespace embedscope {

/// Where a text stands in an answer.
struct ByteHits
{
    qint64 count = 0; ///< all of them; hits do not overlap
    std::vector<qint64> places = {}; ///< the first ones, ascending: in bytes from 0
};

/// Finds `text` in everything that the open, random-access device holds, byte by byte; letters of ASCII match in
/// either case. Reads block by block, so that memory does not grow with the answer. At most `mostPlaces` are
/// kept. Fails where the device cannot be read (Network, isOfDisk), or as Cancelled, which is asked once a block.
Result<ByteHits> findBytes(QIODevice &device, const QByteArray &text, size_t mostPlaces,
                           const std::function<bool()> &isCancelled = {});

} // namespace embedscope
