// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionwriter.h"

#include <QFileInfo>

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// With the 50 ms in which the list gathers changes, and the time to write, less than 0.2 s.
constexpr auto gatherPause = 60ms;
constexpr auto firstRetryPause = 1000ms;
constexpr auto longestRetryPause = 15'000ms;

} // namespace

/// Holds the database; every call, and the end, is on the database's thread.
class SessionWriter::Worker final : public QObject
{
public:
    explicit Worker(const QString &folder) : m_folder(folder) { }

    OpeningReport open()
    {
        OpeningReport report;
        auto opened = openSession(m_folder);
        if (!opened) {
            report.problem = opened.failure();
            return report;
        }
        m_database = std::move(opened->database);
        report.session = std::move(opened->session);
        report.wasBroken = opened->wasBroken;
        report.isNewer = opened->isNewer;
        report.problem = opened->readOnly;
        return report;
    }

    WritingReport write(const SessionBatch &batch)
    {
        if (m_database && !QFileInfo::exists(m_database->path()))
            m_database.reset(); // removed by somebody: what is written to it would be lost with it
        if (!m_database) {
            auto opened = openSession(m_folder);
            if (!opened)
                return {opened.failure(), {}};
            if (!opened->database)
                return {opened->readOnly, {}};
            m_database = std::move(opened->database);
            return {{}, std::move(opened->session)};
        }
        const auto trouble = m_database->apply(batch);
        return {trouble ? std::optional(trouble->toFailure(m_database->path())) : std::nullopt, {}};
    }

    void close() { m_database.reset(); }

private:
    QString m_folder;
    std::unique_ptr<SessionDatabase> m_database;
};

SessionWriter::SessionWriter(TaskList &list, const QString &folder, MemorySource memory, QObject *parent)
    : QObject(parent), m_list(list), m_memory(std::move(memory)), m_worker(std::make_unique<Worker>(folder)),
      m_retryPause(firstRetryPause)
{
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("session"));
    m_thread.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SessionWriter::tick);
    connect(&m_list, &TaskList::rowsAboutToBeInserted, this, [this](int first, int last) { m_inserting = {first, last}; });
    connect(&m_list, &TaskList::rowsInserted, this, [this] {
        m_isOrderDirty = true;
        noteRows(m_inserting.first, m_inserting.second);
    });
    connect(&m_list, &TaskList::rowsAboutToBeRemoved, this, &SessionWriter::noteRemoval);
    connect(&m_list, &TaskList::rowsChanged, this, &SessionWriter::noteRows);
    if (m_list.size() > 0) {
        m_isOrderDirty = true;
        noteRows(0, m_list.size() - 1);
    }
}

