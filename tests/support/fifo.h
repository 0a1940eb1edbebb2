// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <algorithm>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace embedscope::test {

/// A FIFO with both ends held open, so that whoever opens it never waits: what is put into it is read when the reader
/// likes, and what somebody else writes is never read.
class Fifo final
{
public:
    explicit Fifo(const QString &path) : m_path(path)
    {
        ::mkfifo(QFile::encodeName(path).constData(), 0600);
        m_handle = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    }
    ~Fifo() { close(); }
    Q_DISABLE_COPY_MOVE(Fifo)

    const QString &path() const { return m_path; }
    bool put(const QByteArray &bytes)
    {
        return ::write(m_handle, bytes.constData(), static_cast<size_t>(bytes.size())) == bytes.size();
    }
    /// As full as it gets.
    void fill()
    {
        while (put("x")) { }
    }
    /// What is in it now.
    QByteArray takeAll()
    {
        QByteArray all(bytesInIt(), Qt::Uninitialized);
        all.truncate(std::max<ssize_t>(::read(m_handle, all.data(), static_cast<size_t>(all.size())), 0));
        return all;
    }
    int bytesInIt() const
    {
        int count = 0;
        ::ioctl(m_handle, FIONREAD, &count);
        return count;
    }
    bool isFull() const { return bytesInIt() >= ::fcntl(m_handle, F_GETPIPE_SZ) - 4096; }
    /// The end, for its reader.
    void close()
    {
        if (m_handle >= 0)
            ::close(m_handle);
        m_handle = -1;
    }

private:
    QString m_path;
    int m_handle = -1;
};

} // namespace embedscope::test
