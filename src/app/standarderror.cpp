// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standarderror.h"

#include <unistd.h>

namespace embedscope {

StandardError::StandardError(const Interruption &interruption) : m_device(STDERR_FILENO, interruption)
{
    m_isGivenUp = !m_device.open(QIODevice::WriteOnly);
}

void StandardError::print(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    const QMutexLocker locker(&m_mutex);
    m_isGivenUp = m_isGivenUp || m_device.write(bytes) != bytes.size();
}

} // namespace embedscope
