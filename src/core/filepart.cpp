// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filepart.h"

#include <algorithm>
#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

std::optional<FileStamp> FileStamp::of(int handle)
{
    struct stat state = {};
    if (::fstat(handle, &state) != 0)
        return std::nullopt;
    return FileStamp{state.st_dev, state.st_ino, state.st_size, state.st_mtim.tv_sec, state.st_mtim.tv_nsec};
}

FilePart::FilePart(const QString &path, qint64 begin, qint64 size, const std::optional<FileStamp> &stamp)
    : m_file(path), m_begin(begin), m_size(size), m_stamp(stamp)
{
}

bool FilePart::isAsStamped() const
{
    return !m_stamp || FileStamp::of(m_file.handle()) == m_stamp;
}

bool FilePart::open(OpenMode mode)
{
    if ((mode & WriteOnly) || !m_file.open(ReadOnly | Unbuffered) || m_file.size() < m_begin + m_size
        || !m_file.seek(m_begin)) {
        setErrorString(m_file.errorString());
        m_file.close();
        return false;
    }
    if (!isAsStamped()) {
        setErrorString(u"the file was changed since it was opened"_s);
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
    // Behind the read: what it brought was there before any change that shows now.
    if (count >= 0 && !isAsStamped()) {
        setErrorString(u"the file was changed while it was read"_s);
        return -1;
    }
    return count;
}

qint64 FilePart::writeData(const char *, qint64)
{
    return -1;
}

} // namespace embedscope
