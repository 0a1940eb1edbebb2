// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchoutput.h"

#include "app/lostanswers.h"
#include "app/words.h"
#include "core/diskcalls.h"
#include "core/streamdevice.h"
#include "models/taskwords.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

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

/// Not what its caller closed, nor a pipe whose reader has gone.
bool isStandardOutputOpen()
{
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    const int mode = ::fcntl(STDOUT_FILENO, F_GETFL);
    return mode >= 0 && (mode & O_ACCMODE) != O_RDONLY && (::poll(&output, 1, 0) <= 0 || (output.revents & POLLERR) == 0);
}

} // namespace

FetchOutput::FetchOutput(const QString &path, bool force, bool isFolder)
    : m_path(path), m_force(force), m_isFolder(isFolder)
{
}

QString FetchOutput::objection() const
{
    if (m_path.isEmpty())
        return isStandardOutputOpen() ? QString() : failedSentence(AppWords::tr("nobody reads it"));
    if (isDevice()) {
        if (m_isFolder)
            return failedSentence(AppWords::tr("this is a device or a pipe, and the export is a folder"));
        return QFileInfo(m_path).isWritable() ? QString() : failedSentence(AppWords::tr("nothing may be written to it"));
    }
    if (!m_isFolder && (m_path.endsWith(u'/') || QFileInfo(m_path).isDir()))
        return failedSentence(AppWords::tr("this is a folder, and the export is a file"));
    const QString folder = QFileInfo(QDir::cleanPath(m_path)).absolutePath();
    if (!QFileInfo(folder).isDir())
        return failedSentence(AppWords::tr("the folder %1 does not exist").arg(folder));
    return sentenceOf(tryExport(m_path, m_isFolder, m_force));
}

QString FetchOutput::sentenceOf(const ExportOutcome &outcome) const
{
    if (outcome.kind == ExportOutcome::Kind::Exists)
        return existsSentence();
    return outcome.kind == ExportOutcome::Kind::Failed ? failedSentence(outcome.detail) : QString();
}

FetchOutput::Written FetchOutput::writtenOf(const ExportOutcome &outcome, ExportFormat format) const
{
    Written written{.problem = sentenceOf(outcome), .wasCancelled = outcome.kind == ExportOutcome::Kind::Cancelled};
    if (outcome.kind == ExportOutcome::Kind::Written)
        written.remarks = remarksOf(outcome, format);
    return written;
}

FetchOutput::Written FetchOutput::write(const ExportJob &job, const std::atomic<bool> &cancelled,
                                        const Interruption &interruption) const
{
    return writtenOf(writeTo(job, cancelled, interruption), job.format);
}

FetchOutput::Written FetchOutput::save(ExportJob job, const Interruption &interruption) const
{
    const std::atomic<bool> neverCancelled = false;
    // What a reader has got cannot be taken back.
    std::vector<TaskId> lost = takeOutLost(job, isStream() ? LostCheck::ToTheEnd : LostCheck::Opening);
    ExportOutcome outcome = writeTo(job, neverCancelled, interruption);
    if (outcome.kind == ExportOutcome::Kind::Failed && !isStream()) {
        const std::vector<TaskId> more = takeOutLost(job, LostCheck::ToTheEnd);
        lost.insert(lost.end(), more.begin(), more.end());
        if (!more.empty())
            outcome = writeTo(job, neverCancelled, interruption);
    }
    Written written = writtenOf(outcome, job.format);
    written.lost = std::move(lost);
    if (outcome.kind != ExportOutcome::Kind::Written && !isStream()) {
        const QString path = writeElsewhere(job);
        if (!path.isEmpty())
            written.problem += u' ' + AppWords::tr("The export is in %1.").arg(path);
    }
    return written;
}

/// Its path; empty where nothing could be written. A format may have no place for some answer: JSON has one for all.
QString FetchOutput::writeElsewhere(const ExportJob &job) const
{
    const QFileInfo wanted(QDir::cleanPath(m_path));
    const QString ending = m_isFolder || wanted.suffix().isEmpty() ? QString() : u'.' + wanted.suffix();
    const QString path = writeUnderAnotherName(job, ending);
    if (!path.isEmpty() || job.format == ExportFormat::Json)
        return path;
    ExportJob plain = job;
    plain.format = ExportFormat::Json;
    plain.options = {};
    return writeUnderAnotherName(plain, u".json"_s);
}

/// Beside the name that it should have, else where this program may write anyway.
QString FetchOutput::writeUnderAnotherName(const ExportJob &job, const QString &ending) const
{
    constexpr int mostNames = 1000;
    const std::atomic<bool> neverCancelled = false;
    const QFileInfo wanted(QDir::cleanPath(m_path));
    const QString stem = m_isFolder ? wanted.fileName() : wanted.completeBaseName();
    const QString ours = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/rescued"_s;
    for (const QString &folder : {wanted.absolutePath(), ours}) {
        if (folder == ours)
            disk::ensureFolder(ours);
        for (int number = 2; number < mostNames; ++number) {
            const QString path = folder + u'/' + stem + u'-' + QString::number(number) + ending;
            if (QFileInfo::exists(path))
                continue;
            const ExportOutcome outcome = exportToFile(job, path, false, neverCancelled);
            if (outcome.kind == ExportOutcome::Kind::Written)
                return path;
            if (outcome.kind != ExportOutcome::Kind::Exists)
                break;
        }
    }
    return {};
}

ExportOutcome FetchOutput::writeTo(const ExportJob &job, const std::atomic<bool> &cancelled,
                                   const Interruption &interruption) const
{
    if (!isStream())
        return exportToFile(job, m_path, m_force, cancelled);
    const auto device = m_path.isEmpty() ? std::make_unique<StreamDevice>(STDOUT_FILENO, interruption)
                                         : std::make_unique<StreamDevice>(m_path, interruption);
    if (!device->open(QIODevice::WriteOnly))
        return {ExportOutcome::Kind::Failed, device->errorString()};
    return writeExport(job, *device, cancelled);
}

/// Whether it is written as it is made, and not under a name when it is whole.
bool FetchOutput::isStream() const
{
    return !m_isFolder && (m_path.isEmpty() || isDevice());
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
