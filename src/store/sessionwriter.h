// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "store/sessionopening.h"
#include "store/tasklist.h"

#include <QObject>
#include <QSet>
#include <QThread>
#include <QTimer>

#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace embedscope {

/// Keeps the session on the disk as the list is: observes the list, and sends what has really changed to the database's
/// own thread, within 0.2 s of a change. Very many changes go in batches, one after the other, the first ones first. What
/// could not be written is kept and tried again until it is.
class SessionWriter final : public QObject
{
    Q_OBJECT

public:
    using MemorySource = std::function<PollMemory()>;
    static constexpr size_t mostInBatch = 1000; ///< tasks that are looked at in one turn of the event loop

    /// `list` must outlive this. `memory` is asked for on this object's thread.
    SessionWriter(TaskList &list, const QString &folder, MemorySource memory, QObject *parent = nullptr);
    /// Writes what is left to be written, and waits for that.
    ~SessionWriter() override;

    /// Opens and reads the session on the database's thread; opened() tells what was in it. Until then nothing is
    /// written. Whoever puts the tasks into the list changes nothing by that.
    void open();
    /// The memory may have changed (a request has ended).
    void noteMemory();

    void noteDays(const OpenDays &days);

    /// The last change that was noted, and the last one that is on the disk with all before it.
    quint64 generation() const { return m_generation; }
    quint64 savedGeneration() const { return m_saved; }
    /// How many tasks are not yet on the disk as they are in the list, at the most.
    size_t unsavedTotal() const;
    /// Why it is not saved at present.
    const std::optional<Failure> &currentProblem() const { return m_problem; }
    /// Writes all changes now and waits for it. The Failure, where that did not succeed.
    std::optional<Failure> flush();

Q_SIGNALS:
    /// So many tasks are being read; opened() follows.
    void reading(int tasks);
    /// Once, also where nothing could be read (problem() follows then). `wasBroken`: the archive may know more tasks.
    void opened(const embedscope::LoadedSession &session, bool wasBroken);
    /// All changes up to this generation are on the disk.
    void saved(quint64 generation);
    /// Changes do not reach the disk, from now on or for another reason than before. A sentence in `failure.detail`.
    void problem(const embedscope::Failure &failure);
    /// They do again, and all that had waited is there.
    void recovered();

private:
    class Worker;
    struct OpeningReport
    {
        LoadedSession session;
        bool wasBroken = false;
        bool isNewer = false;
        std::optional<Failure> problem;
    };
    struct WritingReport
    {
        std::optional<Failure> problem;
        /// What is in the file now that it could be opened (again); the batch was not written yet.
        std::optional<LoadedSession> reopened;
    };
    /// A task that may have changed, and the first change that it stands for.
    struct Noted
    {
        TaskId id;
        quint64 generation = 0;
    };
    struct Flight
    {
        std::shared_ptr<const SessionBatch> batch;
        std::vector<Noted> noted; ///< what it was made for
        quint64 generation = 0; ///< what is on the disk once it is
        std::future<WritingReport> report;
    };

    template<class T>
    std::future<T> atDatabase(std::function<T(Worker &)> work, void (SessionWriter::*then)());
    void note();
    void noteTask(const TaskId &id);
    void noteRows(int first, int last);
    void noteInsertion(const RowRuns &runs);
    void noteRemoval(const RowRuns &runs);
    void work();
    SessionBatch gather(std::vector<Noted> &noted);
    bool gatherTask(const TaskId &id, SessionBatch &batch);
    std::vector<TaskId> renumber();
    void finishOpening();
    void finishFlight();
    void finishReopening(const LoadedSession &session);
    void waitForFlight();
    void noteOnDisk(const LoadedSession &session);
    void noteOnDisk(const SessionBatch &batch);
    void keepForLater(const Flight &flight);
    void noteProblem(const std::optional<Failure> &failure);

    TaskList &m_list;
    MemorySource m_memory;
    QThread m_thread;
    std::unique_ptr<Worker> m_worker; // lives on m_thread
    std::future<OpeningReport> m_opening;
    std::optional<Flight> m_flight; // the batch under way

    bool m_isOpen = false;
    bool m_isNewer = false; // written by a newer version: never written to
    QHash<TaskId, SavedTask> m_onDisk; // as far as that is known
    PollMemory m_memoryOnDisk;
    /// What the rows on the disk are ordered by: ascends with the list. A removed task's is kept, so that undoing that
    /// changes no other row.
    QHash<TaskId, qint64> m_keys;
    qint64 m_lastKey = 0;
    bool m_isOrderDirty = false; // keys do not ascend: all rows get new ones
    std::deque<Noted> m_queue; // what changed first comes first
    QSet<TaskId> m_queued; // what of it is still to be gathered
    bool m_isMemoryDirty = false;
    OpenDays m_days;
    bool m_areDaysDirty = false;
    bool m_isReopened = false; // the file may lack what was written before: all is compared with it
    quint64 m_generation = 0;
    quint64 m_saved = 0;
    QTimer m_timer;
    std::optional<Failure> m_problem;
    std::chrono::milliseconds m_retryPause;
};

} // namespace embedscope
