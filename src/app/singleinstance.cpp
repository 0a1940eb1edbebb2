// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include "app/words.h"
#include "core/diskcalls.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace embedscope {

namespace {

constexpr int mostGuests = 16;
constexpr auto guestPatience = 5s;
constexpr auto taken = "taken\n";
constexpr auto refused = "refused\n";

/// In the folder itself, which is whose the socket is; a name that is too long for a socket (Qt adds to it on the way)
/// is replaced by its hash in the user's folder for such things.
QString socketPathFor(const QString &folder)
{
    constexpr qsizetype longestSocketPath = 80;
    const QString path = folder + u"/in-use.socket"_s;
    if (QFile::encodeName(path).size() <= longestSocketPath)
        return path;
    const QByteArray hash = QCryptographicHash::hash(QFile::encodeName(folder), QCryptographicHash::Sha256).toHex();
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/embedscope-"_s
        + QString::fromLatin1(hash.first(16)) + u".socket"_s;
}

/// Made where it is missing, for the user alone; without links, so that each folder has one name.
QString usableFolder(const QString &folder)
{
    (void)disk::ensureFolder(folder); // where that fails, locking it says so
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    return canonical.isEmpty() ? QFileInfo(folder).absoluteFilePath() : canonical;
}

bool isOfThisUser(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer.uid == ::geteuid();
}

int millisecondsOf(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

} // namespace

SingleInstance::SingleInstance(const QString &folder, QObject *parent)
    : QObject(parent), m_folder(usableFolder(folder)), m_socketPath(socketPathFor(m_folder)),
      m_lock(m_folder + u"/in-use.lock"_s)
{
    m_lock.setStaleLockTime(0); // held for days; a lock is stale only when its process is gone
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *const socket = m_server.nextPendingConnection())
            receive(socket);
    });
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Outcome SingleInstance::claim(const InstanceRequest &request, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    const QByteArray message = toInstanceMessage(request);
    for (;;) {
        if (m_lock.tryLock(0)) {
            listen();
            return Outcome::First;
        }
        if (m_lock.error() != QLockFile::LockFailedError)
            return Outcome::First; // a folder that nobody can write to: two programs that only read may share it
        const Reply reply = handOver(message, std::chrono::milliseconds(deadline.remainingTime()));
        if (reply == Reply::Taken)
            return Outcome::HandedOver;
        if (reply == Reply::Silent || deadline.hasExpired())
            break;
        // Nobody is there, and the lock of a program that was killed cannot be taken away: a disk with errors is often
        // mounted anew to be read alone.
        if (reply == Reply::NotThere && !QFileInfo(m_folder).isWritable())
            return Outcome::First;
        QThread::msleep(50); // it has just begun, or is about to end
    }
    qint64 process = 0;
    QString host;
    QString name;
    m_lock.getLockInfo(&process, &host, &name);
    m_problem = AppWords::tr("Embedscope is running already with the data folder %1 (process %2 on %3), and does not answer. "
                             "Wait until it does, or end it, and start again.")
                    .arg(QDir::toNativeSeparators(m_folder))
                    .arg(process)
                    .arg(host);
    return Outcome::NotReached;
}

SingleInstance::Reply SingleInstance::handOver(const QByteArray &message, std::chrono::milliseconds patience) const
{
    const QDeadlineTimer deadline(patience);
    QLocalSocket socket;
    socket.connectToServer(m_socketPath);
    if (!socket.waitForConnected(millisecondsOf(deadline)) || !isOfThisUser(socket))
        return Reply::NotThere;
    socket.write(message);
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(millisecondsOf(deadline)))
            return Reply::Silent;
    }
    return socket.readLine() == taken ? Reply::Taken : Reply::Silent;
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_socketPath); // what a killed program left: nobody else holds the lock
    if (!m_server.listen(m_socketPath))
        qWarning("A second Embedscope will not reach this one: %s", qPrintable(m_server.errorString()));
}

void SingleInstance::receive(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    if (m_guests >= mostGuests || !isOfThisUser(*socket)) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    ++m_guests;
    connect(socket, &QObject::destroyed, this, [this] { --m_guests; });
    socket->setReadBufferSize(longestInstanceMessage + 1);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readMessage(socket); });
    QTimer::singleShot(guestPatience, socket, [socket] { socket->abort(); });
    readMessage(socket);
}

void SingleInstance::readMessage(QLocalSocket *socket)
{
    if (socket->bytesAvailable() > longestInstanceMessage) {
        socket->abort();
        return;
    }
    if (!socket->canReadLine())
        return;
    const auto request = fromInstanceMessage(socket->readLine());
    disconnect(socket, &QLocalSocket::readyRead, this, nullptr); // one message a guest
    socket->write(request ? taken : refused);
    socket->flush();
    socket->disconnectFromServer();
    if (request)
        Q_EMIT requested(*request);
}

} // namespace embedscope

#include "moc_singleinstance.cpp"
