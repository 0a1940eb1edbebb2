// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/npyheader.h"

#include <QString> // with it the operator + of QStringBuilder

namespace embedscope {

QByteArray npyHeader(quint64 rows, quint64 columns, int bytesPerNumber)
{
    constexpr qsizetype alignment = 64;
    constexpr qsizetype magicSize = 10; // "\x93NUMPY", version, and the length of the rest in two bytes
    QByteArray words = "{'descr': '<f" + QByteArray::number(bytesPerNumber)
        + "', 'fortran_order': False, 'shape': (" + QByteArray::number(rows) + ", " + QByteArray::number(columns)
        + "), }";
    const qsizetype unpadded = magicSize + words.size() + 1;
    words += QByteArray((alignment - unpadded % alignment) % alignment, ' ') + '\n';
    QByteArray header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(words.size() & 0xFF);
    header += static_cast<char>((words.size() >> 8) & 0xFF);
    return header + words;
}

} // namespace embedscope
