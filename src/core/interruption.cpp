// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interruption.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace embedscope {

namespace {

constexpr int graceMs = 500; ///< for one piece
constexpr auto graceOfAll = std::chrono::milliseconds(1500);

/// As poll() takes it: negative for ever.
int untilMs(QDeadlineTimer until)
{
    return static_cast<int>(std::min<qint64>(until.remainingTime(), INT_MAX));
}

/// Poll for one descriptor; a signal does not end it, but starts its time again.
bool isReady(pollfd wanted, int timeoutMs)
{
    for (;;) {
        const int count = ::poll(&wanted, 1, timeoutMs);
        if (count >= 0 || errno != EINTR)
            return count != 0; // after an error the call that follows says what it is
    }
}

} // namespace

Interruption::Interruption() : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { }

Interruption::~Interruption()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void Interruption::set() noexcept
{
    if (!m_isSet)
        m_setAt = std::chrono::steady_clock::now();
    m_isSet = true;
    const quint64 one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_descriptor, &one, sizeof one);
}

bool Interruption::waitFor(int descriptor, Direction direction, QDeadlineTimer until) const
{
    const pollfd wanted{descriptor, static_cast<short>(direction == Direction::Reading ? POLLIN : POLLOUT), 0};
    while (!m_isSet) {
        pollfd both[] = {wanted, {m_descriptor, POLLIN, 0}};
        const int count = ::poll(both, 2, untilMs(until));
        if (count < 0 && errno != EINTR)
            return true; // the call that follows says what it is
        if (count > 0 && both[0].revents != 0)
            return true;
        if (count == 0)
            return false;
    }
    return direction == Direction::Writing && std::chrono::steady_clock::now() - m_setAt.load() < graceOfAll
        && isReady(wanted, until.isForever() ? graceMs : std::min(graceMs, untilMs(until)));
}

bool Interruption::pause(std::chrono::milliseconds duration) const
{
    return !m_isSet && !isReady({m_descriptor, POLLIN, 0}, static_cast<int>(duration.count())) && !m_isSet;
}

} // namespace embedscope
