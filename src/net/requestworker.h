// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/taskclient.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <memory>
#include <optional>
#include <unordered_map>

namespace embedscope {

class Transfer;

/// TaskClient's other half, in the network thread: owns the QNetworkAccessManager and the requests under way.
class RequestWorker final : public QObject
{
    Q_OBJECT

public:
    /// `spoolRoot` empty: SpoolFolder's default, and its other places.
    RequestWorker(const ServiceAddress &address, const RequestLimits &limits, const QString &spoolRoot);
    ~RequestWorker() override;

    void setKey(const ApiKey &key) { m_key = key; }
    void get(quint64 ticket, const TaskId &id) { getUrl(ticket, m_address.taskUrl(id)); }
    void getPage(quint64 ticket, int page) { getUrl(ticket, m_address.listUrl(page)); }
    void setAddress(const ServiceAddress &address);
    void setBodyLimit(qint64 bytes) { m_limits.bodyBytes = bytes; }
    void setCaFile(const QString &path);
    void cancel(quint64 ticket);
    void renewConnections();

Q_SIGNALS:
    void progressed(quint64 ticket, qint64 received);
    void sentAgain(quint64 ticket);
    void keptElsewhere(const QString &sentence);
    void finished(quint64 ticket, const embedscope::Result<embedscope::HttpAnswer> &answer);

private:
    const std::shared_ptr<QNetworkAccessManager> &manager();
    SpoolFolder &spool();
    void getUrl(quint64 ticket, const QUrl &url);
    QNetworkRequest requestFor(const QUrl &url) const;
    std::optional<Failure> trustProblem();

    ServiceAddress m_address;
    RequestLimits m_limits;
    QString m_spoolRoot;
    ApiKey m_key;
    QString m_caFile;
    std::optional<QSslConfiguration> m_trust; // made at first use: it reads files
    // Made at first use, so that they belong to the network thread and a start without requests costs nothing.
    std::shared_ptr<QNetworkAccessManager> m_manager;
    std::unique_ptr<SpoolFolder> m_spool;
    std::unordered_map<quint64, std::unique_ptr<Transfer>> m_transfers;
};

} // namespace embedscope
