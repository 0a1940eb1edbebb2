// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/poller.h"

#include "core/whenfinished.h"
#include "net/taskclient.h"
#include "polling/answerjudge.h"

#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>
#include <ctime>

namespace embedscope {

namespace {

/// How long this machine has been asleep since it was started: the one clock counts on then, the other does not.
qint64 sleptMs()
{
#ifdef CLOCK_BOOTTIME
    timespec all{};
    timespec awake{};
    if (clock_gettime(CLOCK_BOOTTIME, &all) != 0 || clock_gettime(CLOCK_MONOTONIC, &awake) != 0)
        return 0;
    return (all.tv_sec - awake.tv_sec) * 1000 + (all.tv_nsec - awake.tv_nsec) / 1'000'000;
#else
    return 0;
#endif
}

PolledFacts factsOf(const EmbeddingTask &task)
{
    PolledFacts facts{task.state, {}, {}, task.createdAt, task.updatedAt};
    if (task.metadata) {
        facts.kind = task.metadata->inputType;
        facts.mediaSec = task.metadata->durationSec;
    }
    return facts;
}

} // namespace

Poller::Poller(TaskClient &client, const PollPlan::Settings &settings, QObject *parent)
    : QObject(parent), m_client(client), m_plan(settings, QRandomGenerator::system()->generate()),
      m_stopped(std::make_shared<std::atomic<bool>>(false)), m_sleptMs(sleptMs())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Poller::pump);
    m_silenceTimer.setSingleShot(true);
    connect(&m_silenceTimer, &QTimer::timeout, this, &Poller::tellChanges);
    connect(&m_client, &TaskClient::finished, this, &Poller::clientFinished);
    connect(&m_client, &TaskClient::progressed, this, [this](quint64 ticket, qint64 received) {
        const auto request = m_requests.find(ticket);
        if (request == m_requests.end())
            return;
        request->hasBytes = true;
        if (!request->what.isPage())
            Q_EMIT progressed(request->what.id, received);
    });
    connect(&m_client, &TaskClient::sentAgain, this, &Poller::noteSentAgain);
    m_readers.setMaxThreadCount(2); // more would only share the same memory bandwidth
}

Poller::~Poller()
{
    *m_stopped = true;
    m_readers.clear();
    m_readers.waitForDone();
}

void Poller::setKey(const ApiKey &key)
{
    if (key.value() != m_key.value())
        takeBackAll();
    m_key = key;
    m_redactor = KeyRedactor(key);
    m_client.setKey(key);
    const bool stood = m_standstill.has_value();
    m_standstill.reset();
    if (stood || key.isEmpty())
        Q_EMIT pollingChanged();
    pump();
}

/// Those that are being judged as well.
void Poller::takeBackAll()
{
    const MonotonicTime now = MonotonicClock::now();
    const QHash<quint64, Request> requests = std::exchange(m_requests, {});
    QHash<quint64, PollRequest> pages = std::exchange(m_pages, {});
    for (auto request = requests.begin(); request != requests.end(); ++request) {
        m_client.cancel(request.key());
        if (request->what.isPage())
            pages.insert(request.key(), request->what);
    }
    for (const PollRequest &page : std::as_const(pages))
        m_plan.takenBack(page, now);
    const QList<TaskId> tasks = std::exchange(m_current, {}).keys();
    for (const TaskId &id : tasks) {
        m_plan.takenBack({id}, now);
        Q_EMIT takenBack(id);
    }
}

void Poller::setBudget(const RequestBudget::Limits &limits)
{
    m_plan.setBudget(limits);
    pump();
}

void Poller::restore(const PollMemory &memory)
{
    m_plan.restore(memory, MonotonicClock::now(), QDateTime::currentDateTimeUtc());
    pump();
}

void Poller::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    Q_EMIT pollingChanged();
    pump();
}

void Poller::setTasksPaused(std::span<const TaskId> ids, bool paused)
{
    m_plan.setTasksPaused(ids, paused, MonotonicClock::now());
    pump();
}

