// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/unlinkedfile.h"

#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace embedscope {

std::unique_ptr<UnlinkedFile> UnlinkedFile::create(const QString &folder, QString *error)
{
    const QByteArray path = QFile::encodeName(folder);
    int descriptor = ::open(path.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) { // not every file system can do that
        QByteArray name = path + "/embedscope-demo-XXXXXX";
        descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor >= 0)
            ::unlink(name.constData());
    }
    if (descriptor < 0) {
        *error = qt_error_string(errno);
        return nullptr;
    }
    return std::unique_ptr<UnlinkedFile>(new UnlinkedFile(descriptor));
}

UnlinkedFile::~UnlinkedFile()
{
    ::close(m_descriptor);
}

bool UnlinkedFile::append(const QByteArray &bytes, QString *error)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::pwrite(m_descriptor, bytes.constData() + done,
                                         static_cast<size_t>(bytes.size() - done), m_size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            *error = qt_error_string(errno);
            return false;
        }
        done += written;
        m_size += written;
    }
    return true;
}

QByteArray UnlinkedFile::read(qint64 position, qint64 count) const
{
    QByteArray bytes(std::min(count, m_size - position), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::pread(m_descriptor, bytes.data() + done,
                                    static_cast<size_t>(bytes.size() - done), position + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    bytes.truncate(done);
    return bytes;
}

} // namespace embedscope
