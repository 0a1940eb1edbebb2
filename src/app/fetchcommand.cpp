// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchcommand.h"

#include "app/exitcode.h"
#include "app/fetchprogress.h"
#include "app/lostanswers.h"
#include "app/waitnotice.h"
#include "core/whenfinished.h"
#include "models/exportcontent.h"
#include "models/pollingwords.h"
#include "models/taskwords.h"
#include "store/taskfeed.h"

#include <QtConcurrentRun>

#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// With fewer every task is asked for at once, so that the export has an answer of each, whatever happens.
constexpr size_t fewestForList = 50;

FetchEnd endOf(PollPlan::RoundEnd end)
{
    switch (end) {
    case PollPlan::RoundEnd::ToldToWait:
        return FetchEnd::ToldToWait;
    case PollPlan::RoundEnd::DaySpent:
        return FetchEnd::DaySpent;
    case PollPlan::RoundEnd::NoAnswer:
        break;
    }
    return FetchEnd::Unanswered;
}

} // namespace

FetchCommand::FetchCommand(const FetchOptions &options, const std::vector<TaskId> &ids, Print print,
                           ShowStatus showStatus, const Interruption &interruption, QObject *parent)
    : QObject(parent), m_options(options), m_ids(ids), m_print(std::move(print)), m_showStatus(std::move(showStatus)),
      m_interruption(interruption),
      m_output(options.output, options.force,
               options.contents.onePerTask || options.format == ExportFormat::Npy), m_keyFinder({.keyFile = options.keyFile, .environment = options.environment})
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &FetchCommand::endInTime);
    connect(&m_statusTimer, &QTimer::timeout, this, &FetchCommand::tellStatus);
    connect(&m_keyFinder, &KeyFinder::found, this, &FetchCommand::useKey);
    connect(&m_keyFinder, &KeyFinder::failed, this,
            [this](const QString &sentence) { fail(exitNoKey, sentence); });
}

FetchCommand::~FetchCommand() = default;

void FetchCommand::start()
{
    QTimer::singleShot(0, this, [this] {
        if (const QString objection = m_output.objection(); !objection.isEmpty())
            fail(exitNotWritten, objection);
        else
            findKey();
    });
}

/// The key may come from a pipe that nobody writes to.
void FetchCommand::findKey()
{
    constexpr std::chrono::milliseconds patience = 10s;
    if (m_options.timeout)
        m_deadline.start(*m_options.timeout);
    QTimer::singleShot(patience, this, [this] {
        if (!m_feed && !m_hasEnded && !m_options.quiet)
            m_print(tr("Waiting for the API key. Nothing is sent without it."));
    });
    m_keyFinder.start();
}

void FetchCommand::endInTime()
{
    if (m_feed)
        finish(FetchEnd::TimedOut);
    else
        fail(exitNoKey, tr("No API key came within the time of --timeout."));
}

void FetchCommand::interrupt()
{
    if (m_hasEnded)
        return;
    m_isInterrupted = true;
    if (m_isWriting)
        return; // the export becomes whole first
    if (m_feed)
        finish(FetchEnd::Interrupted);
    else
        end(exitInterrupted); // nothing was asked yet
}

void FetchCommand::useKey(const ApiKey &key)
{
    if (m_hasEnded)
        return;
    m_redactor = KeyRedactor(key);
    Q_EMIT keyFound(key);
    if (key.isEmpty())
        fail(exitNoKey, failureSentence({.kind = FailureKind::Unauthorized}, {}));
    else
        ask(key);
}

void FetchCommand::ask(const ApiKey &key)
{
    m_feed = std::make_unique<TaskFeed>(
        m_options.address, key,
        TaskFeed::Options{.interval = m_options.interval,
                          .onlyOneRound = !m_options.wait,
                          .mayUseList = m_ids.size() > fewestForList,
                          .budget = {.perMinute = m_options.rate, .perDay = 0}});
    m_feed->setCacheLimit(0); // nobody looks at a result: the export is written from the answers' bytes
    if (!m_options.quiet) {
        connect(m_feed.get(), &TaskFeed::keptElsewhere, this, m_print);
        m_waits = std::make_unique<WaitNotice>(*m_feed, m_print);
        m_progress = std::make_unique<FetchProgress>(
            m_feed->list(), m_options.wait ? FetchProgress::Asking::UntilSettled : FetchProgress::Asking::Once, m_redactor,
            m_print);
    }
    m_open = QSet<TaskId>(m_ids.begin(), m_ids.end());
    // Queued: the feed must not be in the middle of something when all ends.
    connect(m_feed.get(), &TaskFeed::taskAnswered, this, &FetchCommand::noteAnswered, Qt::QueuedConnection);
    connect(m_feed.get(), &TaskFeed::pollingChanged, this, &FetchCommand::notePolling, Qt::QueuedConnection);
    m_feed->add(m_ids);
    if (!m_options.quiet) {
        tellStatus();
        m_statusTimer.start(500); // a clock's seconds are told, so that none is left out
    }
}

void FetchCommand::tellStatus()
{
    const int open = static_cast<int>(m_open.size());
    m_showStatus(progressText(static_cast<int>(m_ids.size()) - open, open, m_feed->requestsUnderWay(), m_feed->nextPoll(),
                              MonotonicClock::now(), QDateTime::currentDateTimeUtc()));
}

void FetchCommand::clearStatus()
{
    m_statusTimer.stop();
    m_showStatus({});
}

void FetchCommand::noteAnswered(const TaskId &id)
{
    if (m_hasEnded || m_isWriting)
        return;
    const TaskRecord *const record = m_feed->list().find(id);
    if (!m_options.wait || (record && isSettled(record->state)))
        m_open.remove(id);
    notePolling();
    if (m_open.isEmpty())
        finish(FetchEnd::Complete);
}

