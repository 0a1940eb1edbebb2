// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intakewords.h"

#include "core/plaintext.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class IntakeWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

/// Nothing where the tasks that were completed are all there is to say.
QString addedSentence(const IntakeReport &report)
{
    if (report.added == 0 && report.completed > 0)
        return {};
    if (report.added == 0)
        return report.files == 1 ? IntakeWords::tr("No new task from file “%1”.").arg(oneLine(report.name))
                                 : IntakeWords::tr("No new task from %1 files.").arg(report.files);
    const QString tasks =
        report.added == 1 ? IntakeWords::tr("1 task") : IntakeWords::tr("%n tasks", nullptr, report.added);
    if (report.addingFiles == 1 && report.files > 1)
        return IntakeWords::tr("%1 from 1 of %2 files, “%3”.").arg(tasks).arg(report.files).arg(oneLine(report.name));
    if (report.addingFiles == 1)
        return IntakeWords::tr("%1 from file “%2”.").arg(tasks, oneLine(report.name));
    return report.addingFiles == report.files
        ? IntakeWords::tr("%1 from %2 files.").arg(tasks).arg(report.files)
        : IntakeWords::tr("%1 from %2 of %3 files.").arg(tasks).arg(report.addingFiles).arg(report.files);
}

QString completedSentence(int count)
{
    return count == 1 ? IntakeWords::tr("1 task of the list had no final answer, and has the file's now; the service is not "
                                        "asked for it any more.")
                      : IntakeWords::tr("%n tasks of the list had no final answer, and have the file's now; the service is "
                                        "not asked for them any more.",
                                        nullptr, count);
}

QString knownSentence(int count)
{
    return count == 1 ? IntakeWords::tr("1 was already here, and stays as it was.")
                      : IntakeWords::tr("%n were already here, and stay as they were.", nullptr, count);
}

QString faultSentence(const IntakeReport &report)
{
    const QString fault = oneLine(report.firstFault, 500);
    if (report.faultTotal == 1)
        return IntakeWords::tr("1 place cannot be used: %1").arg(fault);
    return report.faultFiles == 1
        ? IntakeWords::tr("%1 places cannot be used, first of all: %2").arg(report.faultTotal).arg(fault)
        : IntakeWords::tr("%1 places in %2 files cannot be used, first of all: %3")
              .arg(report.faultTotal)
              .arg(report.faultFiles)
              .arg(fault);
}

/// Who opens a hundred wrong files needs no hundred sentences: the first few are told, and how many more there are.
constexpr qsizetype mostTold = 3;

QStringList vectorSentences(const QStringList &names)
{
    QStringList told;
    for (const QString &name : names.first(std::min(mostTold, names.size())))
        told += IntakeWords::tr("“%1” was exported without vectors.").arg(oneLine(name));
    if (const qsizetype more = names.size() - mostTold; more > 0)
        told += more == 1 ? IntakeWords::tr("So was 1 more file.")
                          : IntakeWords::tr("So were %n more files.", nullptr, static_cast<int>(more));
    return told;
}

QStringList problemSentences(const QStringList &problems)
{
    QStringList told;
    for (const QString &problem : problems.first(std::min(mostTold, problems.size())))
        told += oneLine(problem, 500);
    if (const qsizetype more = problems.size() - mostTold; more > 0)
        told += more == 1 ? IntakeWords::tr("1 more file could not be opened.")
                          : IntakeWords::tr("%n more files could not be opened.", nullptr, static_cast<int>(more));
    return told;
}

} // namespace

QString intakeSentence(const IntakeReport &report)
{
    QStringList told;
    if (const QString added = report.files > 0 ? addedSentence(report) : QString(); !added.isEmpty())
        told += added;
    if (report.completed > 0)
        told += completedSentence(report.completed);
    if (report.known > 0)
        told += knownSentence(report.known);
    told += vectorSentences(report.withoutVectors);
    if (report.faultTotal > 0)
        told += faultSentence(report);
    told += problemSentences(report.problems);
    if (report.wasCancelled)
        told += IntakeWords::tr("Opening was cancelled; what had been read to its end before is in the list.");
    return told.join(u' ');
}

QString nothingInSentence(const QStringList &files)
{
    QStringList names;
    for (const QString &file : files)
        names += IntakeWords::tr("“%1”").arg(oneLine(QFileInfo(file).fileName()));
    return names.size() == 1
        ? IntakeWords::tr("There is neither an answer nor a task ID in %1.").arg(names.front())
        : IntakeWords::tr("There are neither answers nor task IDs in these %n files: %1.", nullptr, static_cast<int>(names.size()))
              .arg(names.size() <= 3 ? names.join(u", "_s) : IntakeWords::tr("%1 and others").arg(names.first(3).join(u", "_s)));
}

QString intakeProgressText(const FileIntake::Progress &progress)
{
    const QString name = oneLine(progress.name);
    const QString file = progress.files > 1
        ? IntakeWords::tr("“%1” (file %2 of %3)").arg(name).arg(progress.file).arg(progress.files)
        : IntakeWords::tr("“%1”").arg(name);
    if (progress.answersTotal == 0)
        return IntakeWords::tr("Looking for answers in %1…").arg(file);
    return IntakeWords::tr("Reading %1: %2 of %3 answers…").arg(file).arg(progress.answersRead).arg(progress.answersTotal);
}

} // namespace embedscope
