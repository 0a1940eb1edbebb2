// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopbackserver.h"

#include <QHostAddress>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace embedscope::test {

LoopbackServer::LoopbackServer(QObject *parent) : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackServer::accept);
    m_server.listen(QHostAddress::LocalHost);
    m_port = m_server.serverPort();
}

QString LoopbackServer::baseUrl() const
{
    return QStringLiteral("http://127.0.0.1:%1/v1.3").arg(m_port);
}

void LoopbackServer::stop()
{
    m_server.close();
    const auto sockets = m_pending.keys();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

bool LoopbackServer::listenAgain()
{
    return m_server.listen(QHostAddress::LocalHost, m_port);
}

void LoopbackServer::setTask(const QString &id, const QByteArray &body, int status, const QByteArray &extraHeaders)
{
    m_answers.insert("/v1.3/embed-v2/tasks/" + id.toLatin1(), wholeAnswer(status, body, extraHeaders));
}

int LoopbackServer::requestsFor(const QString &id) const
{
    const QByteArray end = '/' + id.toLatin1();
    return static_cast<int>(std::count_if(m_requests.begin(), m_requests.end(), [&](const Request &request) {
        return request.path.endsWith(end);
    }));
}

QByteArray LoopbackServer::wholeAnswer(int status, const QByteArray &body, const QByteArray &extraHeaders)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nContent-Type: application/json\r\n" + extraHeaders
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray LoopbackServer::taskBody(const QString &id, const QByteArray &status, const QByteArray &more)
{
    return "{\"_id\":\"" + id.toLatin1() + "\",\"status\":\"" + status + "\"" + more + "}";
}

void LoopbackServer::accept()
{
    while (QTcpSocket *const socket = m_server.nextPendingConnection()) {
        ++m_connections;
        m_pending.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readFrom(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_pending.remove(socket);
            socket->deleteLater();
        });
    }
}

void LoopbackServer::readFrom(QTcpSocket *socket)
{
    QByteArray &pending = m_pending[socket];
    pending += socket->readAll();
    const auto end = pending.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QList<QByteArray> lines = pending.left(end).split('\n');
    pending.remove(0, end + 4);
    Request request;
    request.path = lines.first().split(' ').value(1);
    for (const QByteArray &line : lines.sliced(1)) {
        const auto colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    m_requests.push_back(request);
    m_mostAtOnce = std::max(m_mostAtOnce, ++m_atOnce);
    answer(socket, request);
}

void LoopbackServer::answer(QTcpSocket *socket, const Request &request)
{
    Script script;
    if (m_handler)
        script = m_handler(request);
    else if (const auto found = m_answers.constFind(request.path); found != m_answers.cend())
        script = {{.bytes = *found}};
    else
        script = {{.bytes = wholeAnswer(404, R"({"code":"resource_not_exist","message":"No such task."})")}};
    play(socket, script, 0);
}

void LoopbackServer::play(QTcpSocket *socket, const Script &script, size_t step)
{
    if (step == script.size()) {
        --m_atOnce;
        return;
    }
    QTimer::singleShot(script[step].pauseMs, this, [this, guard = QPointer(socket), script, step] {
        if (!guard) {
            --m_atOnce;
            return;
        }
        guard->write(script[step].bytes);
        if (script[step].then == Step::Then::Close)
            guard->disconnectFromHost();
        else if (script[step].then == Step::Then::Reset)
            guard->abort();
        play(guard, script, step + 1);
    });
}

} // namespace embedscope::test
