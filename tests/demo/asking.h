// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QUrl>

namespace embedscope::test {

/// What a client got; status 0 where no answer came.
struct Answer
{
    int status = 0;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString field(QStringView name) const { return json().value(name).toString(); }
};

/// Asks as a well-meaning client does.
inline Answer ask(const QString &url, const QByteArray &key = "demo", const QByteArray &verb = "GET")
{
    QNetworkAccessManager manager;
    QNetworkRequest request{QUrl(url)};
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    if (!key.isEmpty())
        request.setRawHeader("x-api-key", key);
    QNetworkReply *reply = manager.sendCustomRequest(request, verb);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(60'000))
        return {};
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    return answer;
}

/// Sends one request on a socket of its own; all bytes until the server ends the connection or `waitMs` have
/// gone by.
inline QByteArray askRaw(const QString &url, int waitMs, bool *isClosed)
{
    const QUrl where(url);
    QTcpSocket socket;
    QByteArray all;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { all += socket.readAll(); });
    QSignalSpy disconnected(&socket, &QTcpSocket::disconnected);
    socket.connectToHost(where.host(), static_cast<quint16>(where.port()));
    socket.write("GET " + where.path().toLatin1() + " HTTP/1.1\r\nHost: x\r\nx-api-key: demo\r\n\r\n");
    *isClosed = disconnected.wait(waitMs);
    return all;
}

} // namespace embedscope::test
