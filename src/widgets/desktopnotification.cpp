// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktopnotification.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QStringList>
#include <QVariantMap>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

void sendDesktopNotification(const QString &title, const QString &text)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s,
                                                       u"/org/freedesktop/Notifications"_s,
                                                       u"org.freedesktop.Notifications"_s, u"Notify"_s);
    // The text is markup there, the title is not.
    const QVariantMap hints{{u"desktop-entry"_s, u"embedscope"_s}};
    call << u"Embedscope"_s << 0U << u"embedscope"_s << title << text.toHtmlEscaped() << QStringList() << hints << -1;
    bus.send(call);
}

} // namespace embedscope
