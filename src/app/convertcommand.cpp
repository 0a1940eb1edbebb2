// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/convertcommand.h"

#include "app/exitcode.h"
#include "app/words.h"
#include "models/taskwords.h"
#include "reader/taskreader.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// "24 hex digits" + "-2": an ID that was made from a file's name must not meet the same of another file.
TaskId numbered(const TaskId &id, int number)
{
    return TaskId::fromString(QString(id.toString() + u'-' + QString::number(number))).value_or(id);
}

QString stateOf(const EmbeddingTask &task)
{
    return oneLine(task.statusText);
}

} // namespace

ConvertCommand::ConvertCommand(const ConvertOptions &options, Print print, const Interruption &interruption)
    : m_options(options), m_print(std::move(print)), m_interruption(interruption),
      m_inputs([this](const QString &sentence) {
          if (!m_options.quiet)
              m_print(sentence);
      }, interruption),
      m_output(options.output, options.force,
               options.contents.onePerTask || options.format == ExportFormat::Npy)
{
    m_job.format = options.format;
    m_job.options = options.contents;
    m_job.exportedAt = QDateTime::currentDateTimeUtc();
}

int ConvertCommand::run()
{
    if (const QString objection = m_output.objection(); !objection.isEmpty()) {
        m_print(objection);
        return exitNotWritten;
    }
    if (const auto code = readFiles())
        return *code;
    if (m_interruption.isSet())
        return exitInterrupted;
    if (m_job.entries.empty()) { // what stands under the output's name is worth more
        m_print(AppWords::tr("There is no whole answer to convert, so nothing was written."));
        return exitBadUsage;
    }
    const FetchOutput::Written written = m_output.write(m_job, m_interruption.flag(), m_interruption);
    if (written.wasCancelled || (m_interruption.isSet() && !written.problem.isEmpty()))
        return exitInterrupted;
    for (const QString &line : m_options.quiet ? QStringList() : written.remarks)
        m_print(line);
    if (!written.problem.isEmpty()) {
        m_print(written.problem);
        return exitNotWritten;
    }
    return m_isAllReady ? exitAllReady : exitNotAllReady;
}

std::optional<int> ConvertCommand::readFiles()
{
    int unreadable = 0;
    for (const QString &path : m_options.files) {
        const auto file = m_inputs.read(path);
        if (!file && file.failure().kind == FailureKind::Cancelled)
            return exitInterrupted;
        if (!file) {
            m_print(oneLine(file.failure().detail, 2000));
            ++unreadable;
            m_isAllReady = false;
            continue;
        }
        m_answersOfFile = m_bareOfFile = 0;
        add(*file);
        if (m_bareOfFile > 0 && m_bareOfFile == m_answersOfFile && m_options.format == ExportFormat::Npy) {
            m_print(AppWords::tr("%1 was exported without vectors, so there is no matrix to write.").arg(file->name));
            return exitBadUsage;
        }
    }
    if (unreadable == 0 || (m_options.keepGoing && !m_job.entries.empty()))
        return std::nullopt;
    if (m_options.files.size() > 1 && !m_options.keepGoing)
        m_print(AppWords::tr("Nothing was written: each file has to hold a response. Leave out those named above, or use --keep-going."));
    return exitBadUsage;
}

void ConvertCommand::add(const ImportedFile &file)
{
    takeEnvelope(file);
    for (const QString &fault : file.faults) {
        m_print(oneLine(fault, 2000));
        m_isAllReady = false;
    }
    for (const ImportedTask &task : file.tasks) {
        if (m_interruption.isSet())
            return;
        addAnswer(task);
    }
    for (const ImportedProblem &problem : file.problems)
        addProblem(problem);
}

/// An export that is converted alone keeps the time of the export and the service: nobody was asked since.
void ConvertCommand::takeEnvelope(const ImportedFile &file)
{
    if (!file.envelope || m_options.files.size() != 1)
        return;
    m_job.service = file.envelope->service;
    const QDateTime time = QDateTime::fromString(file.envelope->exportedAt, Qt::ISODate);
    if (time.isValid())
        m_job.exportedAt = time;
}

