// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporter.h"

#include "exporting/atomicfile.h"
#include "exporting/csvexport.h"
#include "exporting/exportfolder.h"
#include "exporting/folderexport.h"
#include "exporting/jsonexport.h"

#include <QIODevice>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Where `written` is given, it gets what must stand on the device afterwards.
ExportOutcome writeOneFile(ExportRun &run, QIODevice &device, WrittenBytes *written)
{
    ExportWriter writer(device, run);
    if (writeDocument(run.job().entries, writer) && writer.finish())
        run.tellAllDone();
    run.outcome().bytes = writer.written().size;
    if (written)
        *written = writer.written();
    return run.outcome();
}

} // namespace

ExportOutcome writeExport(const ExportJob &job, QIODevice &device, const std::atomic<bool> &cancelled,
                          const ExportProgress &progress)
{
    ExportRun run(job, cancelled, progress);
    return writeOneFile(run, device, nullptr);
}

ExportOutcome exportToFile(const ExportJob &job, const QString &path, bool replace,
                           const std::atomic<bool> &cancelled, const ExportProgress &progress)
{
    if (job.needsFolder())
        return exportToFolder(job, path, replace, cancelled, progress);
    AtomicFile file(path, replace ? AtomicFile::Existing::Replace : AtomicFile::Existing::Keep);
    const auto ended = [&file](AtomicFile::Status status, ExportOutcome outcome) {
        if (status == AtomicFile::Status::Exists)
            outcome.kind = ExportOutcome::Kind::Exists;
        if (status == AtomicFile::Status::Cancelled)
            outcome.kind = ExportOutcome::Kind::Cancelled;
        if (status == AtomicFile::Status::Failed) {
            outcome.kind = ExportOutcome::Kind::Failed;
            outcome.detail = file.problem();
        }
        return outcome;
    };
    if (const auto status = file.open(); status != AtomicFile::Status::Done)
        return ended(status, {});
    ExportRun run(job, cancelled, progress);
    WrittenBytes written;
    const ExportOutcome outcome = writeOneFile(run, file.device(), &written);
    if (outcome.kind != ExportOutcome::Kind::Written)
        return outcome;
    return ended(file.commit(written, cancelled), outcome);
}

ExportOutcome tryExport(const QString &path, bool isFolder, bool replace)
{
    if (isFolder) {
        ExportFolder folder(path, replace);
        const auto status = folder.open();
        if (status == ExportFolder::Status::Exists)
            return {ExportOutcome::Kind::Exists};
        if (status == ExportFolder::Status::Done && folder.tryFile())
            return {};
        return {ExportOutcome::Kind::Failed, folder.problem()};
    }
    AtomicFile file(path, replace ? AtomicFile::Existing::Replace : AtomicFile::Existing::Keep);
    const auto status = file.open();
    if (status == AtomicFile::Status::Exists)
        return {ExportOutcome::Kind::Exists};
    if (status == AtomicFile::Status::Done && file.tryWriting())
        return {};
    return {ExportOutcome::Kind::Failed, file.problem()};
}

QString fileEnding(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Json:
        return u".json"_s;
    case ExportFormat::JsonLines:
        return u".jsonl"_s;
    case ExportFormat::Csv:
    case ExportFormat::Npy:
        break;
    }
    return u".csv"_s;
}

QString exportKindName(FailureKind kind)
{
    // What was never asked to the end: nothing came over the network.
    return kindName(kind == FailureKind::Cancelled ? FailureKind::Network : kind);
}

} // namespace embedscope
