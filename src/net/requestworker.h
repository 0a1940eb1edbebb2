// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/taskclient.h"

#include <QNetworkAccessManager>

#include <memory>
#include <unordered_map>

namespace embedscope {

class Transfer;

/// TaskClient's other half, in the network thread: owns the QNetworkAccessManager and the requests under way.
class RequestWorker final : public QObject
{
    Q_OBJECT

public:
    RequestWorker(const ServiceAddress &address, const RequestLimits &limits);
    ~RequestWorker() override;

    void setKey(const ApiKey &key) { m_key = key; }
    void get(quint64 ticket, const TaskId &id);
    void cancel(quint64 ticket);
    void renewConnections();

Q_SIGNALS:
    void progressed(quint64 ticket, qint64 received);
    void finished(quint64 ticket, const embedscope::Result<embedscope::HttpAnswer> &answer);

private:
    const std::shared_ptr<QNetworkAccessManager> &manager();
    SpoolFolder &spool();
    QNetworkRequest requestFor(const TaskId &id) const;

    ServiceAddress m_address;
    RequestLimits m_limits;
    ApiKey m_key;
    // Made at first use, so that they belong to the network thread and a start without requests costs nothing.
    std::shared_ptr<QNetworkAccessManager> m_manager;
    std::unique_ptr<SpoolFolder> m_spool;
    std::unordered_map<quint64, std::unique_ptr<Transfer>> m_transfers;
};

} // namespace embedscope
