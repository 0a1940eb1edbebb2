// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apikey.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace QKeychain {
class Job;
}

namespace embedscope {

/// Keeps the API key in the desktop's keyring, where KeyFinder finds it, and deletes it there. Where there is
/// no keyring it is kept nowhere: never in a file.
class KeyStore final : public QObject
{
    Q_OBJECT

public:
    /// `patience`: how long one step (write, read back, delete) may take; a keyring that waits to be unlocked
    /// may never answer.
    explicit KeyStore(std::chrono::milliseconds patience = std::chrono::seconds(10),
                      QObject *parent = nullptr);

    /// Writes the key and reads it back; one kept() or keepFailed() follows, after this call returns.
    void keep(const ApiKey &key);
    /// One forgotten() or forgetFailed() follows, after this call returns. What keep() began is not told any
    /// more, and the other way round: the last call counts.
    void forget();

Q_SIGNALS:
    /// The keyring gave the same key back.
    void kept();
    /// `sentence` says why; it is whole and never names the value.
    void keepFailed(const QString &sentence);
    /// The keyring holds none any more.
    void forgotten();
    void forgetFailed(const QString &sentence);

private:
    void readBack(const QByteArray &value);
    void start(QKeychain::Job *job, void (KeyStore::*failed)(const QString &),
               const std::function<void(QKeychain::Job *)> &done);
    QString problemOf(const QKeychain::Job *ended) const;

    std::chrono::milliseconds m_patience;
    quint64 m_call = 0; // keep() and forget(), counted
};

} // namespace embedscope
