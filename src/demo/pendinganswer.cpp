// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/pendinganswer.h"

#include <QTcpSocket>
#include <QTimer>

namespace embedscope {

PendingAnswer::PendingAnswer(QTcpSocket *socket) : QObject(socket) { }

PendingAnswer::PendingAnswer(QTcpSocket *socket, std::chrono::milliseconds delay,
                             const std::function<void()> &send)
    : QObject(socket)
{
    QTimer::singleShot(delay, this, [this, socket, send] {
        setParent(nullptr); // the socket may take the next request from now on
        deleteLater();
        if (socket->state() == QAbstractSocket::ConnectedState)
            send();
    });
}

bool PendingAnswer::isOn(const QTcpSocket *socket)
{
    return socket->findChild<PendingAnswer *>(QString(), Qt::FindDirectChildrenOnly) != nullptr;
}

} // namespace embedscope

#include "moc_pendinganswer.cpp"
