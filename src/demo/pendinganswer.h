// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <functional>

class QTcpSocket;

namespace embedscope {

/// An answer that is held back, for a while or for ever. A child of the socket, so it ends with the
/// connection; otherwise it deletes itself when the answer is sent.
class PendingAnswer final : public QObject
{
    Q_OBJECT

public:
    /// Calls `send` after `delay`, if the connection still stands.
    PendingAnswer(QTcpSocket *socket, std::chrono::milliseconds delay, const std::function<void()> &send);
    /// For ever.
    explicit PendingAnswer(QTcpSocket *socket);

    /// Whether an answer is held back on the socket.
    static bool isOn(const QTcpSocket *socket);
};

} // namespace embedscope
