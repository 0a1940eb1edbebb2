// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskfeed.h"

#include "core/whenfinished.h"
#include "net/taskclient.h"
#include "polling/poller.h"
#include "reader/taskreader.h"
#include "store/resultcache.h"

#include <QtConcurrentRun>

namespace embedscope {

TaskFeed::TaskFeed(const ServiceAddress &address, const ApiKey &key, const Options &options, QObject *parent) :
    QObject(parent),
    m_address(address),
    m_key(key),
    m_list(std::make_unique<TaskList>()),
    m_cache(std::make_unique<ResultCache>()),
    m_client(std::make_unique<TaskClient>(address)),
    m_poller(std::make_unique<Poller>(*m_client, options.interval))
{
    m_poller->setOnlyOneRound(options.onlyOneRound);
    m_poller->setKey(key);
    connect(m_poller.get(), &Poller::asked, this, &TaskFeed::noteAsked);
    connect(m_poller.get(), &Poller::progressed, this, &TaskFeed::noteProgress);
    connect(m_poller.get(), &Poller::answered, this, &TaskFeed::noteAnswer);
    connect(m_poller.get(), &Poller::failed, this, &TaskFeed::noteFailure);
    connect(m_poller.get(), &Poller::pollingChanged, this, &TaskFeed::pollingChanged);
}

TaskFeed::~TaskFeed()
{
    m_poller.reset(); // before the client that it speaks to
}

int TaskFeed::add(std::span<const TaskId> ids)
{
    const int before = m_list->size();
    const int added = m_list->add(ids, QDateTime::currentDateTimeUtc());
    std::vector<TaskId> fresh;
    for (int row = before; row < m_list->size(); ++row)
        fresh.push_back(m_list->at(row).id);
    m_poller->ask(fresh);
    return added;
}

std::vector<std::pair<int, TaskRecord>> TaskFeed::remove(std::vector<int> rows)
{
    auto removed = m_list->remove(std::move(rows));
    std::vector<TaskId> ids;
    for (auto &[row, record] : removed) {
        ids.push_back(record.id);
        m_cache->remove(record.id);
        record.underWay = false;
        record.nextPoll.reset();
    }
    m_poller->forget(ids);
    return removed;
}

void TaskFeed::restore(const std::vector<std::pair<int, TaskRecord>> &removed)
{
    m_list->restore(removed);
    std::vector<TaskId> open;
    for (const auto &[row, record] : removed) {
        if (!isSettled(record.state))
            open.push_back(record.id);
    }
    m_poller->ask(open);
}

void TaskFeed::setKey(const ApiKey &key)
{
    m_key = key;
    m_poller->setKey(key);
    Q_EMIT pollingChanged();
}

void TaskFeed::setInterval(std::chrono::milliseconds interval)
{
    m_poller->setInterval(interval);
}

void TaskFeed::setPaused(bool paused)
{
    m_poller->setPaused(paused);
}

bool TaskFeed::isPaused() const
{
    return m_poller->isPaused();
}

void TaskFeed::pollNow()
{
    m_poller->pollNow();
}

void TaskFeed::askAgain(std::span<const TaskId> ids)
{
    m_poller->ask(ids);
}

std::optional<Failure> TaskFeed::standstill() const
{
    if (m_key.isEmpty())
        return Failure{.kind = FailureKind::Unauthorized}; // no HTTP status: there was nothing to ask with
    return m_poller->standstill();
}

int TaskFeed::requestsUnderWay() const
{
    return m_poller->requestsUnderWay();
}

std::optional<MonotonicTime> TaskFeed::nextPoll() const
{
    return m_poller->nextPoll();
}

void TaskFeed::requestResult(const TaskId &id)
{
    if (const SharedTask cached = m_cache->find(id)) {
        QMetaObject::invokeMethod(this, [this, id, cached] { Q_EMIT resultRead(id, cached); }, Qt::QueuedConnection);
        return;
    }
    const TaskRecord *const record = m_list->find(id);
    if (!record || record->answer.isNull())
        return;
    const auto reading = QtConcurrent::run([bytes = record->answer, id]() -> Result<SharedTask> {
        auto task = readTask(bytes, id);
        if (!task)
            return task.failure();
        return std::make_shared<const EmbeddingTask>(std::move(*task));
    });
    whenFinished(reading, this, [this, id](const Result<SharedTask> &task) {
        if (!task) {
            Q_EMIT resultFailed(id, task.failure());
            return;
        }
        if (m_list->rowOf(id) >= 0)
            m_cache->insert(*task);
        Q_EMIT resultRead(id, *task);
    });
}

void TaskFeed::noteAsked(const TaskId &id)
{
    edit(id, [](TaskRecord &record) {
        record.underWay = true;
        record.receivedBytes = 0;
        record.nextPoll.reset();
    });
}

void TaskFeed::noteProgress(const TaskId &id, qint64 received)
{
    edit(id, [received](TaskRecord &record) { record.receivedBytes = received; });
}

void TaskFeed::noteAnswer(const TaskId &id, const SharedTask &task, const AnswerBytes &bytes,
                          std::optional<MonotonicTime> next)
{
    edit(id, [&](TaskRecord &record) {
        record.underWay = false;
        record.nextPoll = next;
        record.tries = 0;
        record.problem.reset();
        // What has ended stays ended: a service that forgets does not take a result away from us.
        const bool hadEnded = record.state == TaskState::Ready || record.state == TaskState::Failed;
        if (hadEnded && !isSettled(task->state))
            return;
        record.state = task->state;
        record.statusText = task->statusText;
        record.summary = summarize(*task);
        record.answer = bytes;
        record.settledAt = isSettled(task->state) ? QDateTime::currentDateTimeUtc() : QDateTime();
        if (task->state == TaskState::Ready)
            m_cache->insert(task);
    });
    Q_EMIT taskAnswered(id);
}

void TaskFeed::noteFailure(const TaskId &id, const Failure &failure, const RetryDecision &decision, int tries,
                           std::optional<MonotonicTime> next)
{
    edit(id, [&](TaskRecord &record) {
        record.underWay = false;
        record.nextPoll = next;
        record.tries = tries;
        record.problem = failure;
        const bool hasEnded = record.state == TaskState::Ready || record.state == TaskState::Failed;
        if (decision.settled && !hasEnded) {
            record.state = *decision.settled;
            record.settledAt = QDateTime::currentDateTimeUtc();
        }
    });
    if (decision.cycleOver)
        Q_EMIT taskAnswered(id);
}

} // namespace embedscope
