// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/spoolfolder.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTemporaryFile>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr auto lockName = "in-use.lock"_L1;

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + u'/' + lockName);
    lock->setStaleLockTime(0); // held for hours; a lock is stale only when its process is gone
    return lock;
}

} // namespace

SpoolFolder::SpoolFolder(const QString &root) : m_root(root)
{
    make();
}

void SpoolFolder::make()
{
    QDir().mkpath(m_root);
    QFile::setPermissions(m_root, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    sweep(m_root);
    m_folder = std::make_unique<QTemporaryDir>(m_root + u"/run-XXXXXX"_s); // made with mode 0700
    if (!m_folder->isValid())
        return;
    m_lock = lockOf(m_folder->path());
    m_lock->tryLock(0);
}

SpoolFolder::~SpoolFolder() = default;

QString SpoolFolder::defaultRoot()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/spool"_s;
}

void SpoolFolder::sweep(const QString &root)
{
    const QStringList folders = QDir(root).entryList({u"run-*"_s}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : folders) {
        const QString folder = root + u'/' + name;
        // Without a lock file its owner may be about to make it: only what has stood for a while is litter.
        const QFileInfo lockFile(folder + u'/' + lockName);
        if (!lockFile.exists() && QFileInfo(folder).lastModified().secsTo(QDateTime::currentDateTime()) < 60)
            continue;
        const auto lock = lockOf(folder);
        if (!lock->tryLock(0))
            continue;
        const QStringList files = QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System);
        for (const QString &file : files) {
            if (file != lockName)
                QFile::remove(folder + u'/' + file);
        }
        lock->unlock(); // removes its own file, and complains where somebody else did
        QDir(root).rmdir(name);
    }
}

Result<std::unique_ptr<QFile>> SpoolFolder::createFile()
{
    if (!m_folder->isValid())
        make(); // the disk was full, or could not be written, when it was made first
    if (!m_folder->isValid())
        return Failure{.kind = FailureKind::Network, .detail = m_folder->errorString(), .isOfDisk = true};
    auto file = std::make_unique<QTemporaryFile>(m_folder->filePath(u"answer-XXXXXX"_s));
    file->setAutoRemove(false); // the last AnswerBytes removes it
    if (!file->open())
        return Failure{.kind = FailureKind::Network, .detail = file->errorString(), .isOfDisk = true};
    return std::unique_ptr<QFile>(std::move(file));
}

} // namespace embedscope
