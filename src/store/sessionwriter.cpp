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
    connect(&m_list, &TaskList::rowsInserted, this, &SessionWriter::noteInsertion);
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
    m_days = report.session.days;
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

void SessionWriter::noteInsertion()
{
    const auto [first, last] = m_inserting;
    noteRows(first, last);
    if (!m_isOpen || m_isOrderDirty) {
        m_isOrderDirty = true; // the disk's keys are not known yet
        return;
    }
    std::vector<TaskId> ids;
    for (int row = first; row <= last; ++row)
        ids.push_back(m_list.at(row).id);
    const TaskId before = first > 0 ? m_list.at(first - 1).id : TaskId();
    const TaskId behind = last + 1 < m_list.size() ? m_list.at(last + 1).id : TaskId();
    m_isOrderDirty = !m_keys.insert(ids, before, behind);
}

void SessionWriter::noteRemoval(int first, int last)
{
    noteRows(first, last);
    for (int row = first; row <= last; ++row)
        m_keys.remove(m_list.at(row).id);
}

/// Gathers a slice, and sends what there is unless a batch is under way; the end of that sends what was gathered meanwhile.
void SessionWriter::work(size_t most)
{
    if (!m_isOpen || m_isNewer)
        return;
    gather(most);
    if (!m_flight) {
        gatherMemory();
        if (!m_next.batch.isEmpty() || m_problem || m_isReopened) { // an empty one tries whether the problem is over
            send();
        } else if (m_queue.empty() && m_saved != m_generation) {
            m_saved = m_generation;
            Q_EMIT saved(m_saved);
        }
    }
    if (!m_queue.empty() && hasRoom() && !m_problem)
        m_timer.start(0ms);
}

bool SessionWriter::hasRoom() const
{
    return !m_isNextClosed && (m_isRenumbered || m_next.noted.size() < mostInBatch);
}

/// Looks at so many of the tasks that were noted: those that the disk has otherwise come into the next batch.
void SessionWriter::gather(size_t most)
{
    if (m_isOrderDirty)
        arrange();
    for (size_t looked = 0; !m_queue.empty() && hasRoom() && (looked < most || m_isRenumbered); ++looked) {
        const Noted noted = m_queue.front();
        if (m_queued.contains(noted.id) && m_inNext.contains(noted.id)) {
            m_isNextClosed = true; // in one batch a removal would overtake what is written
            return;
        }
        m_queue.pop_front();
        if (m_queued.remove(noted.id)) // else it came earlier, with this change
            gatherTask(noted);
    }
    m_isRenumbered = m_isRenumbered && !m_queue.empty();
}

void SessionWriter::gatherTask(const Noted &noted)
{
    const auto known = m_onDisk.find(noted.id);
    const TaskRecord *const record = m_list.find(noted.id);
    if (!record && known == m_onDisk.end())
        return;
    if (!record) {
        m_onDisk.erase(known);
        m_next.batch.removals.push_back(noted.id);
    } else {
        SavedTask saved = toSaved(*record, m_keys.keyOf(noted.id));
        const SavedPrint print = SavedPrint::of(saved);
        if (known != m_onDisk.end() && *known == print)
            return;
        m_onDisk.insert(noted.id, print);
        m_next.batch.upserts.push_back(std::move(saved));
    }
    m_next.noted.push_back(noted);
    m_inNext.insert(noted.id);
}

void SessionWriter::gatherMemory()
{
    if (std::exchange(m_areDaysDirty, false))
        m_next.batch.days = m_days;
    if (!std::exchange(m_isMemoryDirty, false))
        return;
    if (PollMemory memory = m_memory(); memory != m_memoryOnDisk)
        m_next.batch.memory = std::move(memory);
}

