// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"

#include <cstdint>

/// What libFuzzer calls with its made-up bytes. Which check it is, the build says: EMBEDSCOPE_CHECK.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString broken = embedscope::fuzz::EMBEDSCOPE_CHECK(bytes);
    if (!broken.isEmpty())
        qFatal("%s", qPrintable(broken));
    return 0;
}
