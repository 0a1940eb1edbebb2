// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/instancerequest.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <chrono>

class QLocalSocket;

namespace embedscope {

/// One program a data folder: the first holds the folder's lock and listens on a socket in it that is for its user alone;
/// a second hands over what it was started with. The lock of a killed program is taken over.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    enum class Outcome {
        First, ///< the folder is ours (or cannot be written by anybody); requested() tells what others hand over
        HandedOver, ///< another program has it and has taken the request: end with success
        NotReached, ///< another program has it and does not answer; problem() says which
    };

    /// `folder` is made where it is missing.
    explicit SingleInstance(const QString &folder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Blocks until it is clear who has the folder, for `patience` at most.
    Outcome claim(const InstanceRequest &request, std::chrono::milliseconds patience = std::chrono::seconds(5));
    /// A sentence for NotReached.
    const QString &problem() const { return m_problem; }

Q_SIGNALS:
    /// Another program was started on the folder: raise the window, and add what it brings (which may be nothing).
    void requested(const embedscope::InstanceRequest &request);

private:
    enum class Reply { Taken, NotThere, Silent };
    Reply handOver(const QByteArray &message, std::chrono::milliseconds patience) const;
    void listen();
    void receive(QLocalSocket *socket);
    void readMessage(QLocalSocket *socket);

    QString m_folder;
    QString m_socketPath;
    QLockFile m_lock;
    QString m_problem;
    int m_guests = 0; // connections that are open
    QLocalServer m_server;
};

} // namespace embedscope
