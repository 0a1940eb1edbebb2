// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchoutput.h"

#include "app/lostanswers.h"
#include "app/words.h"
#include "core/diskcalls.h"
#include "core/streamdevice.h"
#include "exporting/obstacle.h"
#include "models/taskwords.h"
#include "net/spoolfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

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

/// Empty where there can be none.
QString cacheFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/rescued"_s;
    return disk::ensureFolder(folder) == 0 ? folder : QString();
}

/// One that nobody had before, in the place of all users.
QString temporaryFolder()
{
    QTemporaryDir folder(temporaryRoot() + u"/embedscope-rescued-XXXXXX"_s);
    folder.setAutoRemove(false);
    return folder.isValid() ? folder.path() : QString();
}

void makePrivate(const QString &path)
{
    const auto ofFiles = QFile::ReadOwner | QFile::WriteOwner;
    QFile::setPermissions(path, QFileInfo(path).isDir() ? ofFiles | QFile::ExeOwner : ofFiles);
}

/// Under the first of `begin`-2, `begin`-3 ... that is free. Its path; empty where it could not be written.
QString writeNumbered(const ExportJob &job, const QString &begin, const QString &ending)
{
    constexpr int mostNames = 1000;
    const std::atomic<bool> neverCancelled = false;
    for (int number = 2; number < mostNames; ++number) {
        const QString path = begin + u'-' + QString::number(number) + ending;
        if (QFileInfo::exists(path))
            continue;
        const ExportOutcome outcome = exportToFile(job, path, false, neverCancelled);
        if (outcome.kind != ExportOutcome::Kind::Exists)
            return outcome.kind == ExportOutcome::Kind::Written ? path : QString();
    }
    return {};
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
    if (isStream())
        return QFileInfo(m_path).isWritable() ? QString() : failedSentence(AppWords::tr("nothing may be written to it"));
    const QString obstacle = obstacleTo(m_isFolder ? ExportShape::Folder : ExportShape::File, m_path);
    if (!obstacle.isEmpty())
        return failedSentence(obstacle);
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

/// Beside the name that it should have, else where this program may write anyway, for this user alone.
QString FetchOutput::writeUnderAnotherName(const ExportJob &job, const QString &ending) const
{
    const QFileInfo wanted(QDir::cleanPath(m_path));
    const QString name = u'/' + (m_isFolder ? wanted.fileName() : wanted.completeBaseName());
    QString path = writeNumbered(job, wanted.absolutePath() + name, ending);
    for (const auto &makeFolder : {cacheFolder, temporaryFolder}) {
        if (!path.isEmpty())
            return path;
        const QString folder = makeFolder();
        if (!folder.isEmpty())
            path = writeNumbered(job, folder + name, ending);
        if (!path.isEmpty())
            makePrivate(path);
        else if (makeFolder == temporaryFolder)
            QDir().rmdir(folder); // nothing was written into it
    }
    return path;
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
