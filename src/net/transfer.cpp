// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transfer.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace embedscope {

namespace {

constexpr qint64 readBuffer = 1 << 20;
constexpr qint64 errorBodyLimit = 64 << 10;

std::vector<std::pair<QByteArray, QByteArray>> rateHeaders(const QNetworkReply &reply)
{
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    for (const auto &header : reply.rawHeaderPairs()) {
        if (header.first.toLower().startsWith("x-ratelimit"))
            headers.emplace_back(header.first, header.second);
    }
    return headers;
}

} // namespace

void Transfer::ReplyDeleter::operator()(QNetworkReply *reply) const
{
    reply->abort();
    reply->deleteLater();
}

Transfer::Transfer(const std::shared_ptr<QNetworkAccessManager> &manager, const QNetworkRequest &request,
                   SpoolFolder &spool, const RequestLimits &limits, const QByteArray &key) :
    m_manager(manager), m_reply(manager->get(request)), m_limits(limits), m_sink(spool, limits.bodyBytes, key)
{
    QNetworkReply *const reply = m_reply.get();
    reply->setReadBufferSize(readBuffer); // else 250 MB wait in memory
    m_deadline.setSingleShot(true);
    m_deadline.start(limits.headers);
    m_sinceProgress.start();
    connect(reply, &QNetworkReply::readyRead, this, &Transfer::takeBytes);
    connect(reply, &QNetworkReply::finished, this, &Transfer::takeBytes);
    connect(reply, &QNetworkReply::requestSent, this, &Transfer::noteSent);
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        if (m_wasSent)
            endUnanswered();
    });
    m_slowTimer.setInterval(limits.slow);
    connect(&m_slowTimer, &QTimer::timeout, this, &Transfer::checkSpeed);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const bool begun = m_sink.size() > 0;
        const auto limit = begun ? m_limits.idle : m_limits.headers;
        end(Failure{.kind = FailureKind::Timeout,
                    .httpStatus = std::nullopt,
                    .detail = begun ? QStringLiteral("%1 bytes came, then nothing for %2 s")
                                          .arg(m_sink.size())
                                          .arg(static_cast<double>(limit.count()) / 1000)
                                    : QStringLiteral("nothing came for %1 s")
                                          .arg(static_cast<double>(limit.count()) / 1000)});
    });
}

Transfer::~Transfer()
{
    // From us alone: the reply's other signals are Qt's own, and without them abort() does not reach the connection, which
    // then stays taken, one of six.
    disconnect(m_reply.get(), nullptr, this, nullptr);
}

int Transfer::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// In pieces: readAll() unpacks all that has come before it returns, and 3 MB of gzip can be 3 GB. And not too many at
/// once: other requests, and the end of the program, wait for this thread.
void Transfer::takeBytes()
{
    constexpr int mostPieces = 16;
    for (int piece = 0; piece < mostPieces && !m_ended; ++piece) {
        const QByteArray bytes = m_reply->read(readBuffer);
        if (bytes.isEmpty()) {
            if (m_reply->isFinished())
                replyFinished();
            return;
        }
        takePiece(bytes);
    }
    if (!m_ended)
        QMetaObject::invokeMethod(this, &Transfer::takeBytes, Qt::QueuedConnection);
}

void Transfer::takePiece(const QByteArray &bytes)
{
    m_deadline.start(m_limits.idle);
    if (!m_slowTimer.isActive())
        m_slowTimer.start();
    if (status() != 200) {
        // Only a sentence is wanted from the body of an error.
        const QByteArray wanted = bytes.left(std::max<qint64>(0, errorBodyLimit - m_sink.size()));
        if (!wanted.isEmpty())
            (void)m_sink.append(wanted);
        if (m_sink.size() >= errorBodyLimit)
            endWithAnswer(); // the rest may be endless
        return;
    }
    if (const auto failure = m_sink.append(bytes)) {
        end(*failure);
        return;
    }
    if (m_sinceProgress.elapsed() >= 100) {
        m_sinceProgress.restart();
        Q_EMIT progressed(m_sink.size());
    }
}

/// A byte now and then keeps the idle deadline away for ever.
void Transfer::checkSpeed()
{
    const qint64 came = m_sink.size() - m_bytesAtCheck;
    m_bytesAtCheck = m_sink.size();
    if (came < m_limits.slowBytes)
        end(Failure{.kind = FailureKind::Timeout,
                    .detail = QStringLiteral("only %1 bytes came in %2 s")
                                  .arg(came)
                                  .arg(static_cast<double>(m_limits.slow.count()) / 1000)});
}

void Transfer::noteSent()
{
    if (!std::exchange(m_wasSent, true))
        return;
    if (!m_ended)
        Q_EMIT sentAgain();
    endUnanswered();
}

/// Where a connection closes before an answer, Qt sends the request again by itself, up to three times, at once: into
/// nobody's log or budget. The first sign of that ends the transfer; whether and when to ask again is the poller's to say.
void Transfer::endUnanswered()
{
    if (m_ended)
        return;
    end(Failure{.kind = FailureKind::Network,
                .detail = QStringLiteral("the connection was closed without an answer")});
    m_reply->abort();
}

/// The last byte was taken.
void Transfer::replyFinished()
{
    // Qt's error codes say little about HTTP (429 and 400 are one): the status decides. A 1xx is no final answer: Qt
    // takes it for one, and every later answer on that connection then belongs to the request before.
    const int http = status();
    if (http < 200 || (http == 200 && m_reply->error() != QNetworkReply::NoError)) {
        end(transportFailure());
        return;
    }
    endWithAnswer();
}

void Transfer::endWithAnswer()
{
    auto body = m_sink.finish();
    if (!body) {
        end(body.failure());
        return;
    }
    end(HttpAnswer{.url = m_reply->request().url(),
                   .status = status(),
                   .contentType = m_reply->rawHeader("Content-Type"),
                   .body = std::move(*body),
                   .retryAfter = m_reply->rawHeader("Retry-After"),
                   .date = m_reply->rawHeader("Date"),
                   .rateHeaders = rateHeaders(*m_reply),
                   .redirectTarget = QString::fromLatin1(m_reply->rawHeader("Location")),
                   .receivedAt = QDateTime::currentDateTimeUtc(),
                   .holdsKey = m_sink.holdsSecret()});
}

Failure Transfer::transportFailure() const
{
    const int http = status();
    Failure failure{.kind = FailureKind::Network};
    if (http > 0)
        failure.httpStatus = http;
    if (http > 0 && http < 200)
        failure.detail = QStringLiteral("an interim answer (%1) instead of a final one").arg(http);
    else if (m_sink.size() > 0)
        failure.detail = QStringLiteral("the answer broke off after %1 bytes").arg(m_sink.size());
    else
        failure.detail = m_reply->errorString();
    if (m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError) {
        failure.kind = FailureKind::NotTheService;
        failure.detail = QStringLiteral("a proxy that asks for a login");
    }
    failure.isUntrusted = m_reply->error() == QNetworkReply::SslHandshakeFailedError;
    return failure;
}

void Transfer::end(const Result<HttpAnswer> &answer)
{
    m_ended = true;
    m_deadline.stop();
    m_slowTimer.stop();
    Q_EMIT finished(answer);
}

} // namespace embedscope

#include "moc_transfer.cpp"