/// Gives keys to all of the list. Where there was no room all get new ones, which go to the disk in one batch: half of them
/// would be in no order.
void SessionWriter::arrange()
{
    if (!m_next.noted.empty()) {
        m_isNextClosed = true; // it has the keys as they were
        return;
    }
    m_isOrderDirty = false;
    std::vector<TaskId> ids;
    for (int row = 0; row < m_list.size(); ++row)
        ids.push_back(m_list.at(row).id);
    if (!m_keys.arrange(ids))
        return;
    m_isRenumbered = true;
    for (const TaskId &id : ids)
        noteTask(id);
}

void SessionWriter::send()
{
    m_timer.stop();
    m_flight = Flight();
    // What is still queued has changed first with the front's change, or later.
    m_flight->generation = m_queue.empty() ? m_generation : std::max(m_saved, m_queue.front().generation - 1);
    m_flight->load = std::make_shared<const Load>(std::exchange(m_next, {}));
    m_inNext.clear();
    m_isNextClosed = false;
    m_isReopened = false;
    m_flight->report = atDatabase<WritingReport>(
        [load = m_flight->load](Worker &worker) { return worker.write(load->batch); }, &SessionWriter::finishFlight);
}

void SessionWriter::finishFlight()
{
    // Where somebody waited for it, it is finished already, and the next one may be under way.
    if (!m_flight || m_flight->report.wait_for(0s) != std::future_status::ready)
        return;
    const WritingReport report = m_flight->report.get();
    const quint64 generation = m_flight->generation;
    const std::shared_ptr<const Load> load = m_flight->load;
    m_flight.reset();
    if (report.problem || report.reopened)
        keepForLater(*load);
    if (report.reopened) {
        finishReopening(*report.reopened);
        return;
    }
    if (!report.problem) {
        if (load->batch.memory)
            m_memoryOnDisk = *load->batch.memory;
        m_saved = generation;
    }
    noteProblem(report.problem);
    if (!report.problem)
        Q_EMIT saved(generation);
    if (m_problem) {
        m_timer.start(m_retryPause);
        m_retryPause = std::min<std::chrono::milliseconds>(m_retryPause * 2, longestRetryPause);
    } else if (m_generation > m_saved) {
        m_timer.start(m_next.noted.empty() ? gatherPause / 2 : 0ms);
    }
}

/// The file may lack what was written to the one before it: all of the list is compared with what it has.
void SessionWriter::finishReopening(const LoadedSession &session)
{
    keepForLater(m_next);
    m_next = {};
    m_inNext.clear();
    m_isNextClosed = false;
    m_isReopened = true;
    m_isMemoryDirty = true;
    m_areDaysDirty = !m_days.all().empty();
    noteOnDisk(session);
    for (int row = 0; row < m_list.size(); ++row)
        noteTask(m_list.at(row).id);
    m_timer.start(0ms);
}

size_t SessionWriter::unsavedTotal() const
{
    return static_cast<size_t>(m_queued.size()) + m_next.noted.size() + (m_flight ? m_flight->load->noted.size() : 0);
}

void SessionWriter::noteOnDisk(const LoadedSession &session)
{
    m_memoryOnDisk = session.memory;
    m_onDisk.clear();
    m_onDisk.reserve(static_cast<qsizetype>(session.tasks.size()));
    for (const SavedTask &task : session.tasks)
        m_onDisk.insert(task.id, SavedPrint::of(task));
}

/// Its tasks are noted again, before all others: the next try writes what they are by then.
void SessionWriter::keepForLater(const Load &load)
{
    for (auto noted = load.noted.rbegin(); noted != load.noted.rend(); ++noted) {
        m_onDisk[noted->id] = std::nullopt;
        m_queued.insert(noted->id);
        m_queue.push_front(*noted);
    }
    m_isMemoryDirty = m_isMemoryDirty || load.batch.memory;
    m_areDaysDirty = m_areDaysDirty || load.batch.days;
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
        work(mostInBatch);
        waitForFlight();
    } while (m_isReopened || (!m_problem && !(m_queue.empty() && m_next.noted.empty())));
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
