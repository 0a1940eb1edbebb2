// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/streamdevice.h"

#include <QMutex>

namespace embedscope {

/// Standard error, a line at a time from any thread; on a terminal one more line below them that is rewritten. Once the
/// program is to end, a reader that has stopped is given up.
class StandardError final
{
public:
    /// The interruption must outlive this.
    explicit StandardError(const Interruption &interruption);
    Q_DISABLE_COPY_MOVE(StandardError)

    void print(const QString &line);
    /// The line below all others: in place of the last one, or none where it is empty. Only on a terminal.
    void setStatus(const QString &text);

private:
    void write(const QByteArray &bytes);
    QByteArray clearing() const { return m_status.isEmpty() ? QByteArray() : QByteArrayLiteral("\r\x1b[K"); }

    QMutex m_mutex;
    StreamDevice m_device;
    QByteArray m_status; // what stands there now
    const bool m_canRewrite;
    bool m_isGivenUp = false;
};

} // namespace embedscope
