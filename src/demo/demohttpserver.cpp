// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demohttpserver.h"

#include "demo/filesender.h"
#include "demo/pendinganswer.h"
#include "demo/tasklisting.h"

#include <QHttpServerRequest>
#include <QJsonDocument>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 302:
        return "Found";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 429:
        return "Too Many Requests";
    case 503:
        return "Service Unavailable";
    default:
        return "Not Found";
    }
}

QByteArray httpDate(const QDateTime &now)
{
    return QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

QString collection()
{
    return u"/v1.3/embed-v2/tasks"_s;
}

QString taskPrefix()
{
    return collection() + u'/';
}

/// What a hotel's network answers to everything until somebody has signed in.
constexpr auto portalPage =
    "<!DOCTYPE html>\n<html><head><title>Welcome to the Wi-Fi</title></head>\n"
    "<body><h1>Welcome</h1><p>Please accept the terms to use the Wi-Fi.</p>\n"
    "<form method=\"post\" action=\"/accept\"><button>Accept</button></form></body></html>\n";

} // namespace

DemoHttpServer::DemoHttpServer(const DemoCatalogue &catalogue, const DemoOptions &options, QObject *parent)
    : QAbstractHttpServer(parent), m_catalogue(catalogue), m_key(options.key), m_faults(options.faults),
      m_dice(options.faults, options.seed)
{
    m_clock.start();
    if (m_faults.ratePerMinute)
        m_gate.emplace(*m_faults.ratePerMinute);
    m_nobody.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress);
}

bool DemoHttpServer::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    if (FileSender::isSendingOn(socket) || PendingAnswer::isOn(socket)) {
        socket->abort(); // a second request before the first is answered: nobody's client does that
        return true;
    }
    const bool mayPass = count();
    const bool withBody = request.method() != QHttpServerRequest::Method::Head;
    const Fault fault = m_dice.roll();
    if (fault == Fault::Hang) {
        new PendingAnswer(socket);
        return true;
    }
    Reply reply = this->reply(request, mayPass);
    reply.rate = rateFigures();
    reply = faulty(reply, fault, request.url().path());
    const auto end = [reply, withBody, socket, isDropped = fault == Fault::Drop] {
        if (isDropped)
            socket->disconnectFromHost();
        else
            send(reply, withBody, socket);
    };
    if (m_faults.delay.count() > 0)
        new PendingAnswer(socket, m_faults.delay, end);
    else
        end();
    return true;
}

void DemoHttpServer::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }

/// Counts a request; false where it is one too many.
bool DemoHttpServer::count()
{
    if (m_gate)
        return m_gate->take(m_clock.elapsed());
    m_meter.count(QDateTime::currentSecsSinceEpoch());
    return true;
}

RateFigures DemoHttpServer::rateFigures() const
{
    return m_gate ? m_gate->figures(m_clock.elapsed(), QDateTime::currentMSecsSinceEpoch())
                  : m_meter.figures();
}

DemoHttpServer::Reply DemoHttpServer::reply(const QHttpServerRequest &request, bool mayPass) const
{
    const QString path = request.url().path();
    if (request.value("x-api-key") != m_key) {
        return error(401, "api_key_invalid",
                     u"The API key is not valid. The demo service takes the key alone that it printed."_s);
    }
    if (!mayPass)
        return tooManyRequests();
    if (request.method() != QHttpServerRequest::Method::Get)
        return error(404, "resource_not_exist", u"The demo service answers GET requests alone."_s);
    if (path == collection() && !m_faults.hasNoList)
        return listReply(request.query());
    if (path.startsWith(taskPrefix()))
        return taskReply(path.sliced(taskPrefix().size()));
    return error(404, "resource_not_exist", u"There is nothing at this address."_s);
}

DemoHttpServer::Reply DemoHttpServer::taskReply(const QString &id) const
{
    if (const auto answer = m_catalogue.answer(id))
        return {200, *answer};
    return error(404, "resource_not_exist", u"The embedding task does not exist or has been deleted."_s);
}

