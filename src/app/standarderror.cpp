// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standarderror.h"

#include "app/words.h"

#include <QElapsedTimer>

#include <algorithm>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

constexpr std::chrono::milliseconds mostPatience = 1s;
constexpr qsizetype mostKept = 1 << 20;

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
    : m_device(STDERR_FILENO, interruption), m_patience(mostPatience), m_canRewrite(isCapableTerminal())
{
    m_isGivenUp = !m_device.open(QIODevice::WriteOnly);
}

void StandardError::print(const QString &line)
{
    const QMutexLocker locker(&m_mutex);
    if (m_leftOut > 0 || m_kept.size() > mostKept)
        ++m_leftOut;
    else
        m_kept += clearing() + line.toUtf8() + '\n' + m_status;
    handOn();
}

void StandardError::setStatus(const QString &text)
{
    if (!m_canRewrite || isInBackground())
        return;
    const QByteArray status = text.left(mostColumns()).toUtf8();
    const QMutexLocker locker(&m_mutex);
    handOn();
    if (status == m_status || (!m_kept.isEmpty() && !status.isEmpty())) // a clock is not worth to be kept
        return;
    m_kept += clearing() + status;
    m_status = status;
    handOn();
}

void StandardError::finish()
{
    const QMutexLocker locker(&m_mutex);
    write(mostPatience);
    noteLeftOut();
    write(0ms);
}

/// Without waiting, if that will do.
void StandardError::handOn()
{
    write(0ms);
    noteLeftOut();
    if (m_kept.isEmpty()) {
        m_patience = mostPatience;
        return;
    }
    QElapsedTimer waited;
    waited.start();
    write(m_patience);
    m_patience = std::max(m_patience - std::chrono::milliseconds(waited.elapsed()), 0ms);
}

void StandardError::write(std::chrono::milliseconds patience)
{
    const qint64 count = m_isGivenUp || m_kept.isEmpty() ? 0 : m_device.writeUntil(m_kept, QDeadlineTimer(patience));
    m_isGivenUp = m_isGivenUp || count < 0;
    if (m_isGivenUp)
        m_kept.clear();
    else
        m_kept.remove(0, count);
}

/// Once the reader has what stands before them.
void StandardError::noteLeftOut()
{
    if (m_leftOut == 0 || !m_kept.isEmpty())
        return;
    m_kept = clearing() + AppWords::tr("%1 lines are left out here: nothing read standard error.").arg(m_leftOut).toUtf8() + '\n'
        + m_status;
    m_leftOut = 0;
}

} // namespace embedscope
