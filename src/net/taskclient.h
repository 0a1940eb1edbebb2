// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "net/apikey.h"
#include "net/httpanswer.h"
#include "net/serviceaddress.h"

#include <QObject>
#include <QThread>

#include <chrono>

namespace embedscope {

class RequestWorker;
class SpoolFolder;

/// Deadlines and limits of one request.
struct RequestLimits
{
    std::chrono::milliseconds headers{60'000}; ///< from sending to the first byte of the answer's body or its end
    std::chrono::milliseconds idle{30'000}; ///< without a byte while the body comes
    std::chrono::milliseconds slow{30'000}; ///< in which fewer than `slowBytes` come: such a body is given up
    qint64 slowBytes = 30 << 10;
    qint64 bodyBytes = 2LL << 30; ///< decoded; more is TooLarge
};

/// Sends GET /embed-v2/tasks/{id}, or a page of the list, and brings each answer's body to disk or memory. The network lives in a thread of its
/// own, so that neither decompression nor the disk holds up the caller's. Never follows a redirect, never uses HTTP/2.
class TaskClient final : public QObject
{
    Q_OBJECT

public:
    /// `spoolRoot`: where large bodies arrive, see SpoolFolder; empty: its default.
    explicit TaskClient(const ServiceAddress &address, const RequestLimits &limits = {}, const QString &spoolRoot = {},
                        QObject *parent = nullptr);
    ~TaskClient() override;

    /// The key for requests from now on.
    void setKey(const ApiKey &key);
    /// Another service for requests from now on, on new connections.
    void setAddress(const ServiceAddress &address);
    /// Bodies of requests from now on may have so many bytes.
    void setBodyLimit(qint64 bytes);
    /// A file with certificates (PEM) of authorities to trust besides the system's; empty: none but those that
    /// SSL_CERT_FILE names. Where it cannot be read, no request is sent.
    void setCaFile(const QString &path);
    /// Sends a request; exactly one finished() with this ticket follows, unless it is cancelled. Not more than six at
    /// once, please: further ones would wait in a queue where their deadlines already run.
    void get(quint64 ticket, const TaskId &id);
    /// The same for a page of the list of tasks, from 1.
    void getPage(quint64 ticket, int page);
    /// Takes a request back; no finished() follows.
    void cancel(quint64 ticket);
    /// Drops all kept-alive connections, for when one of them gave another task's answer.
    void renewConnections();

Q_SIGNALS:
    /// `received`: bytes of the body so far; at most ten times a second.
    void progressed(quint64 ticket, qint64 received);
    /// The request went out a second time before we could keep Qt from it; finished() with a failure follows.
    void sentAgain(quint64 ticket);
    /// The cache takes no bodies, and what they go to instead.
    void keptElsewhere(const QString &sentence);
    void finished(quint64 ticket, const embedscope::Result<embedscope::HttpAnswer> &answer);

private:
    QThread m_thread;
    RequestWorker *m_worker; // lives in m_thread, deleted when it ends
};

} // namespace embedscope
