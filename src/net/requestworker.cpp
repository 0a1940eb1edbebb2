// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/requestworker.h"

#include "net/spoolfolder.h"
#include "net/transfer.h"

#include <QCoreApplication>
#include <QNetworkProxy>

namespace embedscope {

RequestWorker::RequestWorker(const ServiceAddress &address, const RequestLimits &limits) :
    m_address(address), m_limits(limits)
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
    if (!m_spool)
        m_spool = std::make_unique<SpoolFolder>();
    return *m_spool;
}

QNetworkRequest RequestWorker::requestFor(const TaskId &id) const
{
    QNetworkRequest request(m_address.taskUrl(id));
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
    // Qt takes 40:1 for a bomb, but vectors of zeros compress better than that; our own cap counts the decoded bytes.
    request.setDecompressedSafetyCheckThreshold(m_limits.bodyBytes);
    return request;
}

void RequestWorker::get(quint64 ticket, const TaskId &id)
{
    if (!m_key.isSendable()) {
        Q_EMIT finished(ticket, Failure{.kind = FailureKind::Unauthorized});
        return;
    }
    auto transfer = std::make_unique<Transfer>(manager(), requestFor(id), spool(), m_limits);
    connect(transfer.get(), &Transfer::progressed, this,
            [this, ticket](qint64 received) { Q_EMIT progressed(ticket, received); });
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
