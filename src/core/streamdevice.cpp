// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/streamdevice.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace embedscope {

namespace {

bool isFifo(const QByteArray &path)
{
    struct stat status{};
    return ::stat(path.constData(), &status) == 0 && S_ISFIFO(status.st_mode);
}

} // namespace

StreamDevice::StreamDevice(const QString &path, const Interruption &interruption)
    : m_path(path), m_interruption(interruption), m_descriptor(-1), m_isOurs(true)
{
}

StreamDevice::StreamDevice(int descriptor, const Interruption &interruption)
    : m_interruption(interruption), m_descriptor(descriptor), m_isOurs(false)
{
}

StreamDevice::~StreamDevice()
{
    close();
}

bool StreamDevice::open(OpenMode mode)
{
    const int flags = (mode & WriteOnly ? O_WRONLY : O_RDONLY) | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
    if (m_descriptor < 0) {
        if (!openPath(flags))
            return false;
    } else {
        openAgain(flags);
    }
    return QIODevice::open(mode | Unbuffered);
}

bool StreamDevice::openPath(int flags)
{
    constexpr auto pause = 50ms;
    const QByteArray path = QFile::encodeName(m_path);
    do {
        m_descriptor = ::open(path.constData(), flags);
        if (m_descriptor >= 0)
            return true;
        if (errno != EINTR && !(errno == ENXIO && isFifo(path))) { // else: nobody has opened it for reading yet
            fail(errno);
            return false;
        }
    } while (m_interruption.pause(pause));
    setErrorString(u"nobody has opened it for reading"_s);
    return false;
}

/// Not to block is a property of what was opened, which other programs share: so it is opened once more. Where that
/// cannot be (a socket, another user's terminal), it may block, and small pieces see to it that it does not. A pipe to be
/// read is not opened again: where its writers have gone already, Linux takes it for one that waits for its first, and never
/// tells of the end. Reading it does not block after a wait, as nobody else reads it.
void StreamDevice::openAgain(int flags)
{
    struct stat status{};
    const bool isWritten = (flags & O_ACCMODE) != O_RDONLY;
    const bool isStream = ::fstat(m_descriptor, &status) == 0
        && ((isWritten && S_ISFIFO(status.st_mode)) || S_ISCHR(status.st_mode));
    const QByteArray path = "/proc/self/fd/" + QByteArray::number(m_descriptor);
    const int again = isStream ? ::open(path.constData(), flags) : -1;
    m_mayBlock = again < 0;
    if (again < 0)
        return;
    m_descriptor = again;
    m_isOurs = true;
}

void StreamDevice::close()
{
    if (isOpen())
        QIODevice::close();
    if (m_isOurs && m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

qint64 StreamDevice::readData(char *data, qint64 most)
{
    while (m_interruption.waitFor(m_descriptor, Interruption::Direction::Reading)) {
        // Not before waiting: a FIFO that nobody writes to yet looks like one at its end.
        const ssize_t count = ::read(m_descriptor, data, static_cast<size_t>(most));
        if (count >= 0)
            return count;
        if (errno != EAGAIN && errno != EINTR)
            return fail(errno);
    }
    return fail(EINTR);
}

qint64 StreamDevice::writeData(const char *data, qint64 size)
{
    const qint64 written = writeUntil({data, size}, QDeadlineTimer(QDeadlineTimer::Forever));
    if (written == size)
        return size;
    if (written >= 0)
        setErrorString(u"its reader has stopped reading"_s);
    return -1;
}

qint64 StreamDevice::writeUntil(QByteArrayView bytes, QDeadlineTimer until)
{
    qint64 written = 0;
    while (written < bytes.size() && m_interruption.waitFor(m_descriptor, Interruption::Direction::Writing, until)) {
        const qint64 rest = bytes.size() - written;
        const qint64 piece = m_mayBlock ? std::min<qint64>(rest, PIPE_BUF) : rest;
        const ssize_t count = ::write(m_descriptor, bytes.data() + written, static_cast<size_t>(piece));
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return fail(errno);
        written += std::max<ssize_t>(count, 0);
    }
    return written;
}

qint64 StreamDevice::fail(int error)
{
    setErrorString(qt_error_string(error));
    return -1;
}

bool readToEnd(QIODevice &device, const std::function<bool(QByteArrayView)> &take)
{
    constexpr qint64 blockSize = 1 << 16;
    QByteArray block(blockSize, Qt::Uninitialized);
    for (;;) {
        const qint64 count = device.read(block.data(), blockSize);
        if (count == 0)
            return true;
        if (count < 0) // the end of a device that is no stream
            return device.atEnd() && !device.isSequential();
        if (!take(QByteArrayView(block.constData(), count)))
            return false;
    }
}

bool writeAll(QIODevice &device, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qint64 count = device.write(bytes.data(), bytes.size());
        if (count <= 0)
            return false;
        bytes = bytes.sliced(count);
    }
    return true;
}

} // namespace embedscope
