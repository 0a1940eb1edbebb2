// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/obstacle.h"

#include "exporting/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>

namespace embedscope {

namespace {

/// 0 or the system's error.
int statusOf(const QString &path, struct stat &status)
{
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? 0 : errno;
}

/// The folder that is to get it.
QString obstacleAbove(const QString &folder)
{
    struct stat status{};
    const int error = statusOf(folder, status);
    if (error == 0)
        return S_ISDIR(status.st_mode) ? QString() : ExportingWords::tr("%1 is a file, not a folder").arg(folder);
    const QString parent = QFileInfo(folder).absolutePath();
    if (error == ENOTDIR && parent != folder)
        return obstacleAbove(parent);
    return error == ENOENT ? ExportingWords::tr("the folder %1 does not exist").arg(folder)
                           : ExportingWords::tr("%1: %2").arg(folder, qt_error_string(error));
}

QString obstacleIn(ExportShape shape, mode_t mode)
{
    if (shape == ExportShape::Folder && S_ISREG(mode))
        return ExportingWords::tr("this is a file, and the export is a folder");
    if (shape == ExportShape::Folder && !S_ISDIR(mode))
        return ExportingWords::tr("this is a device or a pipe, and the export is a folder");
    if (shape == ExportShape::File && S_ISDIR(mode))
        return ExportingWords::tr("this is a folder, and the export is a file");
    if (shape == ExportShape::File && !S_ISREG(mode))
        return ExportingWords::tr("this is no regular file"); // renaming would put a file in the place of /dev/null
    return {};
}

} // namespace

QString obstacleTo(ExportShape shape, const QString &path)
{
    const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QString above = obstacleAbove(QFileInfo(clean).absolutePath());
    if (!above.isEmpty())
        return above;
    struct stat status{};
    const bool isThere = statusOf(clean, status) == 0;
    if (isThere && path.endsWith(QLatin1Char('/')) && !S_ISDIR(status.st_mode))
        return ExportingWords::tr("%1 is a file, not a folder").arg(clean);
    if (!isThere && path.endsWith(QLatin1Char('/')) && shape == ExportShape::File)
        return ExportingWords::tr("this names a folder, and the export is a file");
    return isThere ? obstacleIn(shape, status.st_mode) : QString();
}

} // namespace embedscope