DemoHttpServer::Reply DemoHttpServer::listReply(const QUrlQuery &query) const
{
    const TaskListing listing = listTasks(m_catalogue, query, QDateTime::currentDateTimeUtc());
    return listing.refusal.isEmpty() ? Reply{200, {listing.body, nullptr}}
                                     : error(400, "parameter_invalid", listing.refusal);
}

DemoHttpServer::Reply DemoHttpServer::tooManyRequests() const
{
    const qint64 seconds = m_gate->secondsToNext(m_clock.elapsed());
    Reply reply =
        error(429, "too_many_requests",
              u"There were too many requests. Please try again later after %1 seconds."_s.arg(seconds));
    reply.moreHeaders = "Retry-After: " + QByteArray::number(seconds) + "\r\n";
    return reply;
}

/// What becomes of a reply to a request for `path`. Drop and Hang send nothing and are none of this.
DemoHttpServer::Reply DemoHttpServer::faulty(const Reply &reply, Fault fault, const QString &path)
{
    Reply result = reply;
    switch (fault) {
    case Fault::Error:
        result =
            error(503, "service_unavailable", u"The service is not available. Please try again later."_s);
        break;
    case Fault::Redirect:
        result = {302, {}};
        result.moreHeaders = "Location: http://127.0.0.1:" + QByteArray::number(m_nobody.localPort())
            + path.toLatin1() + "\r\n";
        break;
    case Fault::Html:
        result = {200, {portalPage, nullptr}};
        result.contentType = "text/html; charset=utf-8";
        break;
    case Fault::Wrong:
        if (reply.status == 200 && path.startsWith(taskPrefix()))
            result.body = m_catalogue.answerOfOther(path.sliced(taskPrefix().size()),
                                                    m_dice.pick(m_catalogue.otherCount()));
        break;
    case Fault::None:
    case Fault::Cut:
    case Fault::Drop:
    case Fault::Hang:
        break;
    }
    result.rate = reply.rate;
    result.bodyBytes = fault == Fault::Cut ? m_dice.cutWithin(result.size()) : result.size();
    return result;
}

DemoHttpServer::Reply DemoHttpServer::error(int status, const QByteArray &code, const QString &message)
{
    const QJsonObject body{{u"code"_s, QString::fromLatin1(code)}, {u"message"_s, message}};
    return {status, {QJsonDocument(body).toJson(QJsonDocument::Compact), nullptr}};
}

/// Writes to the socket itself, as QHttpServerResponder would, because that one cannot pace a file.
void DemoHttpServer::send(const Reply &reply, bool withBody, QTcpSocket *socket)
{
    socket->write("HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonPhrase(reply.status)
                  + "\r\nContent-Type: " + reply.contentType
                  + "\r\nContent-Length: " + QByteArray::number(reply.size())
                  + "\r\nDate: " + httpDate(QDateTime::currentDateTimeUtc())
                  + "\r\nServer: embedscope-demo\r\nCache-Control: no-store"
                  + "\r\nX-Ratelimit-Limit: " + QByteArray::number(reply.rate.limit)
                  + "\r\nX-Ratelimit-Remaining: " + QByteArray::number(reply.rate.remaining)
                  + "\r\nX-Ratelimit-Used: " + QByteArray::number(reply.rate.used) + "\r\nX-Ratelimit-Reset: "
                  + QByteArray::number(reply.rate.resetSec) + "\r\n" + reply.moreHeaders + "\r\n");
    if (!withBody)
        return;
    if (reply.body.file) {
        new FileSender(reply.body.file, reply.bodyBytes, socket);
        return;
    }
    socket->write(reply.body.bytes.left(reply.bodyBytes));
    if (reply.bodyBytes < reply.size())
        socket->disconnectFromHost();
}

} // namespace embedscope

#include "moc_demohttpserver.cpp"
