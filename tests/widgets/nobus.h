// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>

namespace embedscope::test {

/// A connection to no bus: a desktop without portal.
inline QDBusConnection noBus()
{
    return QDBusConnection(QStringLiteral("there is none"));
}

} // namespace embedscope::test
