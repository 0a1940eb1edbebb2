// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auditcommand.h"

#include "analysis/audit.h"
#include "app/exitcode.h"
#include "app/words.h"
#include "core/streamdevice.h"
#include "models/auditwords.h"
#include "models/taskwords.h"
#include "reader/taskreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamWriter>

#include <algorithm>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr qsizetype longestLine = 2000;

/// As the formats for programs call it.
QString nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Note:
        break;
    }
    return u"note"_s;
}

bool isAsBad(Severity severity, Severity level)
{
    return severity <= level; // the worst is first
}

TaskReport::Line lineOf(const AuditFinding &finding, const EmbeddingTask &task)
{
    TaskReport::Line line{.severity = finding.severity,
                          .place = finding.places.empty() ? QString() : placesText(finding),
                          .sentence = oneLine(auditSentence(finding, task), longestLine),
                          .count = finding.count};
    if (finding.lane)
        line.lane = oneLine(laneWords(task.modalities.at(finding.lane->modality), task.scopes.at(finding.lane->scope)), longestLine);
    return line;
}

QByteArray textOf(const std::vector<TaskReport> &reports)
{
    QString text;
    for (const TaskReport &report : reports) {
        for (const TaskReport::Line &line : report.lines)
            text += QStringList{report.id, nameOf(line.severity), line.lane, line.place, line.sentence}.join(u'\t') + u'\n';
        text += report.id + u"\thealth\t"_s + (report.health ? healthText(*report.health) : AppWords::tr("none")) + u'\n';
    }
    return text.toUtf8();
}

