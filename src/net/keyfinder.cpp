// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keyfinder.h"

#include "core/otherprograms.h"
#include "core/streamdevice.h"
#include "net/keyringjob.h"

#include <QThread>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr qsizetype longestFile = 4096; // a key has some 32 characters: whatever is longer is another file

} // namespace

KeyFinder::KeyFinder(const Options &options, QObject *parent) : QObject(parent), m_options(options) { }

KeyFinder::~KeyFinder()
{
    m_end.set();
    if (m_reader)
        m_reader->wait();
}

QStringList KeyFinder::variables()
{
    return keyVariables();
}

void KeyFinder::start()
{
    if (!m_options.keyFile.isEmpty()) {
        fromFile();
        return;
    }
    QTimer::singleShot(0, this, [this] {
        if (!fromEnvironment())
            fromKeyring();
    });
}

/// On a thread of its own: a FIFO may let us wait for whoever writes the key.
void KeyFinder::fromFile()
{
    m_reader.reset(QThread::create([this] {
        StreamDevice file(m_options.keyFile, m_end);
        QByteArray content;
        const auto take = [&content](QByteArrayView piece) {
            content += piece;
            return content.size() <= longestFile;
        };
        const bool isRead = file.open(QIODevice::ReadOnly) && (readToEnd(file, take) || content.size() > longestFile);
        const QString problem = file.errorString();
        QMetaObject::invokeMethod(
            this,
            [this, isRead, content, problem] {
                if (isRead)
                    takeFile(content);
                else
                    Q_EMIT failed(tr("The key file %1 cannot be read: %2.").arg(m_options.keyFile, problem));
            },
            Qt::QueuedConnection);
    }));
    m_reader->start();
}

void KeyFinder::takeFile(const QByteArray &content)
{
    if (content.size() > longestFile)
        Q_EMIT failed(tr("The file %1 is too large to be a key file. It should hold the key and nothing else.")
                          .arg(m_options.keyFile));
    else if (content.trimmed().isEmpty())
        Q_EMIT failed(tr("The key file %1 is empty.").arg(m_options.keyFile));
    else
        take(content, ApiKey::Source::File, m_options.keyFile);
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
