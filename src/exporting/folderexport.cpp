// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/folderexport.h"

#include "exporting/csvexport.h"
#include "exporting/exporter.h"
#include "exporting/exportfolder.h"
#include "exporting/jsonexport.h"
#include "exporting/npyexport.h"
#include "exporting/safename.h"

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// A file for each task. Problems have a place in JSON alone.
bool writeFiles(ExportFolder &folder, ExportRun &run)
{
    FileNames names;
    const ExportJob &job = run.job();
    for (const ExportEntry &entry : job.entries) {
        if (job.format != ExportFormat::Json && !std::holds_alternative<AnswerBytes>(entry.content))
            continue;
        const QString name = names.take(entry.id.toString()) + fileEnding(job.format);
        const auto file = folder.create(name, run);
        if (!file || !writeDocument({&entry, 1}, file->writer()) || !file->finish())
            return false;
    }
    return true;
}

} // namespace

bool writeDocument(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    switch (writer.run().job().format) {
    case ExportFormat::Json:
        return writeEnvelope(entries, writer);
    case ExportFormat::JsonLines:
        return writeLines(entries, writer);
    case ExportFormat::Csv:
    case ExportFormat::Npy:
        break;
    }
    return writeCsv(entries, writer);
}

ExportOutcome exportToFolder(const ExportJob &job, const QString &path, bool replace,
                             const std::atomic<bool> &cancelled, const ExportProgress &progress)
{
    ExportRun run(job, cancelled, progress);
    run.outcome().files = 0;
    ExportFolder folder(path, replace);
    auto status = folder.open();
    if (status == ExportFolder::Status::Done) {
        const bool isWritten =
            job.format == ExportFormat::Npy ? writeMatrices(folder, run) : writeFiles(folder, run);
        if (!isWritten || !run.goesOn())
            return run.outcome();
        status = folder.commit();
    }
    if (status == ExportFolder::Status::Exists)
        run.stop(ExportOutcome::Kind::Exists);
    else if (status == ExportFolder::Status::Failed)
        run.stop(ExportOutcome::Kind::Failed, folder.problem());
    else
        run.tellAllDone();
    return run.outcome();
}

} // namespace embedscope
