// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/unlinkedfile.h"

#include <QObject>

class QTcpSocket;

namespace embedscope {

/// Sends a file as the body of an answer, only as fast as the client takes it: Qt HttpServer 6.4 would read
/// it whole into memory for a slow one. A child of the socket; deletes itself at the end.
class FileSender final : public QObject
{
    Q_OBJECT

public:
    /// The answer's head must have been written to the socket. Of the file the first `count` bytes are sent;
    /// where that is not all of it, the connection is closed then.
    FileSender(std::shared_ptr<const UnlinkedFile> file, qint64 count, QTcpSocket *socket);

    /// Whether an answer is being sent on the socket.
    static bool isSendingOn(const QTcpSocket *socket);

private:
    void sendMore();

    std::shared_ptr<const UnlinkedFile> m_file;
    qint64 m_count;
    QTcpSocket *m_socket;
    qint64 m_sent = 0;
};

} // namespace embedscope
