// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/partfile.h"

#include "core/diskcalls.h"

#include <QDir>
#include <QRandomGenerator>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QString freshPartPath(const QString &folder)
{
    return u"%1/.part-%2"_s.arg(folder).arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

} // namespace

PartFile::PartFile(const QString &folder) : m_folder(folder) { }

PartFile::~PartFile()
{
    if (!m_path.isEmpty())
        (void)disk::remove(m_path); // else the next sweep does
    if (m_handle >= 0)
        ::close(m_handle); // whatever counts was synced
}

int PartFile::create()
{
    const QString path = freshPartPath(m_folder);
    constexpr mode_t forTheUserAlone = 0600;
    m_handle = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, forTheUserAlone);
    if (m_handle < 0)
        return errno;
    m_path = path;
    ::flock(m_handle, LOCK_EX | LOCK_NB); // where there are no locks, nobody else can take one either
    return 0;
}

int PartFile::adopt(const QString &path)
{
    m_handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (m_handle < 0)
        return errno;
    ::flock(m_handle, LOCK_EX | LOCK_NB);
    const QString second = freshPartPath(m_folder);
    if (const int error = disk::link(path, second); error != 0)
        return error;
    m_path = second;
    return 0;
}

int PartFile::write(const char *data, qint64 size)
{
    return disk::writeAll(m_handle, data, size);
}

int PartFile::sync()
{
    return disk::syncFile(m_handle);
}

int PartFile::moveTo(const QString &name)
{
    if (const int error = disk::rename(m_path, m_folder + u'/' + name); error != 0)
        return error;
    // Where the name already belonged to this very file, rename() does nothing and leaves both names.
    (void)disk::remove(m_path);
    m_path.clear();
    return disk::syncFolder(m_folder);
}

void PartFile::sweep(const QString &folder)
{
    const QStringList names = QDir(folder).entryList({u".part-*"_s}, QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        const QString path = folder + u'/' + name;
        const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
        if (handle < 0)
            continue;
        if (::flock(handle, LOCK_EX | LOCK_NB) == 0)
            (void)disk::remove(path);
        ::close(handle);
    }
}

} // namespace embedscope
