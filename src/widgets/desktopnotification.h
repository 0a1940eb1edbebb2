// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace embedscope {

/// Shows a notification of the desktop (org.freedesktop.Notifications). Does not wait; where there is no such
/// service nothing happens.
void sendDesktopNotification(const QString &title, const QString &text);

} // namespace embedscope
