// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demohttpserver.h"

#include "demo/filesender.h"
#include "demo/tasklisting.h"

#include <QHttpServerRequest>
#include <QJsonDocument>
#include <QLocale>
#include <QTcpSocket>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    default:
        return "Not Found";
    }
}

QByteArray httpDate(const QDateTime &now)
{
    return QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace

DemoHttpServer::DemoHttpServer(const DemoCatalogue &catalogue, const QByteArray &key, QObject *parent)
    : QAbstractHttpServer(parent), m_catalogue(catalogue), m_key(key)
{
}

bool DemoHttpServer::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    if (FileSender::isSendingOn(socket)) {
        socket->abort(); // a second request before the first is answered: nobody's client does that
        return true;
    }
    m_meter.count(QDateTime::currentSecsSinceEpoch());
    send(reply(request), request.method() != QHttpServerRequest::Method::Head, socket);
    return true;
}

void DemoHttpServer::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }

DemoHttpServer::Reply DemoHttpServer::reply(const QHttpServerRequest &request) const
{
    const QString collection = u"/v1.3/embed-v2/tasks"_s;
    const QString path = request.url().path();
    if (request.value("x-api-key") != m_key) {
        return error(401, "api_key_invalid",
                     u"The API key is not valid. The demo service takes the key \"%1\" alone."_s.arg(
                         QString::fromLatin1(m_key)));
    }
    if (request.method() != QHttpServerRequest::Method::Get)
        return error(404, "resource_not_exist", u"The demo service answers GET requests alone."_s);
    if (path == collection) {
        const TaskListing listing =
            listTasks(m_catalogue, request.query(), QDateTime::currentDateTimeUtc());
        return listing.refusal.isEmpty() ? Reply{200, {listing.body, nullptr}}
                                         : error(400, "parameter_invalid", listing.refusal);
    }
    if (path.startsWith(collection + u'/')) {
        if (const auto answer = m_catalogue.answer(path.sliced(collection.size() + 1)))
            return {200, *answer};
        return error(404, "resource_not_exist", u"The embedding task does not exist or has been deleted."_s);
    }
    return error(404, "resource_not_exist", u"There is nothing at this address."_s);
}

DemoHttpServer::Reply DemoHttpServer::error(int status, const QByteArray &code, const QString &message)
{
    const QJsonObject body{{u"code"_s, QString::fromLatin1(code)}, {u"message"_s, message}};
    return {status, {QJsonDocument(body).toJson(QJsonDocument::Compact), nullptr}};
}

/// Writes to the socket itself, as QHttpServerResponder would, because that one cannot pace a file.
void DemoHttpServer::send(const Reply &reply, bool withBody, QTcpSocket *socket) const
{
    const DemoCatalogue::Answer &body = reply.body;
    const qint64 size = body.file ? body.file->size() : body.bytes.size();
    socket->write("HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonPhrase(reply.status)
                  + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(size)
                  + "\r\nDate: " + httpDate(QDateTime::currentDateTimeUtc())
                  + "\r\nServer: embedscope-demo\r\nCache-Control: no-store"
                  + "\r\nX-Ratelimit-Limit: " + QByteArray::number(RequestMeter::limit)
                  + "\r\nX-Ratelimit-Remaining: " + QByteArray::number(m_meter.remaining())
                  + "\r\nX-Ratelimit-Used: " + QByteArray::number(m_meter.used())
                  + "\r\nX-Ratelimit-Reset: " + QByteArray::number(m_meter.resetSec()) + "\r\n\r\n");
    if (!withBody)
        return;
    if (body.file)
        new FileSender(body.file, socket);
    else
        socket->write(body.bytes);
}

} // namespace embedscope
