// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/streamdevice.h"

#include <QMutex>

namespace embedscope {

/// Standard error, a line at a time from any thread. Once the program is to end, a reader that has stopped is given up.
class StandardError final
{
public:
    /// The interruption must outlive this.
    explicit StandardError(const Interruption &interruption);
    Q_DISABLE_COPY_MOVE(StandardError)

    void print(const QString &line);

private:
    QMutex m_mutex;
    StreamDevice m_device;
    bool m_isGivenUp = false;
};

} // namespace embedscope
