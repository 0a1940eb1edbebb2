// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exportfolder.h"

#include "core/diskcalls.h"
#include "core/streamdevice.h"
#include "exporting/obstacle.h"
#include "exporting/words.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace embedscope {

FolderFile::FolderFile(const QString &path, ExportRun &run) : m_file(path), m_run(run), m_writer(m_file, run) { }

bool FolderFile::open()
{
    const bool isOpen = m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered);
    return isOpen || m_run.stop(ExportOutcome::Kind::Failed, m_file.errorString());
}

bool FolderFile::rest()
{
    if (!m_writer.finish())
        return false;
    m_file.close();
    return true;
}

bool FolderFile::wake()
{
    return m_file.isOpen() || m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)
        || m_run.stop(ExportOutcome::Kind::Failed, m_file.errorString());
}

bool FolderFile::finish()
{
    if (!m_writer.finish())
        return false;
    QString problem;
    if (!syncAndReadBack(m_file.handle(), m_writer.written(), m_run.cancelled(), problem))
        return problem.isEmpty() ? m_run.stop(ExportOutcome::Kind::Cancelled)
                                 : m_run.stop(ExportOutcome::Kind::Failed, problem);
    m_file.close();
    m_run.outcome().bytes += m_writer.written().size;
    ++m_run.outcome().files;
    return true;
}

ExportFolder::ExportFolder(const QString &path, bool replace)
    : m_path(QFileInfo(path).absoluteFilePath()), m_replace(replace)
{
    // A symbolic link to a folder stays one.
    if (QFileInfo(m_path).isDir())
        m_path = QFileInfo(m_path).canonicalFilePath();
    m_path = QDir::cleanPath(m_path);
}

ExportFolder::~ExportFolder()
{
    if (!m_temporary.isEmpty() && m_leftAside.isEmpty())
        QDir(m_temporary).removeRecursively();
}

ExportFolder::Status ExportFolder::open()
{
    if (const QString obstacle = obstacleTo(ExportShape::Folder, m_path); !obstacle.isEmpty())
        return fail(obstacle);
    const QFileInfo target(m_path);
    if (target.isDir()) {
        m_isThere = true;
        if (!m_replace && !QDir(m_path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
            return Status::Exists;
    } else if (target.isSymLink()) {
        return fail(ExportingWords::tr("this is a link that leads nowhere, and the export is a folder"));
    }
    const quint64 number = QRandomGenerator::system()->generate64();
    const QString name = QStringLiteral(".embedscope-%1.part").arg(number, 16, 16, QLatin1Char('0'));
    const QString path = (m_isThere ? m_path : QFileInfo(m_path).absolutePath()) + QLatin1Char('/') + name;
    if (::mkdir(QFile::encodeName(path).constData(), 0777) != 0)
        return fail(qt_error_string(errno));
    m_temporary = path;
    return Status::Done;
}

bool ExportFolder::tryFile()
{
    constexpr qsizetype size = 4096; // some file systems keep a few bytes beside the name, however full they are
    QFile file(m_temporary + QLatin1String("/trial"));
    if (const int error = disk::checkName(m_path); error != 0) {
        fail(qt_error_string(error));
        return false;
    }
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && writeAll(file, QByteArray(size, ' ')))
        return true;
    fail(file.errorString());
    return false;
}

std::unique_ptr<FolderFile> ExportFolder::create(const QString &name, ExportRun &run)
{
    auto file = std::make_unique<FolderFile>(m_temporary + QLatin1Char('/') + name, run);
    if (!file->open())
        return nullptr;
    return file;
}

ExportFolder::Status ExportFolder::commit()
{
    // After a power cut a folder that cannot be synced has old names or new ones, of whole files: no failure.
    (void)disk::syncFolder(m_temporary);
    if (m_isThere)
        return moveInto();
    // rename(2) never puts a folder in the place of a file or of a folder that is not empty.
    if (const int error = disk::rename(m_temporary, m_path); error != 0) {
        const bool isTaken = error == EEXIST || error == ENOTEMPTY || error == ENOTDIR;
        return isTaken ? Status::Exists : fail(qt_error_string(error));
    }
    m_temporary.clear();
    (void)disk::syncFolder(QFileInfo(m_path).absolutePath());
    return Status::Done;
}

/// All of the files or none: what can be known is looked at before the first one, and where the system refuses one
/// nevertheless, those before it are taken back.
ExportFolder::Status ExportFolder::moveInto()
{
    const QStringList names = QDir(m_temporary).entryList(QDir::Files | QDir::Hidden);
    const auto isTaken = [this](const QString &name) {
        const QFileInfo there(m_path + QLatin1Char('/') + name);
        return there.exists() || there.isSymLink();
    };
    if (!m_replace && std::any_of(names.begin(), names.end(), isTaken))
        return Status::Exists; // since open()
    for (const QString &name : names) {
        const QFileInfo target(m_path + QLatin1Char('/') + name);
        if (target.exists() && !target.isFile())
            return fail(ExportingWords::tr("%1: %2").arg(name, target.isDir() ? ExportingWords::tr("this is a folder")
                                                                           : ExportingWords::tr("this is no regular file")));
    }
    const QString aside = m_temporary + QLatin1String("/replaced");
    if (::mkdir(QFile::encodeName(aside).constData(), 0700) != 0)
        return fail(qt_error_string(errno));
    for (qsizetype i = 0; i < names.size(); ++i) {
        const int error = replaceOne(names[i], aside);
        if (error == 0)
            continue;
        takeBack(names.first(i), aside);
        return fail(ExportingWords::tr("%1: %2").arg(names[i], qt_error_string(error)) + m_leftAside);
    }
    (void)disk::syncFolder(m_path);
    return Status::Done;
}

/// Puts one file into its place; what had the name stays `aside`. 0, or the system's error and nothing is changed.
int ExportFolder::replaceOne(const QString &name, const QString &aside)
{
    const QString target = m_path + QLatin1Char('/') + name;
    const QString old = aside + QLatin1Char('/') + name;
    if (!m_replace)
        return disk::renameWithoutReplacing(m_temporary + QLatin1Char('/') + name, target);
    // With a second name the first one never leads nowhere; not every file system has them.
    int error = disk::link(target, old);
    if (error != 0 && error != ENOENT)
        error = disk::rename(target, old);
    if (error != 0 && error != ENOENT)
        return error;
    const bool hadOld = error == 0;
    error = disk::rename(m_temporary + QLatin1Char('/') + name, target);
    if (error != 0 && hadOld)
        takeBack({name}, aside);
    return error;
}

/// Gives these names back to what had them before.
void ExportFolder::takeBack(const QStringList &names, const QString &aside)
{
    for (const QString &name : names) {
        const QString target = m_path + QLatin1Char('/') + name;
        const QString old = aside + QLatin1Char('/') + name;
        const bool hadOld = QFileInfo(old).exists() || QFileInfo(old).isSymLink();
        if ((hadOld ? disk::rename(old, target) : disk::remove(target)) != 0)
            m_leftAside = ExportingWords::tr(". Files that were there before are kept in %1").arg(aside);
    }
}

ExportFolder::Status ExportFolder::fail(const QString &problem)
{
    m_problem = problem;
    return Status::Failed;
}

} // namespace embedscope
