// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/spoolfile.h"

#include "core/diskcalls.h"
#include "net/spoolfolder.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace embedscope {

namespace {

/// In memory it has no name, and goes by itself.
void discard(QFile &file)
{
    if (!file.fileName().isEmpty())
        file.remove();
}

} // namespace

SpoolFile::SpoolFile(SpoolFolder &folder) : m_folder(folder) { }

SpoolFile::~SpoolFile()
{
    if (m_file)
        discard(*m_file);
}

std::optional<Failure> SpoolFile::append(QByteArrayView bytes)
{
    auto failure = m_file ? write(*m_file, bytes) : moveOn(bytes);
    if (failure && m_file) {
        m_why = m_why.value_or(*failure);
        failure = moveOn(bytes);
    }
    if (!failure)
        m_size += bytes.size();
    return failure;
}

std::optional<Failure> SpoolFile::moveOn(QByteArrayView bytes)
{
    for (; m_nextPlace < m_folder.places(); ++m_nextPlace) {
        m_memory = m_folder.shareOf(m_nextPlace);
        auto file = m_folder.createFile(m_nextPlace);
        const auto failure = file ? fill(**file, bytes) : std::optional(file.failure());
        if (!failure) {
            if (m_file)
                discard(*m_file);
            m_file = std::move(*file);
            if (m_nextPlace > 0)
                m_folder.tellPlace(m_nextPlace, m_why->detail);
            ++m_nextPlace;
            return std::nullopt;
        }
        if (file)
            discard(**file);
        m_why = m_why.value_or(*failure);
    }
    return m_why;
}

/// With what the file before it has, and these bytes.
std::optional<Failure> SpoolFile::fill(QFile &file, QByteArrayView bytes)
{
    constexpr qint64 blockSize = 1 << 20;
    QByteArray block(std::min(blockSize, m_size), Qt::Uninitialized);
    if (m_memory && !m_memory->grow(m_size))
        return diskFailure(ENOMEM);
    for (qint64 done = 0; done < m_size;) {
        const auto wanted = static_cast<size_t>(std::min(blockSize, m_size - done));
        const ssize_t count = ::pread(m_file->handle(), block.data(), wanted, done);
        if (count <= 0)
            return diskFailure(count < 0 ? errno : EIO);
        if (const int error = disk::writeAll(file.handle(), block.constData(), count); error != 0)
            return diskFailure(error);
        done += count;
    }
    return write(file, bytes);
}

/// Past the file's buffer, so that a full disk shows at once.
std::optional<Failure> SpoolFile::write(QFile &file, QByteArrayView bytes)
{
    if (m_memory && !m_memory->grow(bytes.size()))
        return diskFailure(ENOMEM);
    if (const int error = disk::writeAll(file.handle(), bytes.data(), bytes.size()); error != 0)
        return diskFailure(error);
    return std::nullopt;
}

QString SpoolFile::path() const
{
    return m_memory ? QStringLiteral("/proc/self/fd/%1").arg(handle()) : m_file ? m_file->fileName() : QString();
}

int SpoolFile::handle() const
{
    return m_file ? m_file->handle() : -1;
}

QString SpoolFile::release()
{
    const QString path = m_file->fileName(); // only now has it a name
    m_file->close();
    m_file.reset();
    return path;
}

} // namespace embedscope
