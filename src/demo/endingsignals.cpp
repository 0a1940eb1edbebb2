// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endingsignals.h"

#include <QSocketNotifier>

#include <sys/signalfd.h>
#include <unistd.h>

namespace embedscope {

EndingSignals::EndingSignals(QObject *parent) : QObject(parent)
{
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &held, &m_before);
    m_descriptor = ::signalfd(-1, &held, SFD_CLOEXEC | SFD_NONBLOCK);
    if (m_descriptor < 0) {
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr); // they end the process the plain way
        return;
    }
    auto *notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info;
        if (::read(m_descriptor, &info, sizeof info) == ssize_t{sizeof info})
            Q_EMIT arrived();
    });
}

EndingSignals::~EndingSignals()
{
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

} // namespace embedscope

#include "moc_endingsignals.cpp"
