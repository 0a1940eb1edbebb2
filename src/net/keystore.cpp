// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keystore.h"

#include "net/keyringjob.h"

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

KeyStore::KeyStore(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent), m_patience(patience)
{
}

void KeyStore::keep(const ApiKey &key)
{
    ++m_call;
    auto *const job = new QKeychain::WritePasswordJob(keyringService());
    job->setTextData(QString::fromLatin1(key.value()));
    start(job, &KeyStore::keepFailed, [this, value = key.value()](QKeychain::Job *) { readBack(value); });
}

/// Keyrings exist that take everything and keep nothing (a session of their own, another backend when the
/// first is slow).
void KeyStore::readBack(const QByteArray &value)
{
    start(new QKeychain::ReadPasswordJob(keyringService()), &KeyStore::keepFailed,
          [this, value](QKeychain::Job *ended) {
              if (qobject_cast<QKeychain::ReadPasswordJob *>(ended)->binaryData() == value)
                  Q_EMIT kept();
              else
                  Q_EMIT keepFailed(
                      tr("The desktop's keyring took the key, but did not give the same one back."));
          });
}

void KeyStore::forget()
{
    ++m_call;
    start(new QKeychain::DeletePasswordJob(keyringService()), &KeyStore::forgetFailed,
          [this](QKeychain::Job *) { Q_EMIT forgotten(); });
}

/// `done` is called only where the job had its way and nothing else was asked for meanwhile.
void KeyStore::start(QKeychain::Job *job, void (KeyStore::*failed)(const QString &),
                     const std::function<void(QKeychain::Job *)> &done)
{
    startKeyringJob(job, m_patience, this, [this, call = m_call, failed, done](QKeychain::Job *ended) {
        if (call != m_call)
            return;
        const QString problem = problemOf(ended);
        if (problem.isEmpty())
            done(ended);
        else
            Q_EMIT(this->*failed)(problem);
    });
}

QString KeyStore::problemOf(const QKeychain::Job *ended) const
{
    if (!ended)
        return tr("The desktop's keyring did not answer within %1 s; perhaps it waits to be unlocked, and acts then.")
            .arg(std::chrono::duration<double>(m_patience).count());
    switch (ended->error()) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        // Nothing to delete is as good as deleted; nothing to read back is not.
        if (qobject_cast<const QKeychain::DeletePasswordJob *>(ended))
            return {};
        return tr("The desktop's keyring took the key, but did not give it back.");
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return tr("The desktop's keyring is locked, or refuses access.");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return tr("No keyring of the desktop answers.");
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    // What QtKeychain says where libsecret is not installed.
    if (ended->errorString().isEmpty() || ended->errorString() == "Unknown error"_L1)
        return tr("No keyring of the desktop answers.");
    return tr("No keyring of the desktop answers (%1).").arg(ended->errorString());
}

} // namespace embedscope

#include "moc_keystore.cpp"
