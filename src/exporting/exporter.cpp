// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporter.h"

#include "exporting/atomicfile.h"
#include "exporting/exportwriter.h"
#include "exporting/jsonstring.h"

#include <QIODevice>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

qint64 bytesOfAnswers(const ExportJob &job)
{
    qint64 total = 0;
    for (const ExportEntry &entry : job.entries) {
        if (const auto *const answer = std::get_if<AnswerBytes>(&entry.content))
            total += answer->size();
    }
    return total;
}

QByteArray envelopeHead(const ExportJob &job)
{
    QByteArray head = R"({"format":"embedscope-export","version":1,"exported_at":)";
    head += jsonString(job.exportedAt.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s));
    head += ",\"service\":";
    head += jsonString(job.service);
    head += ",\n \"tasks\":[";
    return head;
}

QByteArray problemObject(const TaskId &id, const ExportEntry::Problem &problem)
{
    // By hand, for the order of the members: QJsonObject sorts them.
    QByteArray object = "{\"task_id\":";
    object += jsonString(id.toString());
    object += ",\"kind\":";
    object += jsonString(exportKindName(problem.kind));
    object += ",\"http_status\":";
    object += problem.httpStatus ? QByteArray::number(*problem.httpStatus) : QByteArrayLiteral("null");
    object += ",\"message\":";
    object += jsonString(problem.message);
    object += '}';
    return object;
}

bool writeEnvelope(const ExportJob &job, ExportWriter &writer)
{
    const QByteArray separator = QByteArrayLiteral(",\n");
    if (!writer.write(envelopeHead(job)))
        return false;
    bool first = true;
    for (const ExportEntry &entry : job.entries) {
        const auto *const answer = std::get_if<AnswerBytes>(&entry.content);
        if (!answer)
            continue;
        if ((!first && !writer.write(separator))
            || !writer.copyAnswer(entry.id, *answer, ExportWriter::LineBreaks::Keep))
            return false;
        first = false;
    }
    if (!writer.write(QByteArrayLiteral("],\n \"problems\":[")))
        return false;
    first = true;
    for (const ExportEntry &entry : job.entries) {
        const auto *const problem = std::get_if<ExportEntry::Problem>(&entry.content);
        if (!problem)
            continue;
        if ((!first && !writer.write(separator)) || !writer.write(problemObject(entry.id, *problem)))
            return false;
        first = false;
    }
    return writer.write(QByteArrayLiteral("]}\n"));
}

bool writeLines(const ExportJob &job, ExportWriter &writer)
{
    for (const ExportEntry &entry : job.entries) {
        const auto *const answer = std::get_if<AnswerBytes>(&entry.content);
        if (answer
            && (!writer.copyAnswer(entry.id, *answer, ExportWriter::LineBreaks::Remove)
                || !writer.write(QByteArrayLiteral("\n"))))
            return false;
    }
    return true;
}

} // namespace

ExportOutcome writeExport(const ExportJob &job, QIODevice &device, const std::atomic<bool> &cancelled,
                          const ExportProgress &progress)
{
    ExportWriter writer(device, cancelled, progress, bytesOfAnswers(job));
    const bool written =
        job.format == ExportFormat::Json ? writeEnvelope(job, writer) : writeLines(job, writer);
    if (written)
        writer.finish();
    ExportOutcome outcome = writer.outcome();
    outcome.bytes = writer.bytes();
    for (const ExportEntry &entry : job.entries)
        ++(std::holds_alternative<AnswerBytes>(entry.content) ? outcome.tasks : outcome.problems);
    return outcome;
}

ExportOutcome exportToFile(const ExportJob &job, const QString &path, bool replace,
                           const std::atomic<bool> &cancelled, const ExportProgress &progress)
{
    AtomicFile file(path, replace ? AtomicFile::Existing::Replace : AtomicFile::Existing::Keep);
    const auto ended = [&file](AtomicFile::Status status, ExportOutcome outcome) {
        if (status == AtomicFile::Status::Exists)
            outcome.kind = ExportOutcome::Kind::Exists;
        if (status == AtomicFile::Status::Failed) {
            outcome.kind = ExportOutcome::Kind::Failed;
            outcome.detail = file.problem();
        }
        return outcome;
    };
    if (const auto status = file.open(); status != AtomicFile::Status::Done)
        return ended(status, {});
    const ExportOutcome outcome = writeExport(job, file.device(), cancelled, progress);
    if (outcome.kind != ExportOutcome::Kind::Written)
        return outcome;
    return ended(file.commit(outcome.bytes), outcome);
}

QString exportKindName(FailureKind kind)
{
    switch (kind) {
    case FailureKind::NotFound:
        return u"not_found"_s;
    case FailureKind::Unauthorized:
        return u"unauthorized"_s;
    case FailureKind::Forbidden:
        return u"forbidden"_s;
    case FailureKind::RateLimited:
        return u"rate_limited"_s;
    case FailureKind::ServiceError:
        return u"service_error"_s;
    case FailureKind::Redirect:
        return u"redirect"_s;
    case FailureKind::Timeout:
        return u"timeout"_s;
    case FailureKind::Unreadable:
        return u"unreadable"_s;
    case FailureKind::WrongTask:
        return u"wrong_task"_s;
    case FailureKind::TooLarge:
        return u"too_large"_s;
    case FailureKind::Network:
    case FailureKind::Cancelled: // never asked to the end: nothing came over the network
        break;
    }
    return u"network"_s;
}

} // namespace embedscope