void FetchCommand::notePolling()
{
    if (m_hasEnded || m_isWriting)
        return;
    const auto standstill = m_feed->standstill();
    const auto roundEnd = m_feed->polling().roundEnd;
    if (standstill && !std::exchange(m_isRefusalTold, true))
        m_print(oneLine(m_redactor.redact(refusalSentence(*standstill)), 2000));
    if (standstill && (roundEnd || !isAnythingUnderWay())) // what is may still bring an answer
        endRefused();
    else if (roundEnd)
        finish(endOf(*roundEnd));
}

bool FetchCommand::isAnythingUnderWay() const
{
    for (int row = 0; row < m_feed->list().size(); ++row) {
        if (m_feed->list().at(row).underWay)
            return true;
    }
    return false;
}

QString FetchCommand::refusalSentence(const Failure &failure) const
{
    const ApiKey &key = m_feed->key();
    QString origin = tr("The key came from the keyring.");
    if (key.source() == ApiKey::Source::File)
        origin = tr("The key came from the file %1.").arg(key.sourceName());
    else if (key.source() == ApiKey::Source::Environment)
        origin = tr("The key came from the variable %1.").arg(key.sourceName());
    return failureSentence(failure, {}) + u' ' + origin;
}

void FetchCommand::endRefused()
{
    if (hasAnyAnswer())
        finish(FetchEnd::KeyRefused);
    else
        end(exitNoKey);
}

bool FetchCommand::hasAnyAnswer() const
{
    for (int row = 0; row < m_feed->list().size(); ++row) {
        if (!m_feed->list().at(row).answer.isNull())
            return true;
    }
    return false;
}

void FetchCommand::finish(FetchEnd reason)
{
    if (m_hasEnded || std::exchange(m_isWriting, true))
        return;
    m_deadline.stop();
    clearStatus(); // the export may go to the same terminal
    m_waits.reset();
    m_feed->setPaused(true);
    m_feed->list().flush(); // the last changes are told before the end is
    const ExportJob job = makeJob(reason);
    int unanswered = 0;
    for (const ExportEntry &entry : job.entries) {
        const auto *const problem = std::get_if<ExportEntry::Problem>(&entry.content);
        const TaskRecord &record = *m_feed->list().find(entry.id);
        unanswered += problem && !isSettled(record.state) ? 1 : 0;
        if (problem && m_progress)
            m_progress->tellProblem(record, problem->message);
    }
    const bool isRound = !m_options.wait && reason != FetchEnd::Interrupted && reason != FetchEnd::KeyRefused;
    if (isRound && unanswered > 0 && m_progress)
        m_print((unanswered == 1 ? tr("1 task has no answer.") : tr("%1 tasks have no answer.").arg(unanswered))
                + u' ' + tr("Run it again later, or use --wait."));
    // Off this thread, so that a signal is heard meanwhile.
    const auto write = [output = m_output, job, &interruption = m_interruption] {
        return output.save(job, interruption);
    };
    whenFinished(QtConcurrent::run(write), this,
                 [this, reason](const FetchOutput::Written &written) { noteWritten(reason, written); });
}

void FetchCommand::noteWritten(FetchEnd reason, const FetchOutput::Written &written)
{
    for (const TaskId &id : written.lost)
        m_print(id.toString() + u'\t' + tr("unreadable") + u'\t' + lostSentence());
    for (const QString &line : m_options.quiet ? QStringList() : written.remarks)
        m_print(m_redactor.redact(line));
    if (!written.problem.isEmpty())
        fail(exitNotWritten, written.problem);
    else
        end(exitCodeAfter(reason, written));
}

int FetchCommand::exitCodeAfter(FetchEnd reason, const FetchOutput::Written &written) const
{
    if (reason == FetchEnd::KeyRefused)
        return exitNoKey;
    if (m_isInterrupted)
        return exitInterrupted;
    return areAllReady() && written.lost.empty() ? exitAllReady : exitNotAllReady;
}

ExportJob FetchCommand::makeJob(FetchEnd reason) const
{
    ExportJob job;
    job.format = m_options.format;
    job.options = m_options.contents;
    job.exportedAt = QDateTime::currentDateTimeUtc();
    job.service = m_options.address.toString();
    const auto timeout = m_options.timeout.value_or(std::chrono::seconds(0));
    std::optional<Failure> unreached;
    if (const auto notReached = m_feed->polling().unreached)
        unreached = notReached->why;
    for (int row = 0; row < m_feed->list().size(); ++row) {
        const TaskRecord &record = m_feed->list().at(row);
        ExportEntry entry{record.id, exportContent(record, notAnswered(record, reason, timeout, unreached))};
        if (auto *const problem = std::get_if<ExportEntry::Problem>(&entry.content))
            problem->message = m_redactor.redact(problem->message);
        job.entries.push_back(std::move(entry));
    }
    return job;
}

bool FetchCommand::areAllReady() const
{
    for (int row = 0; row < m_feed->list().size(); ++row) {
        if (m_feed->list().at(row).state != TaskState::Ready)
            return false;
    }
    return true;
}

void FetchCommand::fail(int exitCode, const QString &sentence)
{
    if (m_hasEnded)
        return;
    m_print(oneLine(m_redactor.redact(sentence), 2000));
    end(exitCode);
}

void FetchCommand::end(int exitCode)
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    m_deadline.stop();
    clearStatus();
    Q_EMIT ended(exitCode);
}

} // namespace embedscope

#include "moc_fetchcommand.cpp"
