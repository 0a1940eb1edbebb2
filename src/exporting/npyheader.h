// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace embedscope {

/// The first bytes of a NumPy file, version 1.0: a matrix of little-endian numbers of `bytesPerNumber` (4 or 8), row
/// by row. Padded with spaces, so that the numbers begin at a multiple of 64 bytes.
QByteArray npyHeader(quint64 rows, quint64 columns, int bytesPerNumber);

} // namespace embedscope
