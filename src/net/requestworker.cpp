// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/requestworker.h"

#include "net/spoolfolder.h"
#include "net/transfer.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QSslCertificate>

namespace embedscope {

RequestWorker::RequestWorker(const ServiceAddress &address, const RequestLimits &limits, const QString &spoolRoot) :
    m_address(address), m_limits(limits), m_spoolRoot(spoolRoot)
{
}

RequestWorker::~RequestWorker() = default;

const std::shared_ptr<QNetworkAccessManager> &RequestWorker::manager()
{
    if (!m_manager) {
        m_manager = std::make_shared<QNetworkAccessManager>();
        m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_manager->setAutoDeleteReplies(false);
        if (m_address.isLoopback())
            m_manager->setProxy(QNetworkProxy::NoProxy);
    }
    return m_manager;
}

SpoolFolder &RequestWorker::spool()
{
    if (!m_spool && m_spoolRoot.isEmpty())
        m_spool = std::make_unique<SpoolFolder>([this](const QString &sentence) { Q_EMIT keptElsewhere(sentence); });
    else if (!m_spool)
        m_spool = std::make_unique<SpoolFolder>(m_spoolRoot);
    return *m_spool;
}

void RequestWorker::setAddress(const ServiceAddress &address)
{
    m_address = address;
    m_trust.reset();
    renewConnections();
}

void RequestWorker::setCaFile(const QString &path)
{
    m_caFile = path;
    m_trust.reset();
    renewConnections();
}

/// Loads the certificates to trust, once; a failure where those that were named cannot be had, until they can.
std::optional<Failure> RequestWorker::trustProblem()
{
    const QStringList paths{m_caFile, qEnvironmentVariable("SSL_CERT_FILE")};
    const bool isAnyNamed = !paths.join(QString()).isEmpty();
    if (m_trust || !isAnyNamed || m_address.url().scheme() != QLatin1String("https"))
        return std::nullopt;
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    for (const QString &path : paths) {
        if (path.isEmpty())
            continue;
        const QList<QSslCertificate> certificates = QSslCertificate::fromPath(path);
        if (certificates.isEmpty())
            return Failure{.kind = FailureKind::Network,
                           .detail = QStringLiteral("no certificate can be read from the CA file %1").arg(path),
                           .isUntrusted = true};
        trust.addCaCertificates(certificates);
    }
    m_trust = trust;
    return std::nullopt;
}

QNetworkRequest RequestWorker::requestFor(const QUrl &url) const
{
    QNetworkRequest request(url);
    if (m_trust)
        request.setSslConfiguration(*m_trust);
    request.setRawHeader("x-api-key", m_key.value());
    request.setRawHeader("Accept", "application/json");
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QStringLiteral("Embedscope/%1").arg(QCoreApplication::applicationVersion()));
    // Qt copies every header, the key too, into a request to wherever a redirect points.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // After a GOAWAY Qt 6.4 lets every further request of the manager hang.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // Qt takes 40:1 for a bomb, but vectors of zeros are packed better than that; and it would say that the body is
    // broken where it is too large. BodySink counts the unpacked bytes as they come.
    request.setDecompressedSafetyCheckThreshold(-1);
    return request;
}

void RequestWorker::getUrl(quint64 ticket, const QUrl &url)
{
    if (!m_key.isSendable()) {
        Q_EMIT finished(ticket, Failure{.kind = FailureKind::Unauthorized});
        return;
    }
    if (const auto problem = trustProblem()) {
        Q_EMIT finished(ticket, *problem);
        return;
    }
    const QByteArray secret = m_key.isSecret() ? m_key.value() : QByteArray();
    auto transfer = std::make_unique<Transfer>(manager(), requestFor(url), spool(), m_limits, secret);
    connect(transfer.get(), &Transfer::progressed, this,
            [this, ticket](qint64 received) { Q_EMIT progressed(ticket, received); });
    connect(transfer.get(), &Transfer::sentAgain, this, [this, ticket] { Q_EMIT sentAgain(ticket); });
    connect(
        transfer.get(), &Transfer::finished, this,
        [this, ticket](const Result<HttpAnswer> &answer) {
            const auto found = m_transfers.find(ticket);
            if (found == m_transfers.end())
                return;
            found->second.release()->deleteLater(); // it is the one that speaks
            m_transfers.erase(found);
            if (!answer && answer.failure().httpStatus && *answer.failure().httpStatus < 200)
                renewConnections();
            Q_EMIT finished(ticket, answer);
        });
    m_transfers.emplace(ticket, std::move(transfer));
}

void RequestWorker::cancel(quint64 ticket)
{
    m_transfers.erase(ticket);
}

void RequestWorker::renewConnections()
{
    // Not clearConnectionCache(): it ends the thread of the requests under way, which then never finish. They keep
    // the old manager until they have ended.
    m_manager.reset();
}

} // namespace embedscope

#include "moc_requestworker.cpp"
