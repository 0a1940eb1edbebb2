// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QtGlobal>

#include <atomic>
#include <chrono>

namespace embedscope {

/// The wish to end: it comes once, stays, and ends whatever waits for a descriptor.
class Interruption final
{
public:
    Interruption();
    ~Interruption();
    Q_DISABLE_COPY_MOVE(Interruption)

    /// From any thread, and from a signal handler.
    void set() noexcept;
    bool isSet() const { return m_isSet; }
    /// For those who ask between two steps.
    const std::atomic<bool> &flag() const { return m_isSet; }
    /// Can be read (never is) from set() on; negative where the system had none left.
    int descriptor() const { return m_descriptor; }

    enum class Direction { Reading, Writing };
    /// Waits until `descriptor` can be read or written. False where the wish to end comes first; a reader of ours that
    /// still reads gets the rest all the same, and is given up once it takes nothing for half a second, or not all within 1.5 s.
    /// False, too, where that is not so `until` then.
    bool waitFor(int descriptor, Direction direction, QDeadlineTimer until = QDeadlineTimer(QDeadlineTimer::Forever)) const;
    /// False where the wish to end comes first.
    bool pause(std::chrono::milliseconds duration) const;

private:
    std::atomic<bool> m_isSet = false;
    std::atomic<std::chrono::steady_clock::time_point> m_setAt{};
    int m_descriptor;
};

} // namespace embedscope
