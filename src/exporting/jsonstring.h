// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace embedscope {

/// `text` as a JSON string in UTF-8, with its quotes. Half a surrogate pair, which UTF-8 cannot carry,
/// becomes U+FFFD.
QByteArray jsonString(QStringView text);

} // namespace embedscope