SessionWriter::~SessionWriter()
{
    blockSignals(true); // whoever listens may be going away as well
    flush();
    QMetaObject::invokeMethod(m_worker.get(), [this] { m_worker->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

/// Runs `work` on the database's thread; `then` is called on this one when it is done, unless somebody waited for the
/// future before: then it finds nothing to do.
template<class T>
std::future<T> SessionWriter::atDatabase(std::function<T(Worker &)> work, void (SessionWriter::*then)())
{
    auto task = std::make_shared<std::packaged_task<T()>>([work = std::move(work), worker = m_worker.get()] {
        return work(*worker);
    });
    std::future<T> future = task->get_future();
    QMetaObject::invokeMethod(
        m_worker.get(),
        [this, task, then] {
            (*task)();
            QMetaObject::invokeMethod(this, [this, then] { (this->*then)(); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
    return future;
}

void SessionWriter::open()
{
    if (m_isOpen || m_opening.valid())
        return;
    m_opening = atDatabase<OpeningReport>([](Worker &worker) { return worker.open(); }, &SessionWriter::finishOpening);
}

void SessionWriter::finishOpening()
{
    if (!m_opening.valid())
        return;
    const OpeningReport report = m_opening.get();
    m_isOpen = true;
    m_isNewer = report.isNewer;
    noteOnDisk(report.session);
    for (const SavedTask &task : report.session.tasks)
        m_keys.set(task.id, task.orderKey);
    Q_EMIT opened(report.session, report.wasBroken);
    noteProblem(report.problem);
    if (!m_isNewer && (m_problem || m_generation > m_saved))
        m_timer.start(m_problem ? m_retryPause : 0ms);
}

void SessionWriter::note()
{
    ++m_generation;
    // While a batch is under way, its end starts the next; while nothing can be written, the next try has its time.
    if (m_isOpen && !m_isNewer && !m_flight && !m_timer.isActive())
        m_timer.start(gatherPause);
}

void SessionWriter::noteMemory()
{
    m_isMemoryDirty = true;
    note();
}

void SessionWriter::noteRows(int first, int last)
{
    for (int row = first; row <= last; ++row)
        m_dirty.insert(m_list.at(row).id);
    note();
}

void SessionWriter::noteRemoval(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const TaskId &id = m_list.at(row).id;
        m_removed.insert(id);
        m_keys.remove(id);
    }
    note();
}

void SessionWriter::tick()
{
    if (m_flight || !m_isOpen || m_isNewer)
        return;
    SessionBatch batch = collect();
    if (!batch.isEmpty() || m_problem || m_isReopened) { // with an empty one it is tried whether the problem is over
        send(std::move(batch));
    } else if (m_saved != m_generation) {
        m_saved = m_generation;
        Q_EMIT saved(m_saved);
    }
}

/// The saved form of all that was noted, as far as the disk has it otherwise.
SessionBatch SessionWriter::collect()
{
    if (std::exchange(m_isOrderDirty, false)) {
        std::vector<TaskId> ids;
        for (int row = 0; row < m_list.size(); ++row)
            ids.push_back(m_list.at(row).id);
        if (m_keys.arrange(ids))
            m_dirty.unite(QSet<TaskId>(ids.begin(), ids.end()));
    }
    SessionBatch batch;
    for (const TaskId &id : std::as_const(m_dirty)) {
        const TaskRecord *const record = m_list.find(id);
        if (!record)
            continue;
        SavedTask saved = toSaved(*record, m_keys.keyOf(id));
        const auto known = m_onDisk.constFind(id);
        if (known == m_onDisk.cend() || !(*known == saved))
            batch.upserts.push_back(std::move(saved));
    }
    for (const TaskId &id : std::as_const(m_removed)) {
        if (m_list.rowOf(id) < 0 && m_onDisk.contains(id))
            batch.removals.push_back(id);
    }
    if (m_isMemoryDirty) {
        if (PollMemory memory = m_memory(); memory != m_memoryOnDisk)
            batch.memory = std::move(memory);
    }
    m_dirty.clear();
    m_removed.clear();
    m_isMemoryDirty = false;
    return batch;
}

void SessionWriter::send(SessionBatch batch)
{
    m_timer.stop();
    m_flight.emplace();
    m_flight->generation = m_generation;
    m_flight->batch = std::move(batch);
    m_isReopened = false;
    m_flight->report = atDatabase<WritingReport>(
        [sent = m_flight->batch](Worker &worker) { return worker.write(sent); }, &SessionWriter::finishFlight);
}

void SessionWriter::finishFlight()
{
    // Where somebody waited for it, it is finished already, and the next one may be under way.
    if (!m_flight || m_flight->report.wait_for(0s) != std::future_status::ready)
        return;
    const WritingReport report = m_flight->report.get();
    const quint64 generation = m_flight->generation;
    const SessionBatch batch = std::move(m_flight->batch);
    m_flight.reset();
    if (report.problem || report.reopened)
        keepForLater(batch);
    if (report.reopened) {
        m_isReopened = true;
        noteOnDisk(*report.reopened);
        for (int row = 0; row < m_list.size(); ++row)
            m_dirty.insert(m_list.at(row).id);
        m_isMemoryDirty = true;
        m_timer.start(0ms);
        return;
    }
    if (!report.problem) {
        noteWritten(batch);
        m_saved = generation;
    }
    noteProblem(report.problem);
    if (!report.problem)
        Q_EMIT saved(generation);
    if (m_problem) {
        m_timer.start(m_retryPause);
        m_retryPause = std::min<std::chrono::milliseconds>(m_retryPause * 2, longestRetryPause);
    } else if (m_generation > m_saved) {
        m_timer.start(gatherPause / 2);
    }
}

void SessionWriter::noteOnDisk(const LoadedSession &session)
{
    m_memoryOnDisk = session.memory;
    m_onDisk.clear();
    for (const SavedTask &task : session.tasks)
        m_onDisk.insert(task.id, task);
}

void SessionWriter::noteWritten(const SessionBatch &batch)
{
    for (const SavedTask &task : batch.upserts)
        m_onDisk.insert(task.id, task);
    for (const TaskId &id : batch.removals)
        m_onDisk.remove(id);
    if (batch.memory)
        m_memoryOnDisk = *batch.memory;
}

/// Its tasks are dirty again: the next try writes what they are by then.
void SessionWriter::keepForLater(const SessionBatch &batch)
{
    for (const SavedTask &task : batch.upserts)
        m_dirty.insert(task.id);
    for (const TaskId &id : batch.removals)
        m_removed.insert(id);
    m_isMemoryDirty = m_isMemoryDirty || batch.memory;
}

void SessionWriter::noteProblem(const std::optional<Failure> &failure)
{
    const bool isNews = failure && (!m_problem || m_problem->detail != failure->detail);
    const bool isOver = m_problem && !failure;
    m_problem = failure;
    if (isOver)
        m_retryPause = firstRetryPause;
    if (isNews)
        Q_EMIT problem(*failure);
    else if (isOver)
        Q_EMIT recovered();
}

std::optional<Failure> SessionWriter::flush()
{
    if (m_opening.valid()) {
        m_opening.wait();
        finishOpening();
    }
    if (!m_isOpen || m_isNewer)
        return m_problem;
    m_list.flush();
    waitForFlight();
    do {
        tick();
        waitForFlight();
    } while (m_isReopened);
    return m_problem;
}

void SessionWriter::waitForFlight()
{
    if (!m_flight)
        return;
    m_flight->report.wait();
    finishFlight();
}

} // namespace embedscope