void Poller::setOffline(bool offline)
{
    m_plan.setOffline(offline, MonotonicClock::now());
    Q_EMIT pollingChanged();
    pump();
}

void Poller::startAnew()
{
    const QList<quint64> tickets = m_requests.keys();
    for (const quint64 ticket : tickets)
        m_client.cancel(ticket);
    m_requests.clear();
    m_current.clear();
    m_pages.clear();
    m_plan.startAnew(MonotonicClock::now());
    m_standstill.reset();
    Q_EMIT pollingChanged();
    pump();
}

void Poller::watch(std::span<const TaskId> ids, std::span<const TaskId> paused)
{
    const MonotonicTime now = MonotonicClock::now();
    m_plan.add(ids, now);
    m_plan.setTasksPaused(paused, true, now);
    pump();
}

void Poller::askNow(std::span<const TaskId> ids)
{
    m_plan.askNow(ids, MonotonicClock::now());
    pump();
}

void Poller::askPage(int page)
{
    m_plan.askPage(page);
    pump();
}

void Poller::forget(std::span<const TaskId> ids)
{
    m_plan.remove(ids);
    for (const TaskId &id : ids) {
        const quint64 ticket = m_current.take(id);
        if (ticket != 0)
            m_plan.requestGone();
        if (m_requests.remove(ticket) > 0)
            m_client.cancel(ticket);
    }
    pump();
}

void Poller::pollNow()
{
    if (m_standstill) {
        m_standstill.reset();
        Q_EMIT pollingChanged();
    }
    m_plan.hurry(MonotonicClock::now());
    pump();
}

std::optional<MonotonicTime> Poller::nextPoll() const
{
    return mayAsk() ? m_plan.nextTake(MonotonicClock::now()) : std::nullopt;
}

