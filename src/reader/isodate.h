// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace embedscope {

/// A date and time of RFC 3339 ("2026-11-23T10:00:00Z", with or without a fraction, any offset) in UTC, to
/// the millisecond. Invalid where it is none; without an offset it is none, for which zone it means would be
/// a guess.
QDateTime readIsoDate(QStringView text);

} // namespace embedscope
