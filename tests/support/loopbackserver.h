// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTcpServer>

#include <functional>
#include <vector>

class QTcpSocket;

namespace embedscope::test {

/// A scripted HTTP server on a real loopback socket: what it says, byte by byte and with which pauses, the test decides.
class LoopbackServer final : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray path; ///< as sent, with the query
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
    };
    /// One thing the server does on a connection.
    struct Step
    {
        QByteArray bytes; ///< written as they are
        int pauseMs = 0; ///< before writing
        enum class Then { Continue, Close, Reset } then = Then::Continue;
    };
    using Script = std::vector<Step>;
    using Handler = std::function<Script(const Request &)>;

    explicit LoopbackServer(QObject *parent = nullptr);
    ~LoopbackServer() override { stop(); }

    QString baseUrl() const; ///< "http://127.0.0.1:PORT/v1.3"
    quint16 port() const { return m_server.serverPort(); }
    /// Stops listening and drops all connections; listenAgain() takes the same port.
    void stop();
    bool listenAgain();

    /// Answers GET /v1.3/embed-v2/tasks/{id} with a whole HTTP answer. Without one: 404.
    void setTask(const QString &id, const QByteArray &body, int status = 200, const QByteArray &extraHeaders = {});
    /// Overrules everything else.
    void setHandler(Handler handler) { m_handler = std::move(handler); }

    const std::vector<Request> &requests() const { return m_requests; }
    int requestsFor(const QString &id) const;
    int mostAtOnce() const { return m_mostAtOnce; }
    int connections() const { return m_connections; } ///< that were made, ever

    /// "HTTP/1.1 STATUS ...", Content-Length and the body, in one piece.
    static QByteArray wholeAnswer(int status, const QByteArray &body, const QByteArray &extraHeaders = {});
    /// {"_id":ID,"status":STATUS} with more members, which begin with a comma.
    static QByteArray taskBody(const QString &id, const QByteArray &status, const QByteArray &more = {});

private:
    void accept();
    void readFrom(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Request &request);
    void play(QTcpSocket *socket, const Script &script, size_t step);

    QTcpServer m_server;
    quint16 m_port = 0;
    QHash<QTcpSocket *, QByteArray> m_pending;
    QHash<QByteArray, QByteArray> m_answers; // by path
    Handler m_handler;
    std::vector<Request> m_requests;
    int m_atOnce = 0;
    int m_mostAtOnce = 0;
    int m_connections = 0;
};

} // namespace embedscope::test
