// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskmessage.h"

#include "models/taskwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class MessageWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

/// When the service is asked next, as a sentence.
QString nextStep(const TaskRecord &record, const PollingState &polling, MonotonicTime now)
{
    if (record.underWay && record.receivedBytes > 0)
        return MessageWords::tr("The answer is coming in: %1 so far.").arg(bytesText(record.receivedBytes));
    if (record.underWay)
        return MessageWords::tr("The service is being asked now.");
    if (polling.stopped)
        return MessageWords::tr("Polling has stopped, so it is not asked; the notice above says what to do.");
    if (polling.taskPaused)
        return MessageWords::tr("This task is paused, so it is not asked. Ctrl+Shift+P resumes it.");
    if (polling.paused)
        return MessageWords::tr("Polling is paused, so it is not asked. Ctrl+P goes on.");
    if (record.viaList)
        return MessageWords::tr("The service's list of tasks is looked through for all open tasks at once; its own answer is "
                         "fetched when the list says that it has ended.");
    const auto due = nextPollOf(record, polling.nextRequest);
    if (!due || *due <= now)
        return MessageWords::tr("It is asked as soon as a request is free.");
    const double sec =
        std::max(0.0, std::ceil(std::chrono::duration<double>(*due - now).count()));
    return MessageWords::tr("It is asked again in %1.").arg(durationText(sec));
}

QString joined(const QString &first, const QString &second)
{
    return first.isEmpty() ? second : QString(first + u' ' + second);
}

/// The task is known, its answer is not here any more; how to get it back.
TaskMessage droppedMessage(const TaskRecord &record, const PollingState &polling, const QDateTime &now)
{
    const QDateTime expiry = record.expiresAt();
    const bool isExpired = expiry.isValid() && expiry <= now;
    QString next;
    if (record.underWay)
        next = MessageWords::tr("The service is being asked for it now.");
    else if (record.origin.isFile)
        next = MessageWords::tr("It came from a file: open that again.");
    else if (record.problem && record.problem->kind == FailureKind::NotFound)
        next = problemSentence(record);
    else if (isExpired)
        next = MessageWords::tr("The service deletes results after seven days too, so it cannot be fetched again: create the "
                                "task again.");
    else if (polling.stopped)
        next = MessageWords::tr("Polling has stopped; once the notice above is dealt with, Ask Again fetches it.");
    else if (expiry.isValid())
        next = MessageWords::tr("Ask Again fetches it: the service keeps it for another %1.")
                   .arg(durationText(static_cast<double>(now.secsTo(expiry))));
    else
        next = MessageWords::tr("Ask Again fetches it, if the service still has it: it deletes results after seven days.");
    QStringList sentences{droppedSentence(record), next, problemSentence(record)};
    sentences.removeAll(QString());
    sentences.removeDuplicates();
    return {MessageWords::tr("The answer is not in the archive any more"), sentences.join(u' '), !record.origin.isFile && !isExpired && !record.underWay,
            record.problem.has_value() || record.state == TaskState::Failed};
}

TaskMessage readyMessage(const TaskRecord &record)
{
    TaskMessage message{MessageWords::tr("Ready, but without embeddings"), {}, !record.origin.isFile};
    for (const Finding &finding : record.summary.findings) {
        if (finding.kind == FindingKind::NoEmbeddings)
            message.detail = findingSentence(finding);
    }
    message.detail = joined(message.detail, problemSentence(record));
    return message;
}

TaskMessage processingMessage(const TaskRecord &record, const PollingState &polling, const QString &problem,
                              const QDateTime &now, MonotonicTime monotonicNow)
{
    const bool ours = record.shownStatusText().isEmpty() || record.shownStatusText() == "processing"_L1;
    if (record.origin.isFile) {
        const QString headline = ours ? MessageWords::tr("Processing, when the file was written")
                                      : MessageWords::tr("“%1”, when the file was written").arg(stateWord(record));
        return {headline,
                MessageWords::tr("The service is not asked for what was opened from a file. To watch the task there, remove "
                                 "it and add its ID (Ctrl+N).")};
    }
    const QString elapsed = durationText(record.elapsedSec(now));
    const QString headline = ours ? MessageWords::tr("Processing for %1").arg(elapsed)
                                  : MessageWords::tr("“%1” for %2").arg(stateWord(record), elapsed);
    QString detail = joined(problem, nextStep(record, polling, monotonicNow));
    if (!polling.estimate.isEmpty())
        detail = joined(MessageWords::tr("Tasks like this one: %1.").arg(polling.estimate), detail);
    return {headline, detail, false, record.problem.has_value()};
}

} // namespace

TaskMessage messageFor(const TaskRecord &record, const PollingState &polling, const QDateTime &now,
                       MonotonicTime monotonicNow)
{
    // While nothing is asked, a promise to ask again would be untrue.
    const bool stands = (polling.stopped || polling.paused || polling.taskPaused) && record.problem && record.isOpen();
    const QString problem = stands ? endedSentence(*record.problem, record.id) : problemSentence(record);
    if (record.dropped && !record.isReopened())
        return droppedMessage(record, polling, now);
    switch (record.shownState()) {
    case TaskState::Waiting:
        return {MessageWords::tr("No answer yet"), joined(problem, nextStep(record, polling, monotonicNow)), false,
                record.problem.has_value()};
    case TaskState::Processing:
        return processingMessage(record, polling, problem, now, monotonicNow);
    case TaskState::Ready:
        return readyMessage(record);
    case TaskState::Failed:
        return {MessageWords::tr("The task failed"), problem, false, true};
    case TaskState::NotFound:
    case TaskState::Unreadable:
    case TaskState::WrongTask:
    case TaskState::TooLarge:
    case TaskState::Refused:
        break;
    }
    return {stateTitle(record), problem, !record.origin.isFile, true};
}

QString factsText(const TaskRecord &record)
{
    const TaskSummary &summary = record.summary;
    QStringList facts;
    if (record.origin.isFile)
        facts.append(originText(record));
    if (!summary.inputType.isEmpty())
        facts.append(oneLine(summary.inputType, 32));
    if (summary.durationSec)
        facts.append(timeText(*summary.durationSec));
    if (summary.vectors > 0) {
        if (summary.axis != AxisUnit::None)
            facts.append(stretchCountText(summary.axis, static_cast<size_t>(summary.clips)));
        if (contains(summary.findings, FindingKind::VectorsLeftOut))
            facts.append(MessageWords::tr("vectors left out"));
        else
            facts.append(summary.vectors == 1 ? MessageWords::tr("1 vector")
                                              : MessageWords::tr("%n vectors", nullptr, summary.vectors));
    }
    if (!summary.dimensions.isEmpty())
        facts.append(MessageWords::tr("%1 numbers each").arg(dimensionsText(summary.dimensions, MessageWords::tr(" or "))));
    return facts.join(u"  ·  "_s);
}

} // namespace embedscope
