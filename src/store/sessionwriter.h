// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "store/orderkeys.h"
#include "store/savedprint.h"
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
/// own thread, within 0.2 s of a change. Of very many changes the first are sent as soon, and the others in batches, each
/// as large as what could be gathered in small slices while the one before it was written. What could not be written is
/// kept and tried again until it is.
class SessionWriter final : public QObject
{
    Q_OBJECT

public:
    using MemorySource = std::function<PollMemory()>;
    static constexpr size_t slice = 1000; ///< tasks that are looked at in one turn of the event loop
    static constexpr size_t mostInBatch = 10'000; ///< tasks that reach the disk together

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
    /// A batch that is being gathered or written, and what was noted of it.
    struct Load
    {
        SessionBatch batch;
        std::vector<Noted> noted;
    };
    struct Flight
    {
        std::shared_ptr<const Load> load;
        quint64 generation = 0; ///< what is on the disk once it is
        std::future<WritingReport> report;
    };

    template<class T>
    std::future<T> atDatabase(std::function<T(Worker &)> work, void (SessionWriter::*then)());
    void note();
    void noteTask(const TaskId &id);
    void noteRows(int first, int last);
    void noteInsertion();
    void noteRemoval(int first, int last);
    void tick() { work(slice); }
    void work(size_t most);
    void gather(size_t most);
    void gatherTask(const Noted &noted);
    void gatherMemory();
    bool hasRoom() const;
    void arrange();
    void send();
    void finishOpening();
    void finishFlight();
    void finishReopening(const LoadedSession &session);
    void waitForFlight();
    void noteOnDisk(const LoadedSession &session);
    void keepForLater(const Load &load);
    void noteProblem(const std::optional<Failure> &failure);

    TaskList &m_list;
    MemorySource m_memory;
    QThread m_thread;
    std::unique_ptr<Worker> m_worker; // lives on m_thread
    std::future<OpeningReport> m_opening;
    std::optional<Flight> m_flight; // the batch under way

    bool m_isOpen = false;
    bool m_isNewer = false; // written by a newer version: never written to
    /// What the disk has once all that was gathered is written; empty where that is not known.
    QHash<TaskId, std::optional<SavedPrint>> m_onDisk;
    PollMemory m_memoryOnDisk;
    OrderKeys m_keys;
    std::deque<Noted> m_queue; // what changed first comes first
    QSet<TaskId> m_queued; // what of it is still to be gathered
    Load m_next; // what is gathered
    QSet<TaskId> m_inNext; // its tasks, each once
    bool m_isNextClosed = false; // what comes has to wait for the one after it
    bool m_isMemoryDirty = false;
    OpenDays m_days;
    bool m_areDaysDirty = false;
    bool m_isOrderDirty = false; // keys do not ascend, or are missing
    bool m_isRenumbered = false; // all keys are new: they reach the disk together
    bool m_isReopened = false; // the file may lack what was written before: all is compared with it
    std::pair<int, int> m_inserting;
    quint64 m_generation = 0;
    quint64 m_saved = 0;
    QTimer m_timer;
    std::optional<Failure> m_problem;
    std::chrono::milliseconds m_retryPause;
};

} // namespace embedscope
