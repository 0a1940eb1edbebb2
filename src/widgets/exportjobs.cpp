// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportjobs.h"

#include "models/exportcontent.h"
#include "models/taskwords.h"
#include "store/taskfeed.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class ExportJobWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

ExportEntry::Problem notAnswered(const TaskRecord &record)
{
    if (record.dropped)
        return {FailureKind::Network, std::nullopt,
                droppedSentence(record) + u' ' + ExportJobWords::tr("So it could not be exported. Ask for the task again.")};
    return {FailureKind::Network, std::nullopt,
            ExportJobWords::tr("The service had not answered for this task yet when it was exported.")};
}

/// Which service the task was asked at; empty where it came from a file, which does not say.
QString serviceOf(const TaskRecord &record, const TaskFeed &feed)
{
    if (record.origin.isFile)
        return {};
    const bool isAnswered = !record.answer.isNull() && !record.origin.name.isEmpty();
    return isAnswered ? record.origin.name : feed.address().toString();
}

/// The format's name, where it has no place for problems; else nothing.
QString placeless(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Json:
        return {};
    case ExportFormat::JsonLines:
        return u"JSON Lines"_s;
    case ExportFormat::Csv:
        return u"CSV"_s;
    case ExportFormat::Npy:
        break;
    }
    return u"NumPy"_s;
}

/// " 3 segments have no usable vector…", or nothing.
QString unusableSentence(const ExportOutcome &outcome, ExportFormat format)
{
    if (outcome.unusable == 0)
        return {};
    if (format == ExportFormat::Npy)
        return u' '
            + (outcome.unusable == 1
                   ? ExportJobWords::tr("1 segment has no usable vector: a file named …_left_out.csv says why.")
                   : ExportJobWords::tr("%n segments have no usable vector: files named …_left_out.csv say why.",
                                        nullptr, outcome.unusable));
    return u' '
        + (outcome.unusable == 1 ? ExportJobWords::tr("1 segment has no norm.")
                                 : ExportJobWords::tr("%n segments have no norm.", nullptr, outcome.unusable));
}

/// What was taken: tasks, or segments of one.
QString takenText(const ExportOutcome &outcome)
{
    if (outcome.chosen > 0)
        return outcome.chosen == 1 ? ExportJobWords::tr("1 segment")
                                   : ExportJobWords::tr("%n segments", nullptr, outcome.chosen);
    return outcome.tasks == 1 ? ExportJobWords::tr("1 task") : ExportJobWords::tr("%n tasks", nullptr, outcome.tasks);
}

QString writtenSentence(const ExportOutcome &outcome, ExportFormat format, const QString &name)
{
    const QString tasks = takenText(outcome);
    const QString problems =
        outcome.problems == 1 ? ExportJobWords::tr("1 problem") : ExportJobWords::tr("%n problems", nullptr, outcome.problems);
    const QString size = bytesText(outcome.bytes);
    const QString unusable = unusableSentence(outcome, format);
    if (outcome.problems == 0)
        return ExportJobWords::tr("Exported %1 to %2 (%3).").arg(tasks, name, size) + unusable;
    if (const QString formatName = placeless(format); !formatName.isEmpty())
        return ExportJobWords::tr("Exported %1 to %2 (%3). %5 has no place for the %4.")
                   .arg(tasks, name, size, problems, formatName)
            + unusable;
    return ExportJobWords::tr("Exported %1, %4 to %2 (%3).").arg(tasks, name, size, problems);
}

} // namespace

ExportJob makeExportJob(const TaskFeed &feed, std::span<const int> rows, ExportFormat format,
                        const ExportOptions &options, const QDateTime &now)
{
    ExportJob job;
    job.format = format;
    job.options = options;
    job.exportedAt = now;
    job.entries.reserve(rows.size());
    QStringList services;
    for (const int row : rows) {
        const TaskRecord &record = feed.list().at(row);
        const QString service = serviceOf(record, feed);
        if (!service.isEmpty() && !services.contains(service))
            services += service;
        job.entries.push_back({record.id, exportContent(record, notAnswered(record))});
        job.entries.back().lacksVectors = contains(record.summary.findings, FindingKind::VectorsLeftOut);
    }
    if (services.size() == 1) // several cannot be named, and with none it is not known
        job.service = services.front();
    return job;
}

QString exportFileName(const QDateTime &now)
{
    return u"embedscope-"_s + now.toLocalTime().toString(u"yyyy-MM-dd-HHmm"_s);
}

QString exportEnding(ExportFormat format, bool isFolder)
{
    return isFolder ? QString() : fileEnding(format);
}

QString exportSentence(const ExportOutcome &outcome, ExportFormat format, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    switch (outcome.kind) {
    case ExportOutcome::Kind::Written:
        return writtenSentence(outcome, format, name);
    case ExportOutcome::Kind::Cancelled:
        return ExportJobWords::tr("The export was cancelled. Nothing was written to %1.").arg(name);
    case ExportOutcome::Kind::Exists:
        return ExportJobWords::tr("%1 was there already, and was left as it was. Export again under another name.")
            .arg(name);
    case ExportOutcome::Kind::Failed:
        break;
    }
    return ExportJobWords::tr("The export to %1 failed: %2. Whatever stood there before is untouched.")
        .arg(name, outcome.detail);
}

} // namespace embedscope
