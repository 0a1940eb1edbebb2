// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskfeed.h"

#include "net/networkwatch.h"
#include "net/taskclient.h"
#include "polling/poller.h"
#include "store/recordchanges.h"
#include "store/requestlog.h"
#include "store/resultreader.h"

#include <algorithm>

namespace embedscope {

TaskFeed::TaskFeed(const ServiceAddress &address, const ApiKey &key, const Options &options, QObject *parent) :
    QObject(parent),
    m_address(address),
    m_key(key),
    m_audits(options.audits),
    m_keptBodies(options.keptBodies),
    m_list(std::make_unique<TaskList>()),
    m_log(std::make_unique<RequestLog>()),
    m_results(std::make_unique<ResultReader>()),
    m_client(std::make_unique<TaskClient>(address, RequestLimits(), options.spoolRoot)),
    m_poller(std::make_unique<Poller>(*m_client,
                                      PollPlan::Settings{.interval = options.interval,
                                                         .budget = options.budget,
                                                         .onlyOneRound = options.onlyOneRound,
                                                         .mayUseList = options.mayUseList}))
{
    if (options.bodyLimit)
        m_client->setBodyLimit(*options.bodyLimit);
    if (!options.caFile.isEmpty())
        setCaFile(options.caFile);
    m_poller->setKey(key);
    m_results->setKey(key);
    connect(m_results.get(), &ResultReader::read, this, &TaskFeed::noteRead);
    connect(m_results.get(), &ResultReader::failed, this, &TaskFeed::resultFailed);
    connect(m_results.get(), &ResultReader::outdated, this, &TaskFeed::requestResult);
    connect(m_results.get(), &ResultReader::audited, this, &TaskFeed::noteHealth);
    auto *const network = new NetworkWatch(this);
    connect(network, &NetworkWatch::offlineChanged, this, [this](bool offline) {
        if (!m_address.isLoopback())
            m_poller->setOffline(offline);
    });
    connect(m_client.get(), &TaskClient::keptElsewhere, this, &TaskFeed::keptElsewhere);
    connect(m_poller.get(), &Poller::listed, this, &TaskFeed::noteListed);
    connect(m_poller.get(), &Poller::pageShown, this, &TaskFeed::pageShown);
    connect(m_poller.get(), &Poller::logged, m_log.get(), &RequestLog::add);
    connect(m_poller.get(), &Poller::asked, this, &TaskFeed::noteAsked);
    connect(m_poller.get(), &Poller::takenBack, this, [this](const TaskId &id) {
        edit(id, [](TaskRecord &record) { record.underWay = false; });
    });
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
    const int added = m_list->add(ids, QDateTime::currentDateTimeUtc(), {false, m_address.toString()});
    std::vector<TaskId> fresh;
    for (int row = before; row < m_list->size(); ++row)
        fresh.push_back(m_list->at(row).id);
    m_poller->watch(fresh);
    return added;
}

void TaskFeed::resume(std::vector<TaskRecord> records, const PollMemory &memory)
{
    m_poller->restore(memory);
    const int before = m_list->size();
    for (const TaskRecord &record : records) {
        const int row = m_list->rowOf(record.id);
        if (row < 0)
            continue;
        edit(record.id, [&record](TaskRecord &known) { recordchanges::returned(known, record); });
        if (!m_list->at(row).isOpen())
            m_poller->forget(std::span(&record.id, 1));
        m_results->drop(record.id);
    }
    m_list->append(std::move(records));
    std::vector<TaskId> ids;
    for (int row = before; row < m_list->size(); ++row)
        ids.push_back(m_list->at(row).id);
    watchOpen(ids);
    askExpiring(ids);
}

FileMerge TaskFeed::takeFromFile(std::vector<TaskRecord> records)
{
    FileMerge merge = mergeFileTasks(*m_list, std::move(records));
    m_poller->forget(merge.completed);
    for (const TaskId &id : merge.completed) {
        noteBody(id);
        m_results->drop(id);
        Q_EMIT taskAnswered(id);
    }
    return merge;
}

/// What the service deletes soon comes before all others.
void TaskFeed::askExpiring(std::span<const TaskId> ids)
{
    constexpr qint64 soonSec = 12 * 3600;
    const QDateTime soon = QDateTime::currentDateTimeUtc().addSecs(soonSec);
    std::vector<TaskId> expiring;
    for (const TaskId &id : ids) {
        const TaskRecord *const record = m_list->find(id);
        if (record && record->isOpen() && !record->isPaused && record->expiresAt().isValid()
            && record->expiresAt() < soon)
            expiring.push_back(id);
    }
    std::ranges::sort(expiring, {}, [this](const TaskId &id) { return m_list->find(id)->expiresAt(); });
    m_poller->askNow(expiring);
}

PollMemory TaskFeed::memory() const
{
    return m_poller->memory();
}

/// Watches those of them that are neither settled nor from a file.
void TaskFeed::watchOpen(std::span<const TaskId> ids)
{
    std::vector<TaskId> open;
    std::vector<TaskId> paused;
    for (const TaskId &id : ids) {
        const TaskRecord *const record = m_list->find(id);
        if (!record || !record->isOpen())
            continue;
        open.push_back(id);
        if (record->isPaused)
            paused.push_back(id);
    }
    m_poller->watch(open, paused);
}

std::vector<std::pair<int, TaskRecord>> TaskFeed::remove(std::vector<int> rows)
{
    auto removed = m_list->remove(std::move(rows));
    std::vector<TaskId> ids;
    for (auto &[row, record] : removed) {
        ids.push_back(record.id);
        m_results->drop(record.id);
        record.underWay = false;
        record.viaList = false;
        record.isPaused = false;
        record.nextPoll.reset();
        m_keptBodies.remove(record.id);
        if (record.problem)
            record.problem->bytes = {};
    }
    m_poller->forget(ids);
    return removed;
}

void TaskFeed::restore(const std::vector<std::pair<int, TaskRecord>> &removed)
{
    std::vector<TaskId> ids;
    std::vector<TaskId> better; // of tasks that were added again in the meantime
    for (const auto &each : removed) {
        const TaskRecord &record = each.second;
        ids.push_back(record.id);
        edit(record.id, [&](TaskRecord &known) {
            if (recordchanges::takeBetterAnswer(known, record))
                better.push_back(known.id);
        });
    }
    m_list->restore(removed);
    watchOpen(ids);
    std::vector<TaskId> over;
    std::ranges::copy_if(better, std::back_inserter(over), [this](const TaskId &id) { return !m_list->find(id)->isOpen(); });
    m_poller->forget(over);
    for (const TaskId &id : better) {
        m_results->drop(id);
        Q_EMIT taskAnswered(id);
    }
}

void TaskFeed::setKey(const ApiKey &key)
{
    m_key = key;
    m_results->setKey(key);
    m_poller->setKey(key);
    Q_EMIT pollingChanged();
}

void TaskFeed::setInterval(std::chrono::milliseconds interval)
{
    m_poller->setInterval(interval);
}

void TaskFeed::setBudget(const RequestBudget::Limits &limits)
{
    m_poller->setBudget(limits);
}

void TaskFeed::setBodyLimit(qint64 bytes)
{
    m_client->setBodyLimit(bytes);
}

void TaskFeed::setCacheLimit(qint64 bytes)
{
    m_results->setCapacity(bytes);
}

void TaskFeed::setCaFile(const QString &path)
{
    m_caFile = path;
    m_client->setCaFile(path);
}

void TaskFeed::setAddress(const ServiceAddress &address)
{
    if (address == m_address)
        return;
    m_address = address;
    m_client->setAddress(address);
    for (int row = 0; row < m_list->size(); ++row) {
        if (m_list->at(row).underWay || m_list->at(row).viaList)
            m_list->edit(row, [](TaskRecord &record) { record.underWay = record.viaList = false; });
    }
    m_poller->startAnew();
    Q_EMIT addressChanged();
}

void TaskFeed::setTasksPaused(std::span<const TaskId> ids, bool paused)
{
    m_poller->setTasksPaused(ids, paused);
    for (const TaskId &id : ids) {
        edit(id, [&](TaskRecord &record) {
            record.isPaused = m_poller->isPaused(id);
            if (record.isPaused)
                record.nextPoll.reset();
        });
    }
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
    std::vector<TaskId> asked;
    std::ranges::copy_if(ids, std::back_inserter(asked), [this](const TaskId &id) {
        const TaskRecord *const record = m_list->find(id);
        return record && !record->origin.isFile;
    });
    m_poller->askNow(asked);
    if (m_key.isEmpty())
        Q_EMIT pollingChanged(); // nothing goes out: that is to be told now
}

void TaskFeed::askPage(int page)
{
    m_poller->askPage(page);
}

void TaskFeed::dropAskedPages()
{
    m_poller->dropAskedPages();
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

PollPlan::View TaskFeed::polling() const
{
    return m_poller->view();
}

std::optional<DurationEstimate> TaskFeed::estimate(const TaskId &id) const
{
    return m_poller->estimate(id);
}

std::optional<MonotonicTime> TaskFeed::nextPoll() const
{
    return m_poller->nextPoll();
}

void TaskFeed::requestResult(const TaskId &id)
{
    if (const TaskRecord *const record = m_list->find(id))
        m_results->request(*record);
}

SharedTask TaskFeed::resultInMemory(const TaskId &id) const
{
    return m_results->inMemory(id);
}

void TaskFeed::noteRead(const TaskId &id, const SharedTask &result, bool isFresh)
{
    const TaskRecord *const record = m_list->find(id);
    if (isFresh && record) {
        m_results->keep(result);
        if (!record->health) // it ended before the program told such things
            audit(result);
    }
    Q_EMIT resultRead(id, result);
}

void TaskFeed::noteAsked(const TaskId &id)
{
    edit(id, recordchanges::asked);
}

/// What the list says of open tasks. One that has ended stays open until its own answer is there.
void TaskFeed::noteListed(const TaskListPage &page)
{
    const bool viaList = m_poller->view().usesList;
    for (const ListedTask &listed : page.tasks) {
        const TaskRecord *const known = m_list->find(listed.id);
        if (!known || !known->isOpen() || known->underWay)
            continue;
        const bool follows = viaList && !isSettled(listed.state) && !known->isPaused;
        if (recordchanges::isNews(*known, listed, follows))
            edit(listed.id, [&](TaskRecord &record) { recordchanges::listed(record, listed, follows); });
    }
}

void TaskFeed::noteProgress(const TaskId &id, qint64 received)
{
    edit(id, [received](TaskRecord &record) { record.receivedBytes = received; });
}

void TaskFeed::noteAnswer(const TaskId &id, const SharedTask &task, const AnswerBytes &bytes,
                          std::optional<MonotonicTime> next)
{
    bool isTaken = false;
    edit(id, [&](TaskRecord &record) { isTaken = recordchanges::answered(record, *task, bytes, next, m_address.toString()); });
    if (isTaken) {
        if (task->state == TaskState::Ready)
            m_results->keep(task);
        else
            m_results->drop(id);
        audit(task);
    } else if (const TaskRecord *const record = m_list->find(id); !record || !record->isOpen()) {
        m_poller->forget(std::span(&id, 1));
    }
    Q_EMIT taskAnswered(id);
}

/// Reads every vector, so not on this thread.
void TaskFeed::audit(const SharedTask &task)
{
    if (m_audits && task->state == TaskState::Ready && m_list->rowOf(task->id) >= 0)
        m_results->audit(task);
}

void TaskFeed::noteHealth(const TaskId &id, const std::optional<HealthSummary> &health)
{
    edit(id, [&health](TaskRecord &record) {
        if (record.state == TaskState::Ready)
            record.health = health;
    });
}

/// What a request brought besides a result; older ones go for it.
void TaskFeed::keepBody(const TaskId &id, const AnswerBytes &bytes)
{
    if (bytes.isNull())
        return;
    for (const TaskId &going : m_keptBodies.add(id, bytes.size())) {
        edit(going, [](TaskRecord &record) {
            if (record.problem)
                record.problem->bytes = {};
        });
    }
}

void TaskFeed::noteFailure(const TaskId &id, const Failure &failure, const RetryDecision &decision, int tries,
                           std::optional<MonotonicTime> next)
{
    edit(id, [&](TaskRecord &record) { recordchanges::failed(record, failure, decision, tries, next); });
    keepBody(id, failure.bytes);
    if (decision.cycleOver)
        Q_EMIT taskAnswered(id);
}

} // namespace embedscope

#include "moc_taskfeed.cpp"
