// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/jsonexport.h"

#include "exporting/csvtext.h"
#include "exporting/exporter.h"
#include "exporting/jsonstring.h"
#include "exporting/measures.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Whether the file as a whole is one without vectors: of some that lack them beside others each answer tells by itself.
bool isWithoutVectors(std::span<const ExportEntry> entries, const ExportJob &job)
{
    const auto isAnswer = [](const ExportEntry &entry) { return std::holds_alternative<AnswerBytes>(entry.content); };
    return !job.options.vectors
        || (std::any_of(entries.begin(), entries.end(), isAnswer)
            && std::all_of(entries.begin(), entries.end(), [isAnswer](const ExportEntry &entry) {
                   return !isAnswer(entry) || entry.lacksVectors;
               }));
}

QByteArray envelopeHead(std::span<const ExportEntry> entries, const ExportJob &job)
{
    QByteArray head = R"({"format":"embedscope-export","version":1,"exported_at":)";
    head += jsonString(job.exportedAt.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s));
    head += ",\"service\":";
    head += jsonString(job.service);
    if (isWithoutVectors(entries, job))
        head += ",\"vectors\":false";
    head += ",\n \"tasks\":[";
    return head;
}

QByteArray problemObject(const TaskId &id, const ExportEntry::Problem &problem)
{
    if (!problem.object.isEmpty())
        return problem.object;
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

/// {"norm":[1.0,null],"dimension":[512,0]}: an element for each item of `data`, in its order. With uncertainty, where there is any.
QByteArray measuresObject(const TaskMeasures &measures)
{
    QByteArray norms;
    QByteArray dimensions;
    for (size_t i = 0; i < measures.norms.size(); ++i) {
        const QByteArray separator(i == 0 ? "" : ",");
        norms += separator + (std::isfinite(measures.norms[i]) ? numberText(measures.norms[i]) : QByteArray("null"));
        dimensions += separator
            + (measures.dimensions[i] ? QByteArray::number(*measures.dimensions[i]) : QByteArray("null"));
    }
    QByteArray uncertainties;
    for (const float uncertainty : measures.uncertainties)
        uncertainties += QByteArray(uncertainties.isEmpty() ? "" : ",") + (std::isfinite(uncertainty) ? numberText(uncertainty) : QByteArray("null"));
    if (!uncertainties.isEmpty())
        uncertainties = ",\"uncertainty\":[" + uncertainties + ']';
    return "{\"norm\":[" + norms + "],\"dimension\":[" + dimensions + ']' + uncertainties + '}';
}

bool writeTasks(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    const auto vectors = writer.run().job().options.vectors ? ExportWriter::Vectors::Keep
                                                            : ExportWriter::Vectors::CutOut;
    bool isFirst = true;
    for (const ExportEntry &entry : entries) {
        const auto *const answer = std::get_if<AnswerBytes>(&entry.content);
        if (!answer || entry.chosen)
            continue;
        if ((!isFirst && !writer.write(QByteArrayLiteral(",\n")))
            || !writer.copyAnswer(entry.id, *answer, ExportWriter::LineBreaks::Keep, vectors))
            return false;
        isFirst = false;
    }
    return true;
}

bool writeProblems(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    bool isFirst = true;
    for (const ExportEntry &entry : entries) {
        const auto *const problem = std::get_if<ExportEntry::Problem>(&entry.content);
        if (!problem)
            continue;
        if ((!isFirst && !writer.write(QByteArrayLiteral(",\n")))
            || !writer.write(problemObject(entry.id, *problem)))
            return false;
        isFirst = false;
    }
    return true;
}

bool writeMeasures(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    ExportRun &run = writer.run();
    QByteArray separator = QByteArrayLiteral(",\n \"measures\":{");
    for (const ExportEntry &entry : entries) {
        if (!std::holds_alternative<AnswerBytes>(entry.content))
            continue;
        EmbeddingTask task;
        if (!run.read(entry, task)
            || !writer.write(separator + jsonString(entry.id.toString()) + ':' + measuresObject(measuresOf(entry, task))))
            return false;
        separator = QByteArrayLiteral(",\n");
    }
    const bool hasNone = separator.size() > 2;
    return writer.write((hasNone ? separator : QByteArray()) + '}');
}

QByteArray orNull(std::string_view number)
{
    return number.empty() ? QByteArrayLiteral("null") : QByteArray(number.data(), static_cast<qsizetype>(number.size()));
}

/// The chosen items of one answer, each as the service sent it.
bool writeChosen(const ExportEntry &entry, ExportWriter &writer)
{
    EmbeddingTask task;
    if (!writer.run().read(entry, task)
        || !writer.write("{\"task_id\":" + jsonString(entry.id.toString()) + ",\"segments\":["))
        return false;
    bool isFirst = true;
    const bool isVisited = writer.run().visit(entry, task, [&](const AnswerItem &item) {
        if (!entry.takes(item.position))
            return true;
        ++writer.run().outcome().segments;
        const QByteArray head = QByteArray(isFirst ? "\n" : ",\n") + "{\"position\":"
            + QByteArray::number(item.position) + ",\"start\":" + orNull(item.start) + ",\"end\":"
            + orNull(item.end) + ",\"segment\":";
        isFirst = false;
        return writer.write(head) && writer.writeBlock(item.raw.data(), static_cast<qint64>(item.raw.size()))
            && writer.write(QByteArrayLiteral("}"));
    });
    return isVisited && writer.write(QByteArrayLiteral("]}"));
}

/// Nothing at all where no entry is a selection.
bool writeSelection(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    QByteArray separator = QByteArrayLiteral(",\n \"selection\":[");
    for (const ExportEntry &entry : entries) {
        if (!entry.chosen || !std::holds_alternative<AnswerBytes>(entry.content))
            continue;
        if (!writer.write(separator) || !writeChosen(entry, writer))
            return false;
        separator = QByteArrayLiteral(",\n");
    }
    return separator.size() == 2 ? writer.write(QByteArrayLiteral("]")) : true;
}

} // namespace

bool writeEnvelope(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    const ExportJob &job = writer.run().job();
    return writer.write(envelopeHead(entries, job)) && writeTasks(entries, writer)
        && writer.write(QByteArrayLiteral("],\n \"problems\":[")) && writeProblems(entries, writer)
        && writer.write(QByteArrayLiteral("]")) && (!job.options.measures || writeMeasures(entries, writer))
        && writeSelection(entries, writer)
        && writer.write(QByteArrayLiteral("}\n"));
}

bool writeLines(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    const auto vectors = writer.run().job().options.vectors ? ExportWriter::Vectors::Keep
                                                            : ExportWriter::Vectors::CutOut;
    for (const ExportEntry &entry : entries) {
        const auto *const answer = std::get_if<AnswerBytes>(&entry.content);
        if (answer
            && (!writer.copyAnswer(entry.id, *answer, ExportWriter::LineBreaks::Remove, vectors)
                || !writer.write(QByteArrayLiteral("\n"))))
            return false;
    }
    return true;
}

} // namespace embedscope
