// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/filesender.h"

#include <QTcpSocket>

#include <algorithm>

namespace embedscope {

FileSender::FileSender(std::shared_ptr<const UnlinkedFile> file, qint64 count, QTcpSocket *socket)
    : QObject(socket), m_file(std::move(file)), m_count(count), m_socket(socket)
{
    connect(socket, &QIODevice::bytesWritten, this, &FileSender::sendMore);
    sendMore();
}

bool FileSender::isSendingOn(const QTcpSocket *socket)
{
    return socket->findChild<FileSender *>(QString(), Qt::FindDirectChildrenOnly) != nullptr;
}

void FileSender::sendMore()
{
    constexpr qint64 pieceSize = 256 * 1024;
    constexpr qint64 mostWaiting = 2 * pieceSize;
    while (m_sent < m_count && m_socket->bytesToWrite() < mostWaiting) {
        const QByteArray piece = m_file->read(m_sent, std::min(pieceSize, m_count - m_sent));
        if (piece.isEmpty() || m_socket->write(piece) != piece.size()) {
            m_socket->abort(); // shorter than promised: the client must see that
            return;
        }
        m_sent += piece.size();
    }
    if (m_sent == m_count) {
        disconnect(m_socket, nullptr, this, nullptr);
        setParent(nullptr); // the socket may take the next request from now on
        deleteLater();
        if (m_count < m_file->size())
            m_socket->disconnectFromHost();
    }
}

} // namespace embedscope

#include "moc_filesender.cpp"
