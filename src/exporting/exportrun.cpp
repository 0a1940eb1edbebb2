// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exportrun.h"

#include "exporting/words.h"
#include "reader/taskreader.h"

#include <QIODevice>

namespace embedscope {

namespace {

constexpr qint64 progressPauseMs = 20;

bool isSelection(const ExportJob &job)
{
    return std::any_of(job.entries.begin(), job.entries.end(),
                       [](const ExportEntry &entry) { return entry.chosen.has_value(); });
}

/// How often every answer is read.
int passes(const ExportJob &job)
{
    switch (job.format) {
    case ExportFormat::Json:
        return job.options.measures || isSelection(job) ? 2 : 1;
    case ExportFormat::JsonLines:
        return 1;
    case ExportFormat::Csv:
        return job.options.vectors ? 3 : 2;
    case ExportFormat::Npy:
        break;
    }
    return job.options.float64 ? 2 : 1;
}

qint64 bytesToRead(const ExportJob &job)
{
    qint64 total = 0;
    for (const ExportEntry &entry : job.entries) {
        if (const auto *const answer = std::get_if<AnswerBytes>(&entry.content))
            total += answer->size();
    }
    return total * passes(job);
}

} // namespace

ExportRun::ExportRun(const ExportJob &job, const std::atomic<bool> &cancelled, const ExportProgress &progress)
    : m_job(job), m_cancelled(cancelled), m_progress(progress), m_total(bytesToRead(job))
{
    for (const ExportEntry &entry : job.entries) {
        m_outcome.chosen += entry.chosen ? static_cast<int>(entry.chosen->size()) : 0;
        ++(std::holds_alternative<AnswerBytes>(entry.content) ? m_outcome.tasks : m_outcome.problems);
    }
    m_sinceProgress.start();
}

bool ExportRun::goesOn()
{
    return !m_cancelled || stop(ExportOutcome::Kind::Cancelled);
}

bool ExportRun::stop(ExportOutcome::Kind kind, const QString &detail)
{
    m_outcome.kind = kind;
    m_outcome.detail = detail;
    return false;
}

void ExportRun::advance(qint64 bytes)
{
    m_done += bytes;
    tellProgress(m_done);
}

void ExportRun::tellAllDone()
{
    if (m_progress)
        m_progress(m_total, m_total);
}

void ExportRun::tellProgress(qint64 done)
{
    if (!m_progress || m_sinceProgress.elapsed() < progressPauseMs)
        return;
    m_sinceProgress.start();
    m_progress(std::min(done, m_total), m_total);
}

/// Asked between two windows of an answer: tells how far its reading is.
std::function<bool()> ExportRun::watch(const QIODevice &device)
{
    return [this, &device] {
        tellProgress(m_done + device.pos());
        return m_cancelled.load();
    };
}

bool ExportRun::read(const ExportEntry &entry, EmbeddingTask &task)
{
    const AnswerBytes &answer = std::get<AnswerBytes>(entry.content);
    const auto device = open(entry.id, answer);
    if (!device)
        return false;
    // Whose answer it is was judged when it came; one from a file may have no ID of its own.
    Result<EmbeddingTask> result = readTask(*device, {}, {}, watch(*device));
    m_done += answer.size();
    if (!result) {
        return result.failure().kind == FailureKind::Cancelled
            ? stop(ExportOutcome::Kind::Cancelled)
            : stopUnreadable(entry.id, result.failure().detail);
    }
    task = std::move(*result);
    return goesOn();
}

bool ExportRun::visit(const ExportEntry &entry, const EmbeddingTask &task, const ItemVisitor &visitor)
{
    const AnswerBytes &answer = std::get<AnswerBytes>(entry.content);
    const auto device = open(entry.id, answer);
    if (!device)
        return false;
    const auto failure = visitItems(*device, task, visitor, {}, watch(*device));
    m_done += answer.size();
    if (failure && failure->kind == FailureKind::Cancelled)
        return stop(ExportOutcome::Kind::Cancelled);
    if (failure)
        return stopUnreadable(entry.id, failure->detail);
    return m_outcome.kind == ExportOutcome::Kind::Written && goesOn();
}

std::unique_ptr<QIODevice> ExportRun::open(const TaskId &id, const AnswerBytes &answer)
{
    auto device = answer.open();
    // Another size than when it was read: somebody changed the file, and what it holds now nobody has
    // checked.
    if (device && device->size() == answer.size())
        return device;
    stopUnreadable(id);
    return nullptr;
}

bool ExportRun::stopUnreadable(const TaskId &id, const QString &why)
{
    const QString what =
        ExportingWords::tr("the stored answer of task %1 cannot be read any more").arg(id.toString());
    return stop(ExportOutcome::Kind::Failed, why.isEmpty() ? what : what + u" (" + why + u')');
}

} // namespace embedscope
