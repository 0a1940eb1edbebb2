// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace embedscope::test {

/// A terminal that another program can be given, and whose screen is the bytes that were written to it.
class PseudoTerminal final
{
public:
    PseudoTerminal()
    {
        m_screen = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
        if (m_screen < 0 || ::grantpt(m_screen) != 0 || ::unlockpt(m_screen) != 0)
            qFatal("no terminal");
        m_path = QFile::decodeName(::ptsname(m_screen));
        m_line = ::open(::ptsname(m_screen), O_RDWR | O_NOCTTY | O_CLOEXEC); // it lives on between two programs
    }
    ~PseudoTerminal()
    {
        ::close(m_line);
        ::close(m_screen);
    }
    Q_DISABLE_COPY_MOVE(PseudoTerminal)

    const QString &path() const { return m_path; }
    /// All of it so far; a line break is "\r\n".
    QByteArray written()
    {
        char bytes[4096];
        for (ssize_t size = 0; (size = ::read(m_screen, bytes, sizeof bytes)) > 0;)
            m_written.append(bytes, size);
        return m_written;
    }

private:
    int m_screen = -1;
    int m_line = -1;
    QString m_path;
    QByteArray m_written;
};

} // namespace embedscope::test
