// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/democatalogue.h"
#include "demo/requestmeter.h"

#include <QAbstractHttpServer>

namespace embedscope {

/// Speaks the service's HTTP for a catalogue: the key is checked first, then GET of one task and of the list.
class DemoHttpServer final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    /// The catalogue must outlive the server.
    DemoHttpServer(const DemoCatalogue &catalogue, const QByteArray &key, QObject *parent);

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    /// What is answered: a status, and a body at hand or in a file.
    struct Reply
    {
        int status = 200;
        DemoCatalogue::Answer body;
    };

    Reply reply(const QHttpServerRequest &request) const;
    static Reply error(int status, const QByteArray &code, const QString &message);
    void send(const Reply &reply, bool withBody, QTcpSocket *socket) const;

    const DemoCatalogue &m_catalogue;
    QByteArray m_key;
    RequestMeter m_meter;
};

} // namespace embedscope
