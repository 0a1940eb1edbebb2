// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportwriter.h"

#include <QFile>
#include <QString>

#include <memory>

namespace embedscope {

/// A file of a folder that is being written.
class FolderFile final
{
public:
    FolderFile(const QString &path, ExportRun &run);
    Q_DISABLE_COPY_MOVE(FolderFile)

    bool open(); ///< a new file; false has stopped the run, as below
    ExportWriter &writer() { return m_writer; }
    /// Hands on what was written, and closes the file until wake(): a process may have so many open at once.
    bool rest();
    bool wake();
    /// Syncs it, reads it back, and counts it in the run's outcome.
    bool finish();

private:
    QFile m_file;
    ExportRun &m_run;
    ExportWriter m_writer;
};

/// A folder that appears under its name with all its files, or not at all. Where it is there already the files are built
/// inside of it, so that nothing but the folder itself has to be writable (it may be a disk of its own), and moved to
/// their places when all are whole, all or none of them; with `replace` each replaces the one of the same name. Others are
/// left alone.
class ExportFolder final
{
public:
    enum class Status { Done, Exists, Failed };

    ExportFolder(const QString &path, bool replace);
    ~ExportFolder(); ///< takes away what was not committed
    Q_DISABLE_COPY_MOVE(ExportFolder)

    /// Exists where the name is taken, be it by a file or by a folder that is not empty, and not to be replaced.
    Status open();
    /// Whether the disk takes a file in it; taken away again. Between open() and commit().
    bool tryFile();
    /// Between open() and commit(); nothing where the run was stopped.
    std::unique_ptr<FolderFile> create(const QString &name, ExportRun &run);
    Status commit();

    /// The system's words for Failed.
    const QString &problem() const { return m_problem; }

private:
    Status fail(const QString &problem);
    Status moveInto();
    int replaceOne(const QString &name, const QString &aside);
    void takeBack(const QStringList &names, const QString &aside);

    QString m_path;
    bool m_replace;
    bool m_isThere = false;
    QString m_temporary;
    QString m_problem;
    QString m_leftAside; // a sentence about what could not be given back its name; it is not removed then
};

} // namespace embedscope
