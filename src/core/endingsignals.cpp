// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/endingsignals.h"

#include <QSocketNotifier>

#include <atomic>
#include <cerrno>
#include <ctime>

namespace embedscope {

namespace {

/// A handler is a plain function, which cannot be given anything: so these have to be static.
std::atomic<Interruption *> told = nullptr;
std::atomic<int> firstNumber = 0;
std::atomic<qint64> firstTimeMs = 0;

qint64 nowMs()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

/// timeout(1) signals its child and then its child's group, a shell that ends tells the terminal's programs twice: that
/// is one wish, not two.
constexpr qint64 sameWishMs = 200;

void take(int number)
{
    const int error = errno;
    int none = 0;
    if (firstNumber.compare_exchange_strong(none, number)) {
        firstTimeMs = nowMs();
        if (Interruption *const interruption = told.load())
            interruption->set();
    } else if (nowMs() - firstTimeMs > sameWishMs) {
        std::signal(number, SIG_DFL);
        ::raise(number); // comes when this handler has returned
    }
    errno = error;
}

} // namespace

EndingSignals::EndingSignals(QObject *parent) : QObject(parent)
{
    firstNumber = 0;
    told = &m_interruption;
    struct sigaction action{};
    action.sa_handler = take;
    action.sa_flags = SA_RESTART;
    for (size_t i = 0; i < numbers.size(); ++i) {
        ::sigaction(numbers[i], nullptr, &m_before[i]);
        const bool isForNohup = numbers[i] == SIGHUP && m_before[i].sa_handler == SIG_IGN;
        if (!isForNohup)
            ::sigaction(numbers[i], &action, nullptr);
    }
    auto *const notifier = new QSocketNotifier(m_interruption.descriptor(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT arrived();
    });
}

EndingSignals::~EndingSignals()
{
    for (size_t i = 0; i < numbers.size(); ++i)
        ::sigaction(numbers[i], &m_before[i], nullptr);
    told = nullptr;
}

int EndingSignals::exitCode() const
{
    constexpr int ofShells = 128;
    return ofShells + firstNumber;
}

} // namespace embedscope

#include "moc_endingsignals.cpp"
