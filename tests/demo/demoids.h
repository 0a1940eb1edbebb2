// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace embedscope::test {

/// Tasks that the demo service always has.
inline const QString filmId = QStringLiteral("6743d0a10b5e9c27f18a4d01");
inline const QString lateId = QStringLiteral("6743d0a10b5e9c27f18a4d03"); ///< ready after a while
inline const QString longId = QStringLiteral("6743d0a10b5e9c27f18a4d04"); ///< four hours
inline const QString failedId = QStringLiteral("6743d0a10b5e9c27f18a4d05");
inline const QString unknownId = QStringLiteral("6743d0a10b5e9c27f18a4d06");

} // namespace embedscope::test