QByteArray jsonOf(const std::vector<TaskReport> &reports)
{
    QJsonArray tasks;
    for (const TaskReport &report : reports) {
        QJsonArray findings;
        for (const TaskReport::Line &line : report.lines)
            findings.append(QJsonObject{{u"severity"_s, nameOf(line.severity)},
                                        {u"lane"_s, line.lane},
                                        {u"place"_s, line.place},
                                        {u"count"_s, line.count},
                                        {u"sentence"_s, line.sentence}});
        tasks.append(QJsonObject{{u"task_id"_s, report.id},
                                 {u"file"_s, report.file},
                                 {u"health"_s, report.health ? QJsonValue(report.health->percent) : QJsonValue()},
                                 {u"findings"_s, findings}});
    }
    const QJsonObject root{{u"format"_s, u"embedscope-audit"_s}, {u"version"_s, 1}, {u"tasks"_s, tasks}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

QByteArray junitOf(const std::vector<TaskReport> &reports, Severity failOn)
{
    const auto fails = [failOn](const TaskReport &report) {
        return std::ranges::any_of(report.lines, [failOn](const auto &line) { return isAsBad(line.severity, failOn); });
    };
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, u"embedscope audit"_s);
    xml.writeAttribute(u"tests"_s, QString::number(reports.size()));
    xml.writeAttribute(u"failures"_s, QString::number(std::ranges::count_if(reports, fails)));
    for (const TaskReport &report : reports) {
        xml.writeStartElement(u"testcase"_s);
        xml.writeAttribute(u"classname"_s, report.file);
        xml.writeAttribute(u"name"_s, report.id);
        QStringList failures;
        QStringList others;
        for (const TaskReport::Line &line : report.lines) {
            QStringList words{nameOf(line.severity), line.lane, line.place, line.sentence};
            words.removeAll(QString());
            (isAsBad(line.severity, failOn) ? failures : others).append(words.join(u": "_s));
        }
        if (!failures.isEmpty()) {
            xml.writeStartElement(u"failure"_s);
            xml.writeAttribute(u"message"_s, failures.front());
            xml.writeCharacters(failures.join(u'\n'));
            xml.writeEndElement();
        }
        if (report.health)
            others.prepend(AppWords::tr("health %1").arg(healthText(*report.health)));
        if (!others.isEmpty())
            xml.writeTextElement(u"system-out"_s, others.join(u'\n'));
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

} // namespace

QByteArray auditReport(const std::vector<TaskReport> &reports, AuditFormat format, Severity failOn)
{
    switch (format) {
    case AuditFormat::Json:
        return jsonOf(reports);
    case AuditFormat::JUnit:
        return junitOf(reports, failOn);
    case AuditFormat::Text:
        break;
    }
    return textOf(reports);
}

bool hasFindings(const std::vector<TaskReport> &reports, Severity level)
{
    return std::ranges::any_of(reports, [level](const TaskReport &report) {
        return std::ranges::any_of(report.lines, [level](const auto &line) { return isAsBad(line.severity, level); });
    });
}

AuditCommand::AuditCommand(const AuditOptions &options, Print print, const Interruption &interruption)
    : m_options(options), m_print(std::move(print)), m_interruption(interruption), m_inputs(m_print, interruption)
{
}

int AuditCommand::run()
{
    const bool areAllRead = readFiles();
    if (m_interruption.isSet())
        return exitInterrupted;
    if (!areAllRead && (!m_options.keepGoing || m_reports.empty()))
        return exitBadUsage;
    StreamDevice output(STDOUT_FILENO, m_interruption);
    const QByteArray report = auditReport(m_reports, m_options.format, m_options.failOn);
    if (!output.open(QIODevice::WriteOnly) || !writeAll(output, report))
        return m_interruption.isSet() ? exitInterrupted : exitNotWritten;
    return hasFindings(m_reports, m_options.failOn) || !areAllRead ? exitNotAllReady : exitAllReady;
}

/// False where one of them cannot be read; each is told.
bool AuditCommand::readFiles()
{
    bool areAllRead = true;
    for (const QString &path : m_options.files) {
        const auto file = m_inputs.read(path);
        if (m_interruption.isSet())
            return false;
        if (!file) {
            m_print(oneLine(file.failure().detail, longestLine));
            areAllRead = false;
            continue;
        }
        take(*file);
    }
    if (!areAllRead && !m_options.keepGoing)
        m_print(AppWords::tr("Nothing was audited: each file has to hold a response. Leave out those named above, or use --keep-going."));
    return areAllRead;
}

void AuditCommand::take(const ImportedFile &file)
{
    for (const QString &fault : file.faults)
        m_reports.push_back({.id = file.name, .file = file.name, .health = {}, .lines = {{.severity = Severity::Error, .sentence = fault}}});
    for (const ImportedTask &task : file.tasks) {
        if (m_interruption.isSet())
            return;
        takeTask(task, file.name);
    }
    for (const ImportedProblem &problem : file.problems)
        takeProblem(problem, file.name);
}

void AuditCommand::takeTask(const ImportedTask &imported, const QString &file)
{
    TaskReport report{.id = imported.id.toString(), .file = file, .health = {}, .lines = {}};
    const auto isCancelled = [this] { return m_interruption.isSet(); };
    const auto task = readTask(imported.bytes, imported.hasOwnId ? imported.id : TaskId(), {}, isCancelled);
    if (!task) {
        report.lines.push_back({.severity = Severity::Error, .sentence = oneLine(failureSentence(task.failure(), imported.id), longestLine)});
    } else if (task->state != TaskState::Ready) {
        report.lines.push_back({.severity = Severity::Error,
                                .sentence = task->state == TaskState::Failed
                                    ? AppWords::tr("The task failed: %1").arg(oneLine(task->errorMessage, longestLine))
                                    : AppWords::tr("The task has not ended: its status is “%1”.").arg(oneLine(task->statusText))});
    } else if (const auto audit = auditTask(*task, isCancelled)) {
        report.health = summarize(*audit);
        for (const AuditFinding &finding : audit->findings)
            report.lines.push_back(lineOf(finding, *task));
    }
    m_reports.push_back(std::move(report));
}

void AuditCommand::takeProblem(const ImportedProblem &problem, const QString &file)
{
    const QJsonObject object = QJsonDocument::fromJson(problem.object).object();
    const QString message = oneLine(object.value("message"_L1).toString(), longestLine);
    m_reports.push_back({.id = problem.id.toString(),
                         .file = file,
                         .health = {},
                         .lines = {{.severity = Severity::Error, .sentence = message}}});
}

} // namespace embedscope
