// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/taskinput.h"

#include "core/streamdevice.h"
#include "reader/textdecoder.h"

namespace embedscope {

std::optional<FoundIds> readTaskIds(QIODevice &input)
{
    TextDecoder decoding;
    IdFinder finder;
    const bool isWhole = readToEnd(input, [&](QByteArrayView piece) {
        finder.add(decoding.take(piece));
        return true;
    });
    if (!isWhole)
        return std::nullopt;
    finder.add(decoding.finish());
    return finder.finish();
}

} // namespace embedscope
