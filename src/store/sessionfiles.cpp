// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionfiles.h"

#include "core/diskcalls.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

int syncContent(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return errno;
    const int error = disk::syncFile(handle);
    ::close(handle);
    return error;
}

int syncFolderOf(const QString &path)
{
    return disk::syncFolder(QFileInfo(path).absolutePath());
}

} // namespace

QString sessionSibling(const QString &path, const QString &what)
{
    const QFileInfo file(path);
    return file.absolutePath() + u'/' + file.completeBaseName() + u'-' + what + u'.' + file.suffix();
}

void makePrivateFile(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle >= 0)
        ::close(handle);
}

int renameSynced(const QString &from, const QString &to)
{
    if (const int error = syncContent(from); error != 0)
        return error;
    if (const int error = disk::rename(from, to); error != 0)
        return error;
    return syncFolderOf(to);
}

int moveSessionAside(const QString &path, const QDateTime &now, QString &to)
{
    const QString stem = u"broken-"_s + now.toString(u"yyyy-MM-dd'T'HH-mm-ss"_s);
    to = sessionSibling(path, stem);
    for (int number = 2; QFileInfo::exists(to) || QFileInfo::exists(to + u"-wal"_s); ++number)
        to = sessionSibling(path, u"%1-%2"_s.arg(stem).arg(number));
    // The log first: a new database must not find the old one's. Without its log the broken one can still be read.
    if (QFileInfo::exists(path + u"-wal"_s)) {
        if (const int error = disk::rename(path + u"-wal"_s, to + u"-wal"_s); error != 0)
            return error;
    }
    QFile::remove(path + u"-shm"_s);
    if (const int error = disk::rename(path, to); error != 0)
        return error;
    return syncFolderOf(path);
}

void removeSession(const QString &path)
{
    for (const QString &end : {u"-wal"_s, u"-shm"_s, QString()})
        QFile::remove(path + end);
}

SessionCopy::SessionCopy(const QString &path)
{
    if (!m_folder.isValid()) {
        m_problem = m_folder.errorString();
        return;
    }
    for (const QString &end : {QString(), u"-wal"_s}) {
        QFile file(path + end);
        const QString copy = this->path() + end;
        if (file.exists() && !file.copy(copy)) {
            m_problem = file.errorString();
            return;
        }
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner); // the original may be for reading alone
    }
}

QString SessionCopy::path() const
{
    return m_folder.filePath(u"session.sqlite"_s);
}

} // namespace embedscope
