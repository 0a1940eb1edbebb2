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
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr auto lockName = "in-use.lock"_L1;

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

/// In the place of all users others may have put anything: a link to another folder, for one.
bool isFolderOfThisUser(const QString &path)
{
    struct stat status{};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

Result<std::unique_ptr<QFile>> memoryFile()
{
    const int handle = ::memfd_create("embedscope", MFD_CLOEXEC);
    auto file = std::make_unique<QFile>();
    if (handle < 0 || !file->open(handle, QIODevice::ReadWrite | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return diskFailure(errno);
    return file;
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

Failure diskFailure(int error)
{
    return {.kind = FailureKind::Network, .detail = qt_error_string(error), .isOfDisk = true};
}

bool MemoryShare::grow(qint64 bytes)
{
    if (*m_used += bytes; *m_used > m_most) {
        *m_used -= bytes;
        return false;
    }
    m_size += bytes;
    return true;
}

QString temporaryRoot()
{
    const QString path = QDir::tempPath(); // empty where $TMPDIR names no folder
    return path.isEmpty() ? QStringLiteral("/tmp") : path;
}

SpoolFolder::SpoolFolder(const QString &root)
{
    m_folders.push_back({root, u"run-"_s});
    (void)make(m_folders.front()); // createFile() tries again, and tells
}

SpoolFolder::SpoolFolder(Tell tell) : SpoolFolder(defaultRoot(), std::move(tell)) { }

SpoolFolder::SpoolFolder(const QString &root, Tell tell) : SpoolFolder(root)
{
    m_folders.push_back({temporaryRoot(), u"embedscope-run-"_s, false});
    m_tell = std::move(tell);
}

SpoolFolder::~SpoolFolder() = default;

/// 0 or the system's error. What cannot be locked is not used: the next program would take it for litter.
int SpoolFolder::make(Folder &folder)
{
    folder.run.reset();
    if (const int error = folder.isOurs ? disk::ensureFolder(folder.root) : 0; error != 0)
        return error;
    sweep(folder);
    QByteArray path = QFile::encodeName(folder.root + u'/' + folder.prefix + u"XXXXXX"_s);
    if (!::mkdtemp(path.data())) // mode 0700
        return errno;
    const QString made = QFile::decodeName(path);
    const int lock = lockedHandle(made, O_CREAT | O_EXCL);
    if (lock < 0) {
        removeFolder(made);
        return -lock;
    }
    folder.run = std::make_shared<Run>(made, lock);
    return 0;
}

QString SpoolFolder::defaultRoot()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/spool"_s;
}

void SpoolFolder::sweep(const Folder &swept)
{
    constexpr qint64 beingMadeSec = 60;
    const QStringList folders = QDir(swept.root).entryList({swept.prefix + u'*'}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : folders) {
        const QString folder = swept.root + u'/' + name;
        if (!isFolderOfThisUser(folder))
            continue;
        const int lock = lockedHandle(folder, 0);
        if (lock >= 0) {
            removeFolder(folder);
            ::close(lock);
        } else if (lock == -ENOENT && QFileInfo(folder).lastModified().secsTo(QDateTime::currentDateTime()) >= beingMadeSec) {
            QDir().rmdir(folder); // killed before it was locked; what is not empty has an owner that nobody knows, and stays
        }
    }
}

Result<std::unique_ptr<QFile>> SpoolFolder::createFile(size_t place)
{
    if (isMemory(place))
        return memoryFile();
    Folder &folder = m_folders[place];
    const bool isThere = folder.run && QFileInfo(folder.run->path()).isDir();
    if (const int error = isThere ? 0 : make(folder); error != 0)
        return diskFailure(error);
    auto file = std::make_unique<QTemporaryFile>(folder.run->path() + u"/answer-XXXXXX"_s);
    file->setAutoRemove(false); // the last AnswerBytes removes it
    if (!file->open())
        return Failure{.kind = FailureKind::Network, .detail = file->errorString(), .isOfDisk = true};
    return std::unique_ptr<QFile>(std::move(file));
}

std::shared_ptr<MemoryShare> SpoolFolder::shareOf(size_t place) const
{
    return isMemory(place) ? std::make_shared<MemoryShare>(m_inMemory, memoryLimit) : nullptr;
}

void SpoolFolder::tellPlace(size_t place, const QString &why)
{
    if (place <= m_told)
        return;
    m_told = place;
    const QString instead = isMemory(place) ? tr("Using memory instead, up to %1 MiB.").arg(memoryLimit >> 20)
                                            : tr("Using %1 instead.").arg(m_folders[place].root);
    m_tell(tr("The cache folder %1 cannot be used: %2.").arg(m_folders.front().root, why) + u' ' + instead);
}

} // namespace embedscope
