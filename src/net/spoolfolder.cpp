// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/spoolfolder.h"

#include "core/diskcalls.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr auto lockName = "in-use.lock"_L1;

Failure diskFailure(int error)
{
    return {.kind = FailureKind::Network, .detail = qt_error_string(error), .isOfDisk = true};
}

/// Opens a folder's lock file (`flags`: to make it as well) and locks it, as long as the handle is open and this process
/// lives: a folder whose lock can be had is nobody's. Negative: the system's error.
int lockedHandle(const QString &folder, int flags)
{
    const int handle = ::open(QFile::encodeName(folder + u'/' + lockName).constData(), O_RDWR | O_CLOEXEC | flags, 0600);
    if (handle < 0)
        return -errno;
    if (::flock(handle, LOCK_EX | LOCK_NB) == 0)
        return handle;
    const int error = errno;
    ::close(handle);
    return -error;
}

/// The lock last: until then nobody else takes the folder for litter.
void removeFolder(const QString &folder)
{
    const QStringList files = QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QString &file : files) {
        if (file != lockName)
            QFile::remove(folder + u'/' + file);
    }
    QFile::remove(folder + u'/' + lockName);
    QDir().rmdir(folder);
}

} // namespace

class SpoolFolder::Run final
{
public:
    Run(const QString &path, int lock) : m_path(path), m_lock(lock) { }
    ~Run()
    {
        removeFolder(m_path);
        ::close(m_lock);
    }
    Q_DISABLE_COPY_MOVE(Run)

    const QString &path() const { return m_path; }

private:
    QString m_path;
    int m_lock;
};

SpoolFolder::SpoolFolder(const QString &root) : m_root(root)
{
    (void)make(); // createFile() tries again, and tells
}

SpoolFolder::~SpoolFolder() = default;

/// 0 or the system's error. What cannot be locked is not used: the next program would take it for litter.
int SpoolFolder::make()
{
    m_run.reset();
    if (const int error = disk::ensureFolder(m_root); error != 0)
        return error;
    sweep(m_root);
    QByteArray path = QFile::encodeName(m_root + u"/run-XXXXXX"_s);
    if (!::mkdtemp(path.data())) // mode 0700
        return errno;
    const QString folder = QFile::decodeName(path);
    const int lock = lockedHandle(folder, O_CREAT | O_EXCL);
    if (lock < 0) {
        removeFolder(folder);
        return -lock;
    }
    m_run = std::make_unique<Run>(folder, lock);
    return 0;
}

QString SpoolFolder::defaultRoot()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/spool"_s;
}

void SpoolFolder::sweep(const QString &root)
{
    constexpr qint64 beingMadeSec = 60;
    const QStringList folders = QDir(root).entryList({u"run-*"_s}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : folders) {
        const QString folder = root + u'/' + name;
        const int lock = lockedHandle(folder, 0);
        if (lock >= 0) {
            removeFolder(folder);
            ::close(lock);
        } else if (lock == -ENOENT && QFileInfo(folder).lastModified().secsTo(QDateTime::currentDateTime()) >= beingMadeSec) {
            QDir().rmdir(folder); // killed before it was locked; what is not empty has an owner that nobody knows, and stays
        }
    }
}

Result<std::unique_ptr<QFile>> SpoolFolder::createFile()
{
    const bool isThere = m_run && QFileInfo(m_run->path()).isDir();
    if (const int error = isThere ? 0 : make(); error != 0)
        return diskFailure(error);
    auto file = std::make_unique<QTemporaryFile>(m_run->path() + u"/answer-XXXXXX"_s);
    file->setAutoRemove(false); // the last AnswerBytes removes it
    if (!file->open())
        return Failure{.kind = FailureKind::Network, .detail = file->errorString(), .isOfDisk = true};
    return std::unique_ptr<QFile>(std::move(file));
}

} // namespace embedscope
