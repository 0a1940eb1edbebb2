// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/window/fileserver.h"

#include <QString> // its builder joins bytes as well

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace embedscope {

namespace {

sockaddr *asAddress(sockaddr_in *address)
{
    return reinterpret_cast<sockaddr *>(address); // NOLINT: the socket interface's own way
}

bool sendAll(int connection, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const auto count = ::send(connection, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent),
                                  MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += count;
    }
    return true;
}

} // namespace

FileServer::FileServer(QByteArray body) : m_body(std::move(body))
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    if (::bind(m_socket, asAddress(&address), length) != 0 || ::listen(m_socket, 8) != 0
        || ::getsockname(m_socket, asAddress(&address), &length) != 0)
        qFatal("no socket on loopback");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

FileServer::~FileServer()
{
    ::shutdown(m_socket, SHUT_RDWR); // wakes the thread in accept()
    m_thread.join();
    ::close(m_socket);
}

void FileServer::serve()
{
    while (true) {
        const int connection = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0)
            return;
        answer(connection);
        ::close(connection);
    }
}

void FileServer::answer(int connection)
{
    QByteArray request;
    char buffer[4096];
    while (!request.contains("\r\n\r\n")) {
        const auto count = ::recv(connection, buffer, sizeof(buffer), 0);
        if (count <= 0)
            return;
        request.append(buffer, count);
    }
    QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
    head += "Content-Length: " + QByteArray::number(m_body.size()) + "\r\n\r\n";
    m_firstByte = std::chrono::steady_clock::now();
    if (sendAll(connection, head) && sendAll(connection, m_body))
        m_lastByte = std::chrono::steady_clock::now();
}

} // namespace embedscope
