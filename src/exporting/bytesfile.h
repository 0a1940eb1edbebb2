// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/atomicfile.h"

namespace embedscope {

/// Writes these bytes to a file that appears whole or not at all, replacing what stood there. Returns why it could
/// not, in the system's words; empty where it did. Blocking, safe on any thread.
QString writeBytesFile(const QString &path, const QByteArray &bytes);

} // namespace embedscope
