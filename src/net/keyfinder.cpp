// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keyfinder.h"

#include "core/otherprograms.h"
#include "net/keyringjob.h"

#include <QFile>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

KeyFinder::KeyFinder(const Options &options, QObject *parent) : QObject(parent), m_options(options) { }

QStringList KeyFinder::variables()
{
    return keyVariables();
}

void KeyFinder::start()
{
    QTimer::singleShot(0, this, [this] {
        if (!fromFile() && !fromEnvironment())
            fromKeyring();
    });
}

bool KeyFinder::fromFile()
{
    if (m_options.keyFile.isEmpty())
        return false;
    constexpr qint64 longest = 4096; // a key has some 32 characters: whatever is longer is another file
    QFile file(m_options.keyFile);
    if (!file.open(QIODevice::ReadOnly)) {
        Q_EMIT failed(tr("The key file %1 cannot be read: %2.").arg(m_options.keyFile, file.errorString()));
        return true;
    }
    const QByteArray content = file.read(longest + 1);
    if (content.size() > longest) {
        Q_EMIT failed(tr("The file %1 is too large to be a key file. It should hold the key and nothing else.")
                          .arg(m_options.keyFile));
        return true;
    }
    if (content.trimmed().isEmpty()) {
        Q_EMIT failed(tr("The key file %1 is empty.").arg(m_options.keyFile));
        return true;
    }
    take(content, ApiKey::Source::File, m_options.keyFile);
    return true;
}

bool KeyFinder::fromEnvironment()
{
    for (const QString &name : variables()) {
        const QByteArray value = m_options.environment.value(name).toUtf8();
        if (value.trimmed().isEmpty())
            continue;
        take(value, ApiKey::Source::Environment, name);
        return true;
    }
    return false;
}

void KeyFinder::fromKeyring()
{
    if (!m_options.useKeyring) {
        Q_EMIT found({});
        return;
    }
    startKeyringJob(new QKeychain::ReadPasswordJob(keyringService()), m_options.keyringPatience, this,
                    [this](QKeychain::Job *ended) {
                        const auto *const read = qobject_cast<QKeychain::ReadPasswordJob *>(ended);
                        if (read && read->error() == QKeychain::NoError && !read->binaryData().trimmed().isEmpty())
                            take(read->binaryData(), ApiKey::Source::Keyring, {});
                        else
                            Q_EMIT found({});
                    });
}

void KeyFinder::take(const QByteArray &value, ApiKey::Source source, const QString &sourceName)
{
    const ApiKey key = ApiKey::fromText(value, source, sourceName);
    if (key.isSendable())
        Q_EMIT found(key);
    else if (source == ApiKey::Source::Keyring)
        Q_EMIT failed(tr("The key in the keyring cannot be sent: a key holds only printable ASCII characters "
                         "and no spaces."));
    else
        Q_EMIT failed(tr("The key in %1 cannot be sent: a key holds only printable ASCII characters and no spaces.")
                          .arg(sourceName));
}

} // namespace embedscope

#include "moc_keyfinder.cpp"