void Poller::pump()
{
    m_timer.stop();
    noteSleep();
    const MonotonicTime now = MonotonicClock::now();
    const std::vector<PollRound::Overdue> overdue = m_plan.takeOverdue(now);
    for (const PollRound::Overdue &each : overdue) {
        RetryDecision decision;
        decision.cycleOver = true;
        Q_EMIT failed(each.id, each.why, decision, each.tries, std::nullopt);
    }
    while (mayAsk()) {
        const auto request = m_plan.take(now);
        if (!request)
            break;
        const quint64 ticket = ++m_lastTicket;
        m_requests.insert(ticket, {.what = *request, .sentAt = now, .wallSentAt = QDateTime::currentDateTimeUtc()});
        if (request->isPage()) {
            m_client.getPage(ticket, request->page);
        } else {
            m_current.insert(request->id, ticket);
            m_client.get(ticket, request->id);
            Q_EMIT asked(request->id);
        }
    }
    auto next = nextPoll();
    if (const auto round = m_plan.nextOfRound(now))
        next = std::min(next.value_or(*round), *round);
    if (next) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - MonotonicClock::now());
        // Not for long, so that a sleep is noticed, and never at once, so that nothing can spin.
        m_timer.start(std::clamp(wait, std::chrono::milliseconds(1), std::chrono::milliseconds(60'000)));
    }
    tellChanges();
}

/// What was connected before a sleep is not any more, but the sockets do not know.
void Poller::noteSleep()
{
    constexpr qint64 nap = 5000;
    const qint64 slept = sleptMs();
    if (slept - m_sleptMs > nap)
        m_client.renewConnections();
    m_sleptMs = slept;
}

PollPlan::View Poller::view() const
{
    const MonotonicTime now = MonotonicClock::now();
    PollPlan::View view = m_plan.view(now);
    view.silentSince = now;
    for (const Request &request : m_requests) {
        if (request.hasBytes || now - request.sentAt < m_patience)
            continue;
        ++view.silent;
        view.silentSince = std::min(view.silentSince, request.sentAt);
    }
    // As long as one slot is free, the others' silence keeps nobody waiting.
    if (isReceiving())
        view.roundEnd.reset(); // what comes is an answer, though it may take longer than a minute
    view.isSilent = view.silent > 0 && view.silent >= std::min(PollPlan::mostRequests, view.open);
    if (view.isSilent && !view.waiting)
        view.waiting = PollPlan::Waiting{PollPlan::Waiting::Reason::Silence, std::nullopt};
    view.isUnreached = view.unreached && (view.isIntercepted || now - view.unreached->since >= m_patience);
    return view;
}

/// Whether a task's answer is coming, or being read.
bool Poller::isReceiving() const
{
    return std::ranges::any_of(m_current, [this](quint64 ticket) {
        const auto request = m_requests.constFind(ticket);
        return request == m_requests.cend() || request->hasBytes;
    });
}

/// Has the silence told when the next request under way has waited too long, or the service was not reached for too long.
void Poller::watchSilence()
{
    const MonotonicTime now = MonotonicClock::now();
    std::optional<MonotonicTime> first;
    const auto consider = [&](MonotonicTime since) {
        if (since + m_patience > now)
            first = std::min(first.value_or(since + m_patience), since + m_patience);
    };
    for (const Request &request : m_requests) {
        if (!request.hasBytes)
            consider(request.sentAt);
    }
    if (const auto unreached = m_plan.view(now).unreached)
        consider(unreached->since);
    if (first)
        m_silenceTimer.start(std::chrono::ceil<std::chrono::milliseconds>(*first - now) + std::chrono::milliseconds(1));
    else
        m_silenceTimer.stop();
}

void Poller::tellChanges()
{
    watchSilence();
    const PollPlan::View now = view();
    const bool lostList = m_usedList && !now.usesList;
    m_usedList = now.usesList;
    Told told{now.isBroken || now.budget.isDaySpent, now.isSilent, now.roundEnd.has_value(), now.notKept};
    if (now.isUnreached) {
        const Failure &why = now.unreached->why;
        told.unreached = Told::Unreached{why.kind, why.httpStatus, why.detail, now.nextTry};
    }
    if (told != std::exchange(m_told, told) || lostList)
        Q_EMIT pollingChanged();
}

void Poller::noteSentAgain(quint64 ticket)
{
    m_plan.sentAgain(MonotonicClock::now());
    const auto request = m_requests.constFind(ticket);
    if (request != m_requests.cend())
        log(*request, std::nullopt, 0,
            Failure{.kind = FailureKind::Network, .detail = QStringLiteral("sent once more on a new connection")});
}

void Poller::clientFinished(quint64 ticket, const Result<HttpAnswer> &answer)
{
    const auto found = m_requests.constFind(ticket);
    if (found == m_requests.cend())
        return; // taken back meanwhile
    const Request request = *found;
    m_requests.erase(found);
    if (!answer) {
        m_current.remove(request.what.id);
        if (request.what.isPage())
            pageFailed(request, answer.failure(), {}, 0);
        else
            taskFailed(request, answer.failure(), {}, 0);
    } else if (request.what.isPage()) {
        judgePage(ticket, request, *answer);
    } else {
        judgeTask(ticket, request, *answer);
    }
    pump();
}

void Poller::judgeTask(quint64 ticket, const Request &request, const HttpAnswer &answer)
{
    auto reading = QtConcurrent::run(&m_readers, [answer, id = request.what.id, redactor = m_redactor,
                                                  stopped = m_stopped] {
        return judgeAnswer(answer, id, redactor, [stopped] { return stopped->load(); });
    });
    whenFinished(reading, this, [this, ticket, request, answer](const Result<SharedTask> &task) {
        taskJudged(ticket, request, task, answer);
    });
}

void Poller::taskJudged(quint64 ticket, const Request &request, const Result<SharedTask> &task,
                        const HttpAnswer &answer)
{
    const TaskId &id = request.what.id;
    if (m_current.value(id) != ticket)
        return; // forgotten, perhaps added again, while it was read
    m_current.remove(id);
    if (task) {
        m_plan.taskAnswered(id, factsOf(**task), readRateLimits(answer), MonotonicClock::now(),
                            QDateTime::currentDateTimeUtc());
        log(request, answer.status, answer.body.size(), std::nullopt);
        Q_EMIT answered(id, *task, answer.body, m_plan.dueOf(id));
    } else {
        if (task.failure().kind == FailureKind::WrongTask)
            m_client.renewConnections(); // answers on this connection may be shifted by one
        taskFailed(request, task.failure(), readRateLimits(answer), answer.body.size());
    }
    pump();
}

void Poller::judgePage(quint64 ticket, const Request &request, const HttpAnswer &answer)
{
    m_pages.insert(ticket, request.what);
    auto reading = QtConcurrent::run(&m_readers, [answer, redactor = m_redactor] { return judgePageAnswer(answer, redactor); });
    whenFinished(reading, this, [this, ticket, request, answer](const Result<TaskListPage> &page) {
        if (m_pages.remove(ticket)) // else it is another service's that was asked before
            pageJudged(request, page, answer);
    });
}

void Poller::pageJudged(const Request &request, const Result<TaskListPage> &page, const HttpAnswer &answer)
{
    if (page && request.what.isForUser) {
        m_plan.pageShown(readRateLimits(answer), MonotonicClock::now());
        log(request, answer.status, answer.body.size(), std::nullopt);
        Q_EMIT pageShown(request.what.page, page);
    } else if (page) {
        m_plan.pageAnswered(request.what.page, *page, readRateLimits(answer), MonotonicClock::now());
        log(request, answer.status, answer.body.size(), std::nullopt);
        Q_EMIT listed(*page);
    } else {
        pageFailed(request, page.failure(), readRateLimits(answer), answer.body.size());
    }
    pump();
}

void Poller::taskFailed(const Request &request, Failure failure, const RateLimits &limits, qint64 bytes)
{
    m_redactor.redact(failure);
    const TaskId &id = request.what.id;
    const RetryDecision decision = m_plan.taskFailed(id, failure, limits, request.sentAt, MonotonicClock::now());
    log(request, failure.httpStatus, bytes, failure);
    if (decision.standstill)
        standStill(failure);
    // Settled, it is not in the plan any more; it took as many tries as settle.
    const int tries = decision.settled || !m_plan.isWatched(id) ? triesPerCycle : m_plan.tries(id);
    const bool waits = !decision.standstill && !decision.settled;
    Q_EMIT failed(id, failure, decision, tries, waits ? m_plan.dueOf(id) : std::nullopt);
}

void Poller::pageFailed(const Request &request, Failure failure, const RateLimits &limits, qint64 bytes)
{
    m_redactor.redact(failure);
    if (request.what.isForUser) {
        m_plan.pageNotShown(failure, limits, request.sentAt, MonotonicClock::now());
        log(request, failure.httpStatus, bytes, failure);
        Q_EMIT pageShown(request.what.page, failure);
        return;
    }
    const RetryDecision decision =
        m_plan.pageFailed(request.what.page, failure, limits, request.sentAt, MonotonicClock::now());
    log(request, failure.httpStatus, bytes, failure);
    if (decision.standstill)
        standStill(failure);
}

void Poller::standStill(const Failure &failure)
{
    if (m_standstill)
        return;
    m_standstill = failure;
    Q_EMIT pollingChanged();
}

void Poller::log(const Request &request, std::optional<int> status, qint64 bytes,
                 const std::optional<Failure> &failure)
{
    RequestLogEntry entry{request.wallSentAt,
                          request.what.id,
                          request.what.page,
                          status,
                          bytes,
                          std::chrono::duration<double>(MonotonicClock::now() - request.sentAt).count(),
                          failure};
    if (entry.failure)
        entry.failure->bytes = {}; // the log must not keep files alive
    Q_EMIT logged(entry);
}

} // namespace embedscope

#include "moc_poller.cpp"
