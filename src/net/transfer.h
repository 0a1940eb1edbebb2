// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "net/bodysink.h"
#include "net/httpanswer.h"
#include "net/taskclient.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace embedscope {

/// One reply on its way: streams the body into a BodySink, keeps the deadlines, and ends in one finished().
class Transfer final : public QObject
{
    Q_OBJECT

public:
    /// Sends the request, and keeps `manager` alive until the reply has gone. `spool` must outlive the transfer. `key`
    /// is looked for in the body.
    Transfer(const std::shared_ptr<QNetworkAccessManager> &manager, const QNetworkRequest &request, SpoolFolder &spool,
             const RequestLimits &limits, const QByteArray &key);
    /// Aborts a reply that is still on its way.
    ~Transfer() override;

Q_SIGNALS:
    void progressed(qint64 received);
    /// Qt has sent the request a second time; finished() with a failure comes at once.
    void sentAgain();
    void finished(const embedscope::Result<embedscope::HttpAnswer> &answer);

private:
    void takeBytes();
    void takePiece(const QByteArray &bytes);
    void replyFinished();
    void checkSpeed();
    void noteSent();
    void endUnanswered();
    void endWithAnswer();
    void end(const Result<HttpAnswer> &answer);
    int status() const;
    Failure transportFailure() const;

    struct ReplyDeleter
    {
        void operator()(QNetworkReply *reply) const;
    };
    std::shared_ptr<QNetworkAccessManager> m_manager;
    std::unique_ptr<QNetworkReply, ReplyDeleter> m_reply; // goes before the manager, which is its parent
    RequestLimits m_limits;
    BodySink m_sink;
    QTimer m_deadline;
    QTimer m_slowTimer;
    qint64 m_bytesAtCheck = 0;
    QElapsedTimer m_sinceProgress;
    bool m_wasSent = false;
    bool m_ended = false;
};

} // namespace embedscope
