// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/poller.h"

#include "core/whenfinished.h"
#include "net/taskclient.h"
#include "polling/answerjudge.h"

#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>

namespace embedscope {

Poller::Poller(TaskClient &client, std::chrono::milliseconds interval, QObject *parent) :
    QObject(parent), m_client(client), m_interval(interval), m_stopped(std::make_shared<std::atomic<bool>>(false))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Poller::pump);
    connect(&m_client, &TaskClient::finished, this, &Poller::clientFinished);
    connect(&m_client, &TaskClient::progressed, this, [this](quint64 ticket, qint64 received) {
        const auto request = m_requests.constFind(ticket);
        if (request != m_requests.cend())
            Q_EMIT progressed(*request, received);
    });
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
    m_key = key;
    m_client.setKey(key);
    const bool stood = m_standstill.has_value();
    m_standstill.reset();
    if (stood || key.isEmpty())
        Q_EMIT pollingChanged();
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

void Poller::ask(std::span<const TaskId> ids)
{
    const MonotonicTime now = MonotonicClock::now();
    for (const TaskId &id : ids) {
        if (!m_current.contains(id))
            m_schedule.put(id, now);
    }
    pump();
}

void Poller::forget(std::span<const TaskId> ids)
{
    for (const TaskId &id : ids) {
        m_schedule.remove(id);
        m_tries.remove(id);
        const quint64 ticket = m_current.take(id);
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
    const MonotonicTime now = MonotonicClock::now();
    for (const TaskId &id : m_schedule.waiting())
        m_schedule.put(id, now);
    pump();
}

std::optional<MonotonicTime> Poller::nextPoll() const
{
    const auto due = m_schedule.nextDue();
    if (!mayAsk() || !due)
        return std::nullopt;
    return m_notBefore ? std::max(*due, *m_notBefore) : *due;
}

void Poller::pump()
{
    m_timer.stop();
    const MonotonicTime now = MonotonicClock::now();
    if (m_notBefore && *m_notBefore <= now)
        m_notBefore.reset();
    while (mayAsk() && !m_notBefore && requestsUnderWay() < mostRequests) {
        const auto id = m_schedule.takeDue(now);
        if (!id)
            break;
        const quint64 ticket = ++m_lastTicket;
        m_requests.insert(ticket, *id);
        m_current.insert(*id, ticket);
        m_client.get(ticket, *id);
        Q_EMIT asked(*id);
    }
    if (requestsUnderWay() >= mostRequests)
        return; // the next one that ends pumps again
    if (const auto next = nextPoll()) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - MonotonicClock::now());
        m_timer.start(std::clamp(wait, std::chrono::milliseconds(0), std::chrono::milliseconds(3'600'000)));
    }
}

void Poller::clientFinished(quint64 ticket, const Result<HttpAnswer> &answer)
{
    const auto request = m_requests.constFind(ticket);
    if (request == m_requests.cend())
        return; // taken back meanwhile
    const TaskId id = *request;
    m_requests.erase(request);
    if (!answer) {
        m_current.remove(id);
        handleFailure(id, answer.failure());
    } else {
        auto reading = QtConcurrent::run(&m_readers, [answer = *answer, id, stopped = m_stopped] {
            return judgeAnswer(answer, id, [stopped] { return stopped->load(); });
        });
        whenFinished(reading, this, [this, id, ticket, bytes = answer->body](const Result<SharedTask> &task) {
            judged(id, ticket, task, bytes);
        });
    }
    pump();
}

void Poller::judged(const TaskId &id, quint64 ticket, const Result<SharedTask> &task, const AnswerBytes &bytes)
{
    if (m_current.value(id) != ticket)
        return; // forgotten, perhaps added again, while it was read
    m_current.remove(id);
    if (task) {
        m_tries.remove(id);
        std::optional<MonotonicTime> next;
        if (!isSettled((*task)->state) && !m_onlyOneRound) {
            next = MonotonicClock::now() + m_interval;
            m_schedule.put(id, *next);
        }
        Q_EMIT answered(id, *task, bytes, next);
    } else {
        if (task.failure().kind == FailureKind::WrongTask)
            m_client.renewConnections(); // answers on this connection may be shifted by one
        handleFailure(id, task.failure());
    }
    pump();
}

void Poller::handleFailure(const TaskId &id, const Failure &failure)
{
    const int tries = ++m_tries[id];
    const RetryDecision decision = decideAfterFailure(failure, tries, QRandomGenerator::global()->generateDouble());
    const MonotonicTime now = MonotonicClock::now();
    if (decision.everybodyWaits)
        m_notBefore = std::max(m_notBefore.value_or(now), now + *decision.everybodyWaits);

    std::optional<MonotonicTime> next;
    if (decision.settled || (m_onlyOneRound && decision.cycleOver && !decision.standstill)) {
        m_tries.remove(id);
    } else {
        // Where everything stands still the task keeps its place: it is asked first once things go on.
        const MonotonicTime due = now + decision.wait.value_or(std::chrono::milliseconds(0));
        m_schedule.put(id, due);
        if (!decision.standstill)
            next = due;
    }
    if (decision.standstill && !m_standstill) {
        m_standstill = failure;
        Q_EMIT pollingChanged();
    }
    Q_EMIT failed(id, failure, decision, tries, next);
}

} // namespace embedscope
