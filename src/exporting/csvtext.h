// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace embedscope {

/// The shortest text that reads back as the same double, with a dot whatever the locale; `number` must be finite.
QByteArray numberText(double number);
/// The same for a float: as few digits as read back to it.
QByteArray numberText(float number);

/// How a text is put into a cell.
enum class CsvCells {
    Plain, ///< as it is
    /// A text that a spreadsheet would take for a formula, because it begins with = + - @ (or a full-width form of them), a
    /// tab or a line break, gets ' in front; so does one that begins with ', so that dropping one ' gives every text back.
    Safe,
};

/// A text as a field of a CSV file in UTF-8, quoted where RFC 4180 asks for it.
QByteArray csvField(QStringView text, CsvCells cells);

} // namespace embedscope
