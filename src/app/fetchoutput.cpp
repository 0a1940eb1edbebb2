// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchoutput.h"

#include "app/words.h"
#include "models/taskwords.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace embedscope {

namespace {

QString reasonSentence(UnusableSegment::Reason reason)
{
    switch (reason) {
    case UnusableSegment::Reason::NoVector:
        return AppWords::tr("it has no vector");
    case UnusableSegment::Reason::NotNumeric:
        return AppWords::tr("its vector holds something that is no number");
    case UnusableSegment::Reason::NotFinite:
        return AppWords::tr("its vector holds a number beyond the range of a double");
    case UnusableSegment::Reason::OtherDimension:
        return AppWords::tr("its vector has another dimension than most");
    case UnusableSegment::Reason::BeyondFloat32:
        break;
    }
    return AppWords::tr("its vector holds a number beyond the range of float32; --float64 takes it");
}

/// A line for each of the first of them, and one for the rest.
QStringList remarksOf(const ExportOutcome &outcome, ExportFormat format)
{
    QStringList lines;
    const QString word = format == ExportFormat::Npy ? AppWords::tr("left out") : AppWords::tr("no norm");
    for (const UnusableSegment &segment : outcome.firstUnusable)
        lines += AppWords::tr("%1\t%2\tItem %3 of data (%4, %5): %6.")
                     .arg(segment.task.toString(), word, QString::number(segment.position),
                          oneLine(modalityTitle(segment.modality)), oneLine(modalityTitle(segment.scope)),
                          reasonSentence(segment.reason));
    const auto more = outcome.unusable - static_cast<int>(outcome.firstUnusable.size());
    if (more > 0)
        lines += AppWords::tr("And %1 more like these.").arg(more);
    return lines;
}

} // namespace

FetchOutput::FetchOutput(const QString &path, bool force, bool isFolder)
    : m_path(path), m_force(force), m_isFolder(isFolder)
{
}

QString FetchOutput::objection() const
{
    if (m_path.isEmpty() || (isDevice() && !m_isFolder))
        return {};
    const QFileInfo file(m_path);
    if (m_isFolder && file.exists())
        return folderObjection();
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

/// Of one that is there.
QString FetchOutput::folderObjection() const
{
    const QFileInfo folder(m_path);
    if (!folder.isDir())
        return failedSentence(AppWords::tr("this is a file, and the export is a folder"));
    const bool isEmpty =
        QDir(m_path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    if (!isEmpty && !m_force)
        return existsSentence();
    return folder.isWritable() ? QString()
                               : failedSentence(AppWords::tr("nothing may be written to the folder"));
}

FetchOutput::Written FetchOutput::write(const ExportJob &job, const std::atomic<bool> &cancelled) const
{
    const ExportOutcome outcome = writeTo(job, cancelled);
    Written written;
    written.wasCancelled = outcome.kind == ExportOutcome::Kind::Cancelled;
    if (outcome.kind == ExportOutcome::Kind::Exists)
        written.problem = existsSentence();
    if (outcome.kind == ExportOutcome::Kind::Failed)
        written.problem = failedSentence(outcome.detail);
    if (outcome.kind == ExportOutcome::Kind::Written)
        written.remarks = remarksOf(outcome, job.format);
    return written;
}

ExportOutcome FetchOutput::writeTo(const ExportJob &job, const std::atomic<bool> &cancelled) const
{
    if (job.needsFolder() || (!m_path.isEmpty() && !isDevice()))
        return exportToFile(job, m_path, m_force, cancelled);
    QFile device(m_path);
    const QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    const bool isOpen = m_path.isEmpty() ? device.open(STDOUT_FILENO, mode) : device.open(mode);
    if (!isOpen)
        return {ExportOutcome::Kind::Failed, device.errorString()};
    return writeExport(job, device, cancelled);
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
    if (m_isFolder)
        return AppWords::tr("The folder %1 exists already, and is not empty. Give --force to replace the files of "
                            "the same names in it.")
            .arg(m_path);
    return AppWords::tr("%1 exists already. Give --force to replace it.").arg(m_path);
}

} // namespace embedscope
