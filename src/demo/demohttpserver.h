// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/democatalogue.h"
#include "demo/faultdice.h"
#include "demo/requestgate.h"
#include "demo/requestmeter.h"

#include <QAbstractHttpServer>
#include <QElapsedTimer>
#include <QTcpSocket>

namespace embedscope {

/// Speaks the service's HTTP for a catalogue: the key is checked first, then GET of one task and of the list.
/// What the faults say goes wrong afterwards, whatever the answer is.
class DemoHttpServer final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    /// Key, faults and seed are taken from the options. The catalogue must outlive the server.
    DemoHttpServer(const DemoCatalogue &catalogue, const DemoOptions &options, QObject *parent);

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    /// What is answered: a status, and a body at hand or in a file.
    struct Reply
    {
        int status = 200;
        DemoCatalogue::Answer body;
        QByteArray moreHeaders = {}; ///< whole lines
        QByteArray contentType = "application/json";
        qint64 bodyBytes = 0; ///< so many of the body are sent; fewer than all: the connection ends then
        RateFigures rate = {};

        qint64 size() const { return body.file ? body.file->size() : body.bytes.size(); }
    };

    bool count();
    RateFigures rateFigures() const;
    Reply reply(const QHttpServerRequest &request, bool mayPass) const;
    Reply taskReply(const QString &id) const;
    Reply listReply(const QUrlQuery &query) const;
    Reply tooManyRequests() const;
    Reply faulty(const Reply &reply, Fault fault, const QString &path);
    static Reply error(int status, const QByteArray &code, const QString &message);
    static void send(const Reply &reply, bool withBody, QTcpSocket *socket);

    const DemoCatalogue &m_catalogue;
    QByteArray m_key;
    DemoFaults m_faults;
    FaultDice m_dice;
    RequestMeter m_meter;
    std::optional<RequestGate> m_gate; // instead of the meter, where requests are limited
    QElapsedTimer m_clock;
    QTcpSocket m_nobody; // holds a port where nobody listens, for redirects
};

} // namespace embedscope
