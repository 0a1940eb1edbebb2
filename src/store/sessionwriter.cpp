// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionwriter.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>

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

    OpeningReport open(const SessionDatabase::Announce &announce)
    {
        OpeningReport report;
        auto opened = openSession(m_folder, currentSessionSchema(), announce);
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
    connect(&m_timer, &QTimer::timeout, this, &SessionWriter::work);
    connect(&m_list, &TaskList::rowsInserted, this, &SessionWriter::noteInsertion);
    connect(&m_list, &TaskList::rowsAboutToBeRemoved, this, &SessionWriter::noteRemoval);
    connect(&m_list, &TaskList::rowsChanged, this, &SessionWriter::noteRows);
    if (m_list.size() > 0)
        noteInsertion({{0, m_list.size() - 1}});
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
    const auto announce = [this](int tasks) {
        QMetaObject::invokeMethod(this, [this, tasks] { Q_EMIT reading(tasks); }, Qt::QueuedConnection);
    };
    m_opening = atDatabase<OpeningReport>([announce](Worker &worker) { return worker.open(announce); },
                                          &SessionWriter::finishOpening);
}

void SessionWriter::finishOpening()
{
    if (!m_opening.valid())
        return;
    const OpeningReport report = m_opening.get();
    m_isOpen = true;
    m_isNewer = report.isNewer;
    noteOnDisk(report.session);
    m_days = report.session.days;
    qint64 first = 1;
    for (const SavedTask &task : report.session.tasks) {
        m_keys.insert(task.id, task.orderKey);
        first = std::min(first, task.orderKey);
        m_lastKey = std::max(m_lastKey, task.orderKey);
    }
    for (int row = m_list.size() - 1; row >= 0; --row)
        m_keys.insert(m_list.at(row).id, --first); // what was on the disk comes behind what is in the list
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

void SessionWriter::noteDays(const OpenDays &days)
{
    m_days = days;
    m_areDaysDirty = true;
    note();
}

void SessionWriter::noteTask(const TaskId &id)
{
    if (m_queued.contains(id))
        return;
    m_queued.insert(id);
    m_queue.push_back({id, m_generation});
}

void SessionWriter::noteRows(int first, int last)
{
    note();
    for (int row = first; row <= last; ++row)
        noteTask(m_list.at(row).id);
}

/// Gives them keys: those behind all others the next ones, those that were there before the ones that they had.
void SessionWriter::noteInsertion(const RowRuns &runs)
{
    for (const auto &[first, last] : runs) {
        noteRows(first, last);
        const bool isTail = last + 1 == m_list.size();
        qint64 before = first > 0 ? m_keys.value(m_list.at(first - 1).id) : std::numeric_limits<qint64>::min();
        for (int row = first; row <= last; ++row) {
            const auto known = m_keys.constFind(m_list.at(row).id);
            const bool fits = known != m_keys.cend() && *known > before;
            m_isOrderDirty = m_isOrderDirty || !(fits || isTail);
            before = fits ? *known : m_lastKey + 1;
            m_lastKey = std::max(m_lastKey, before);
            m_keys.insert(m_list.at(row).id, before);
        }
        m_isOrderDirty = m_isOrderDirty || (!isTail && m_keys.value(m_list.at(last + 1).id) <= before);
    }
}

void SessionWriter::noteRemoval(const RowRuns &runs)
{
    for (const auto &[first, last] : runs)
        noteRows(first, last);
}

/// Sends what has changed, unless a batch is under way; the end of that sends what changes meanwhile.
void SessionWriter::work()
{
    if (!m_isOpen || m_isNewer || m_flight)
        return;
    m_timer.stop();
    Flight flight;
    SessionBatch batch = gather(flight.noted);
    if (batch.isEmpty() && !m_problem && !m_isReopened) { // else an empty one tries whether the problem is over
        if (!m_queue.empty()) {
            m_timer.start(0ms);
        } else if (m_saved != m_generation) {
            m_saved = m_generation;
            Q_EMIT saved(m_saved);
        }
        return;
    }
    m_isReopened = false;
    // What is still queued has changed first with the front's change, or later.
    flight.generation = m_queue.empty() ? m_generation : std::max(m_saved, m_queue.front().generation - 1);
    flight.batch = std::make_shared<const SessionBatch>(std::move(batch));
    flight.report = atDatabase<WritingReport>([batch = flight.batch](Worker &worker) { return worker.write(*batch); },
                                              &SessionWriter::finishFlight);
    m_flight = std::move(flight);
}

/// Looks at so many of the tasks that were noted, and takes those that the disk has otherwise.
SessionBatch SessionWriter::gather(std::vector<Noted> &noted)
{
    SessionBatch batch;
    for (size_t looked = 0; looked < mostInBatch && !m_queue.empty(); ++looked) {
        const Noted next = m_queue.front();
        m_queue.pop_front();
        if (m_queued.remove(next.id) && gatherTask(next.id, batch)) // else it came earlier, with this change
            noted.push_back(next);
    }
    if (m_queue.empty() && std::exchange(m_isOrderDirty, false))
        batch.order = renumber();
    if (std::exchange(m_isMemoryDirty, false)) {
        if (PollMemory memory = m_memory(); memory != m_memoryOnDisk)
            batch.memory = std::move(memory);
    }
    if (std::exchange(m_areDaysDirty, false))
        batch.days = m_days;
    return batch;
}

/// Whether there is something to be written.
bool SessionWriter::gatherTask(const TaskId &id, SessionBatch &batch)
{
    const auto known = m_onDisk.constFind(id);
    const TaskRecord *const record = m_list.find(id);
    if (!record) {
        if (known != m_onDisk.cend())
            batch.removals.push_back(id);
        return known != m_onDisk.cend();
    }
    SavedTask saved = toSaved(*record, m_keys.value(id));
    if (known != m_onDisk.cend() && *known == saved)
        return false;
    batch.upserts.push_back(std::move(saved));
    return true;
}

/// All of the list in its order, with keys from 1 on, as the database gives them.
std::vector<TaskId> SessionWriter::renumber()
{
    std::vector<TaskId> order;
    order.reserve(static_cast<size_t>(m_list.size()));
    m_keys.clear();
    for (int row = 0; row < m_list.size(); ++row) {
        order.push_back(m_list.at(row).id);
        m_keys.insert(order.back(), row + 1);
    }
    m_lastKey = m_list.size();
    return order;
}

void SessionWriter::finishFlight()
{
    // Where somebody waited for it, it is finished already, and the next one may be under way.
    if (!m_flight || m_flight->report.wait_for(0s) != std::future_status::ready)
        return;
    Flight flight = *std::exchange(m_flight, std::nullopt);
    const WritingReport report = flight.report.get();
    if (report.problem || report.reopened)
        keepForLater(flight);
    if (report.reopened) {
        finishReopening(*report.reopened);
        return;
    }
    if (!report.problem) {
        noteOnDisk(*flight.batch);
        m_saved = flight.generation;
    }
    noteProblem(report.problem);
    if (!report.problem)
        Q_EMIT saved(flight.generation);
    if (m_problem) {
        m_timer.start(m_retryPause);
        m_retryPause = std::min<std::chrono::milliseconds>(m_retryPause * 2, longestRetryPause);
    } else if (m_generation > m_saved) {
        m_timer.start(m_queue.size() < mostInBatch ? gatherPause / 2 : 0ms);
    }
}

/// The file may lack what was written to the one before it: all of the list is compared with what it has.
void SessionWriter::finishReopening(const LoadedSession &session)
{
    m_isReopened = true;
    m_isMemoryDirty = true;
    for (const QDate &day : session.days.all())
        m_days.note(day);
    m_areDaysDirty = m_days != session.days;
    noteOnDisk(session);
    for (int row = 0; row < m_list.size(); ++row)
        noteTask(m_list.at(row).id);
    m_timer.start(0ms);
}

size_t SessionWriter::unsavedTotal() const
{
    return static_cast<size_t>(m_queued.size()) + (m_flight ? m_flight->noted.size() : 0);
}

void SessionWriter::noteOnDisk(const LoadedSession &session)
{
    m_memoryOnDisk = session.memory;
    m_onDisk.clear();
    m_onDisk.reserve(static_cast<qsizetype>(session.tasks.size()));
    for (const SavedTask &task : session.tasks)
        m_onDisk.insert(task.id, task);
}

void SessionWriter::noteOnDisk(const SessionBatch &batch)
{
    m_memoryOnDisk = batch.memory.value_or(m_memoryOnDisk);
    for (const TaskId &id : batch.removals)
        m_onDisk.remove(id);
    for (const SavedTask &task : batch.upserts)
        m_onDisk.insert(task.id, task);
    for (size_t i = 0; i < batch.order.size(); ++i) {
        if (const auto found = m_onDisk.find(batch.order[i]); found != m_onDisk.end())
            found->orderKey = static_cast<qint64>(i) + 1;
    }
}

/// Its tasks are noted again, before all others: the next try writes what they are by then.
void SessionWriter::keepForLater(const Flight &flight)
{
    for (auto noted = flight.noted.rbegin(); noted != flight.noted.rend(); ++noted) {
        m_queued.insert(noted->id);
        m_queue.push_front(*noted);
    }
    m_isOrderDirty = m_isOrderDirty || !flight.batch->order.empty();
    m_isMemoryDirty = m_isMemoryDirty || flight.batch->memory;
    m_areDaysDirty = m_areDaysDirty || flight.batch->days;
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
        work();
        waitForFlight();
    } while (m_isReopened || (!m_problem && !m_queue.empty()));
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

#include "moc_sessionwriter.cpp"
