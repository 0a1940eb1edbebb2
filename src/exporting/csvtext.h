// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace embedscope {

/// The shortest text that reads back as the same double, with a dot whatever the locale; `number` must be finite.
QByteArray numberText(double number);

/// A field of a CSV file in UTF-8, quoted where RFC 4180 asks for it.
QByteArray csvField(QStringView text);

} // namespace embedscope
