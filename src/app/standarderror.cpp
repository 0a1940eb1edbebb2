// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standarderror.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace embedscope {

namespace {

bool isCapableTerminal()
{
    const QByteArray name = qgetenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && !name.isEmpty() && name != "dumb";
}

/// Else it would be written over what another program shows.
bool isInBackground()
{
    const pid_t foreground = ::tcgetpgrp(STDERR_FILENO);
    return foreground > 0 && foreground != ::getpgrp();
}

/// A line that wraps could not be rewritten.
qsizetype mostColumns()
{
    winsize size{};
    const bool isKnown = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return isKnown ? size.ws_col - 1 : 79;
}

} // namespace

StandardError::StandardError(const Interruption &interruption)
    : m_device(STDERR_FILENO, interruption), m_canRewrite(isCapableTerminal())
{
    m_isGivenUp = !m_device.open(QIODevice::WriteOnly);
}

void StandardError::print(const QString &line)
{
    const QMutexLocker locker(&m_mutex);
    write(clearing() + line.toUtf8() + '\n' + m_status);
}

void StandardError::setStatus(const QString &text)
{
    if (!m_canRewrite || isInBackground())
        return;
    const QByteArray status = text.left(mostColumns()).toUtf8();
    const QMutexLocker locker(&m_mutex);
    if (status == m_status)
        return;
    write(clearing() + status);
    m_status = status;
}

void StandardError::write(const QByteArray &bytes)
{
    m_isGivenUp = m_isGivenUp || m_device.write(bytes) != bytes.size();
}

} // namespace embedscope
