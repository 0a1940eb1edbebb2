// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskwalk.h"

#include "core/whenfinished.h"
#include "polling/keyredactor.h"
#include "reader/taskreader.h"
#include "store/taskfeed.h"

#include <QtConcurrentRun>

#include <utility>

namespace embedscope {

namespace {

/// One task on its way to the visit; one of the first three is set.
struct Stop
{
    TaskWalk::Prepared prepared;
    SharedTask read;
    AnswerBytes bytes;
    TaskId id;
    QString model;
    KeyRedactor redactor;
    TaskWalk::Visit visit;
    std::shared_ptr<std::atomic<bool>> cancelled;
};

/// Why it could not be read; nothing where all went well, or it was cancelled.
std::optional<Failure> visitStop(const Stop &stop)
{
    const IsCancelled isCancelled = [&stop] { return stop.cancelled->load(std::memory_order_relaxed); };
    if (stop.prepared) {
        stop.visit(*stop.prepared, isCancelled);
        return std::nullopt;
    }
    SharedTask task = stop.read;
    if (!task) {
        auto read = stop.redactor.redacted(readTask(stop.bytes, stop.id, {}, isCancelled));
        if (!read)
            return isCancelled() ? std::nullopt : std::optional(read.failure());
        task = std::make_shared<const EmbeddingTask>(std::move(*read));
    }
    const auto searchable = makeSearchable(task, stop.model, isCancelled);
    if (searchable && !isCancelled())
        stop.visit(*searchable, isCancelled);
    return std::nullopt;
}

} // namespace

TaskWalk::TaskWalk(const TaskFeed &feed, QObject *parent) : QObject(parent), m_feed(feed) { }

TaskWalk::~TaskWalk()
{
    if (m_cancelled)
        *m_cancelled = true;
}

void TaskWalk::start(std::vector<TaskId> ids, Visit visit, Prepared prepared)
{
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_ids = std::move(ids);
    m_next = 0;
    m_visit = std::move(visit);
    m_prepared = std::move(prepared);
    QMetaObject::invokeMethod(
        this,
        [this, walk = m_cancelled] {
            if (walk == m_cancelled)
                goOn();
        },
        Qt::QueuedConnection);
}

void TaskWalk::cancel()
{
    if (!m_cancelled)
        return;
    *m_cancelled = true;
    end(false);
}

void TaskWalk::end(bool isComplete)
{
    m_cancelled.reset();
    m_visit = {};
    m_prepared.reset();
    Q_EMIT ended(isComplete);
}

void TaskWalk::goOn()
{
    for (; m_next < m_ids.size(); ++m_next) {
        const TaskId &id = m_ids[m_next];
        const TaskRecord *const record = m_feed.list().find(id);
        const bool isPrepared = m_prepared && m_prepared->task && m_prepared->task->id == id;
        if (!isPrepared && (!record || record->answer.isNull()))
            continue;
        Stop stop{.prepared = isPrepared ? m_prepared : Prepared(),
                  .read = m_feed.resultInMemory(id),
                  .bytes = record ? record->answer : AnswerBytes(),
                  .id = id,
                  .model = record ? record->model : QString(),
                  .redactor = KeyRedactor(m_feed.key()),
                  .visit = m_visit,
                  .cancelled = m_cancelled};
        const auto visiting = QtConcurrent::run([stop = std::move(stop)] { return visitStop(stop); });
        whenFinished(visiting, this, [this, id, walk = m_cancelled](const std::optional<Failure> &failure) {
            if (walk != m_cancelled)
                return; // another one, or none, by now
            ++m_next;
            if (failure)
                Q_EMIT unread(id, *failure);
            else
                Q_EMIT visited(id);
            if (walk == m_cancelled) // whoever was told may have had enough
                goOn();
        });
        return;
    }
    end(true);
}

} // namespace embedscope

#include "moc_taskwalk.cpp"
