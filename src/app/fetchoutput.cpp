// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchoutput.h"

#include "app/words.h"

#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace embedscope {

FetchOutput::FetchOutput(const QString &path, bool force) : m_path(path), m_force(force) { }

QString FetchOutput::objection() const
{
    if (m_path.isEmpty() || isDevice())
        return {};
    const QFileInfo file(m_path);
    if (file.isDir())
        return failedSentence(AppWords::tr("this is a folder"));
    if ((file.exists() || file.isSymLink()) && !m_force)
        return existsSentence();
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return failedSentence(AppWords::tr("the folder %1 does not exist").arg(folder.filePath()));
    if (!folder.isWritable())
        return failedSentence(AppWords::tr("nothing may be written to the folder %1").arg(folder.filePath()));
    return {};
}

QString FetchOutput::write(const ExportJob &job) const
{
    const ExportOutcome outcome = writeTo(job);
    if (outcome.kind == ExportOutcome::Kind::Exists)
        return existsSentence();
    if (outcome.kind == ExportOutcome::Kind::Failed)
        return failedSentence(outcome.detail);
    return {};
}

ExportOutcome FetchOutput::writeTo(const ExportJob &job) const
{
    const std::atomic<bool> neverCancelled = false;
    if (!m_path.isEmpty() && !isDevice())
        return exportToFile(job, m_path, m_force, neverCancelled);
    QFile device(m_path);
    const QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    const bool isOpen = m_path.isEmpty() ? device.open(STDOUT_FILENO, mode) : device.open(mode);
    if (!isOpen)
        return {ExportOutcome::Kind::Failed, device.errorString(), 0, 0, 0};
    return writeExport(job, device, neverCancelled);
}

/// A pipe, a terminal, /dev/null: written to as it is, for nothing can take its place.
bool FetchOutput::isDevice() const
{
    const QFileInfo file(m_path);
    return file.exists() && !file.isFile() && !file.isDir();
}

QString FetchOutput::failedSentence(const QString &detail) const
{
    if (m_path.isEmpty())
        return AppWords::tr("The export cannot be written to standard output: %1.").arg(detail);
    return AppWords::tr("The export cannot be written to %1: %2.").arg(m_path, detail);
}

QString FetchOutput::existsSentence() const
{
    return AppWords::tr("%1 exists already. Give --force to replace it.").arg(m_path);
}

} // namespace embedscope
