// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/streamdevice.h"

#include <QMutex>

#include <chrono>

namespace embedscope {

/// Standard error, a line at a time from any thread; on a terminal one more line below them that is rewritten. A reader that
/// stops or is slow holds the program up for a second in all, and again only once it has caught up: what it has not taken
/// is kept for later, up to 1 MiB, and lines beyond that are left out and counted. At the end it has one more second.
class StandardError final
{
public:
    /// The interruption must outlive this.
    explicit StandardError(const Interruption &interruption);
    ~StandardError() { finish(); }
    Q_DISABLE_COPY_MOVE(StandardError)

    void print(const QString &line);
    /// The line below all others: in place of the last one, or none where it is empty. Only on a terminal.
    void setStatus(const QString &text);
    /// Gives the reader a second to take what is left.
    void finish();

private:
    void handOn();
    void write(std::chrono::milliseconds patience);
    void noteLeftOut();
    QByteArray clearing() const { return m_status.isEmpty() ? QByteArray() : QByteArrayLiteral("\r\x1b[K"); }

    QMutex m_mutex;
    StreamDevice m_device;
    QByteArray m_kept; // not written yet
    int m_leftOut = 0; // lines, since the last that was kept
    std::chrono::milliseconds m_patience; // how long may still be waited for the reader
    QByteArray m_status; // what stands there now, once all is written
    const bool m_canRewrite;
    bool m_isGivenUp = false;
};

} // namespace embedscope
