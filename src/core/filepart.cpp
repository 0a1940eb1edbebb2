// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filepart.h"

#include <algorithm>

namespace embedscope {

FilePart::FilePart(const QString &path, qint64 begin, qint64 size) : m_file(path), m_begin(begin), m_size(size)
{
}

bool FilePart::open(OpenMode mode)
{
    if ((mode & WriteOnly) || !m_file.open(ReadOnly | Unbuffered) || m_file.size() < m_begin + m_size
        || !m_file.seek(m_begin)) {
        setErrorString(m_file.errorString());
        m_file.close();
        return false;
    }
    // Two buffers would be one too many, and their positions would have to agree.
    return QIODevice::open(mode | Unbuffered);
}

void FilePart::close()
{
    QIODevice::close();
    m_file.close();
}

bool FilePart::seek(qint64 position)
{
    return position >= 0 && position <= m_size && QIODevice::seek(position) && m_file.seek(m_begin + position);
}

qint64 FilePart::readData(char *data, qint64 most)
{
    const qint64 left = m_begin + m_size - m_file.pos();
    if (left <= 0)
        return 0;
    const qint64 count = m_file.read(data, std::min(most, left));
    if (count < 0)
        setErrorString(m_file.errorString());
    return count;
}

qint64 FilePart::writeData(const char *, qint64)
{
    return -1;
}

} // namespace embedscope