void ConvertCommand::addAnswer(const ImportedTask &task)
{
    Judged judged = judge(task);
    TaskId &id = judged.entry.id;
    // From the number that was given last, not from the first: files of one name may be many.
    if (!task.hasOwnId && m_places.contains(id)) {
        int &number = m_lastNumbers[task.id];
        for (number = std::max(number, 1) + 1; m_places.contains(numbered(task.id, number));)
            ++number;
        id = numbered(task.id, number);
    }
    put(std::move(judged));
}

ConvertCommand::Judged ConvertCommand::judge(const ImportedTask &task)
{
    const auto read = readTask(task.bytes, task.hasOwnId ? task.id : TaskId(), {},
                               [this] { return m_interruption.isSet(); });
    if (read) {
        m_isAllReady = m_isAllReady && read->state == TaskState::Ready;
        tell(task.id, stateOf(*read), read->state == TaskState::Failed ? read->errorMessage : QString());
        const bool areVectorsLeftOut = contains(read->findings, FindingKind::VectorsLeftOut);
        m_answersOfFile += read->segments.empty() ? 0 : 1;
        m_bareOfFile += areVectorsLeftOut ? 1 : 0;
        return {.entry = {.id = task.id, .content = task.bytes, .measures = task.measures, .lacksVectors = areVectorsLeftOut},
                .rank = ResponseRank::of(read->state, summarize(*read))};
    }
    m_isAllReady = false;
    const QString sentence = failureSentence(read.failure(), task.id);
    if (read.failure().kind != FailureKind::Cancelled)
        tell(task.id, AppWords::tr("unreadable"), sentence);
    return {.entry = {task.id, ExportEntry::Problem{.kind = read.failure().kind, .message = sentence}}};
}

void ConvertCommand::addProblem(const ImportedProblem &problem)
{
    m_isAllReady = false;
    if (m_places.contains(problem.id)) {
        tell(problem.id, AppWords::tr("twice"), AppWords::tr("It stands in another place as well, which is taken."));
        return;
    }
    const QJsonValue message = QJsonDocument::fromJson(problem.object).object().value("message"_L1);
    tell(problem.id, AppWords::tr("problem"), message.toString());
    put({.entry = {problem.id, ExportEntry::Problem{.object = problem.object}}});
}

/// Every ID stands in an export once, in the place of the first: any answer outranks a problem, the best answer counts, and
/// of equals the later one.
void ConvertCommand::put(Judged judged)
{
    auto &[entry, rank] = judged;
    const auto known = m_places.constFind(entry.id);
    if (known == m_places.cend()) {
        m_places.insert(entry.id, m_job.entries.size());
        m_job.entries.push_back(std::move(entry));
        m_ranks.push_back(rank);
        return;
    }
    ExportEntry &place = m_job.entries[*known];
    const bool isAnswer = std::holds_alternative<AnswerBytes>(entry.content);
    const bool wasAnswer = std::holds_alternative<AnswerBytes>(place.content);
    const bool isTaken = isAnswer == wasAnswer ? rank >= m_ranks[*known] : isAnswer;
    if (wasAnswer)
        tell(entry.id, AppWords::tr("twice"),
             isTaken ? AppWords::tr("The later answer is taken.") : AppWords::tr("The earlier answer is taken."));
    if (!isTaken)
        return;
    m_ranks[*known] = rank;
    place = std::move(entry);
}

void ConvertCommand::tell(const TaskId &id, const QString &word, const QString &sentence)
{
    if (m_options.quiet)
        return;
    QString line = id.toString() + u'\t' + word;
    if (!sentence.isEmpty())
        line += u'\t' + oneLine(sentence, 2000);
    m_print(line);
}

} // namespace embedscope
