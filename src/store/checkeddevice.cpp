// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/checkeddevice.h"

#include <algorithm>

namespace embedscope {

CheckedDevice::CheckedDevice(const QString &path, qint64 size, const QByteArray &sha256, Jumps jumps) :
    m_file(path), m_size(size), m_sha256(sha256), m_jumps(jumps)
{
}

CheckedDevice::~CheckedDevice() = default;

bool CheckedDevice::open(OpenMode mode)
{
    if (mode & WriteOnly)
        return fail(tr("an archived answer is only read"));
    if (!m_file.open(ReadOnly | Unbuffered)) {
        m_isMissing = !m_file.exists();
        return fail(m_file.errorString());
    }
    if (m_size >= 0 && m_file.size() != m_size)
        return fail(tr("the file is damaged: it has %1 bytes, not %2").arg(m_file.size()).arg(m_size));
    m_size = m_file.size();
    return QIODevice::open(mode | Unbuffered);
}

bool CheckedDevice::seek(qint64 position)
{
    if (position < 0 || position > m_size || !m_file.seek(position) || !QIODevice::seek(position))
        return false;
    m_position = position;
    return true;
}

qint64 CheckedDevice::readData(char *data, qint64 most)
{
    if (most == 0)
        return 0;
    if (m_position > m_hashed && m_jumps == Jumps::Judged && !judge())
        return -1;
    const qint64 wanted = std::min(most, m_size - m_position);
    const qint64 count = m_file.read(data, wanted);
    if (count < 0) {
        setErrorString(m_file.errorString());
        return -1;
    }
    if (count == 0 && wanted > 0) {
        setErrorString(tr("the file is damaged: it became shorter while it was read"));
        return -1;
    }
    if (!isAsStored(data, count)) {
        m_file.seek(m_position); // a second try fails the same way
        setErrorString(tr("the file is damaged: its bytes are not those that were stored"));
        return -1;
    }
    m_position += count;
    return count;
}

/// Hashes what was not hashed yet, up to the end. False where it cannot be read.
bool CheckedDevice::judge()
{
    constexpr qint64 blockBytes = 1 << 20;
    QByteArray block(std::min(blockBytes, m_size - m_hashed), Qt::Uninitialized);
    while (m_hashed < m_size) {
        const qint64 most = std::min<qint64>(block.size(), m_size - m_hashed);
        const qint64 count = m_file.seek(m_hashed) ? m_file.read(block.data(), most) : -1;
        if (count <= 0)
            return fail(count < 0 ? m_file.errorString() : tr("the file is damaged: it became shorter while it was read"));
        hashOn(block.constData(), count);
    }
    return m_file.seek(m_position) || fail(m_file.errorString());
}

qint64 CheckedDevice::writeData(const char * /*data*/, qint64 /*size*/)
{
    return -1;
}

/// Hashes on where these bytes, read at m_position, reach beyond those that were hashed.
bool CheckedDevice::isAsStored(const char *data, qint64 count)
{
    const qint64 end = m_position + count;
    if (m_position <= m_hashed && end > m_hashed)
        hashOn(data + (m_hashed - m_position), end - m_hashed);
    return !m_isDamaged;
}

/// Adds the bytes that follow those that were hashed; the last ones tell whether all are as they were stored.
void CheckedDevice::hashOn(const char *data, qint64 count)
{
    m_hash.add(data, count);
    m_hashed += count;
    if (m_hashed == m_size)
        m_isDamaged = !m_hash.result().startsWith(m_sha256);
}

bool CheckedDevice::fail(const QString &what)
{
    setErrorString(what);
    return false;
}

} // namespace embedscope

#include "moc_checkeddevice.cpp"
