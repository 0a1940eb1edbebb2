// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diskcalls.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace embedscope::disk {

namespace {

int errorOf(int result)
{
    return result == 0 ? 0 : errno;
}

/// Whether it is a folder, and for its owner alone.
bool isPrivateFolder(const QByteArray &path)
{
    struct stat state = {};
    return ::stat(path.constData(), &state) == 0 && S_ISDIR(state.st_mode) && (state.st_mode & 0777) == 0700;
}

/// With those above it.
int makeFolder(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    const QString parent = QFileInfo(folder).absolutePath();
    int error = errorOf(::mkdir(path.constData(), 0700));
    if (error == ENOENT && parent != folder) {
        error = makeFolder(parent);
        if (error == 0 || error == EEXIST)
            error = errorOf(::mkdir(path.constData(), 0700));
    }
    return error == 0 ? syncFolder(parent) : error;
}

} // namespace

int ensureFolder(const QString &folder)
{
    const QString clean = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    const QByteArray path = QFile::encodeName(clean);
    if (isPrivateFolder(path))
        return 0;
    const int error = makeFolder(clean);
    if (error != EEXIST)
        return error;
    if (!QFileInfo(clean).isDir())
        return ENOTDIR;
    ::chmod(path.constData(), 0700); // where it is somebody else's it is as that one wants it
    return 0;
}

int writeAll(int handle, const char *data, qint64 size)
{
    while (size > 0) {
        const ssize_t count = ::write(handle, data, static_cast<size_t>(size));
        if (count < 0) {
            if (errno == EINTR)
                continue;
            return errno;
        }
        if (count == 0)
            return EIO; // never seen for a file; without this it would be tried for ever
        data += count;
        size -= count;
    }
    return 0;
}

int syncFile(int handle)
{
    const int error = errorOf(::fsync(handle));
    return error == EINVAL || error == ENOTSUP ? 0 : error; // a file system that knows no sync, of folders or at all
}

int syncFolder(const QString &folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return errno;
    const int error = syncFile(handle);
    ::close(handle);
    return error;
}

int rename(const QString &from, const QString &to)
{
    return errorOf(::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()));
}

int renameWithoutReplacing(const QString &from, const QString &to)
{
    const QByteArray old = QFile::encodeName(from);
    const QByteArray fresh = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, old.constData(), AT_FDCWD, fresh.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // A file system without that (NFS, 9p): an empty file, which is never made over another one, holds the name.
    const int placeholder = ::open(fresh.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (placeholder < 0)
        return errno;
    ::close(placeholder);
    const int error = errorOf(::rename(old.constData(), fresh.constData()));
    if (error != 0)
        ::unlink(fresh.constData());
    return error;
}

int checkName(const QString &path)
{
    struct stat status{};
    const int error = errorOf(::lstat(QFile::encodeName(path).constData(), &status));
    return error == ENOENT ? 0 : error;
}

int link(const QString &path, const QString &secondName)
{
    return errorOf(::link(QFile::encodeName(path).constData(), QFile::encodeName(secondName).constData()));
}

int remove(const QString &path)
{
    const int error = errorOf(::unlink(QFile::encodeName(path).constData()));
    return error == ENOENT ? 0 : error;
}

} // namespace embedscope::disk
