// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"
#include "core/tasklistpage.h"
#include "net/apikey.h"
#include "net/serviceaddress.h"
#include "polling/pollplan.h"
#include "store/filetasks.h"
#include "store/keptbodies.h"
#include "store/tasklist.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <span>

namespace embedscope {

class Poller;
class RequestLog;
class ResultReader;
class TaskClient;

/// The whole pipeline in one place: IDs in, a live task list and read results out.
class TaskFeed final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::chrono::milliseconds interval{5000}; ///< first wait between polls of one task
        bool onlyOneRound = false; ///< ask each task until it has answered once, then leave it
        bool audits = false; ///< tells how sound each result is (TaskRecord::health), some time after it was read
        bool mayUseList = true; ///< sweep the service's list of tasks where that takes fewer requests
        RequestBudget::Limits budget = {};
        std::optional<qint64> bodyLimit = std::nullopt; ///< bytes of an answer; RequestLimits' default where not set
        qint64 keptBodies = KeptBodies::usualTotal; ///< bytes of answers that cannot be read, in all
        QString caFile = {}; ///< certificates to trust besides the system's
        QString spoolRoot = {}; ///< where large answers arrive, see SpoolFolder; empty: its default
    };

    TaskFeed(const ServiceAddress &address, const ApiKey &key, const Options &options, QObject *parent = nullptr);
    ~TaskFeed() override;

    TaskList &list() { return *m_list; }
    const TaskList &list() const { return *m_list; }
    const ServiceAddress &address() const { return m_address; }
    const ApiKey &key() const { return m_key; }

    /// Starts watching; tasks already in the list are not added again. Returns how many were new.
    int add(std::span<const TaskId> ids);
    /// Goes on where an earlier run of the program ended: puts tasks at the end of the list, and watches the open ones. One
    /// that was added in the meantime keeps its place, and gets what was known of it.
    void resume(std::vector<TaskRecord> records, const PollMemory &memory);
    /// Tasks from a file, see mergeFileTasks(). None of them is ever asked for; a request for one that gets its answer here
    /// is taken back.
    FileMerge takeFromFile(std::vector<TaskRecord> records);
    /// What resume() of the next run needs besides the tasks.
    PollMemory memory() const;
    std::vector<std::pair<int, TaskRecord>> remove(std::vector<int> rows);
    void restore(const std::vector<std::pair<int, TaskRecord>> &removed);

    /// Another key: what paused because of the old one goes on.
    void setKey(const ApiKey &key);
    void setInterval(std::chrono::milliseconds interval);
    void setBudget(const RequestBudget::Limits &limits);
    void setBodyLimit(qint64 bytes);
    /// How many bytes of read results stay in memory, so that they need not be read again.
    void setCacheLimit(qint64 bytes);
    void setCaFile(const QString &path);
    const QString &caFile() const { return m_caFile; }
    /// Another service: it is asked for all open tasks anew, with the key that is set then.
    void setAddress(const ServiceAddress &address);
    void setPaused(bool paused);
    bool isPaused() const;
    /// These tasks alone.
    void setTasksPaused(std::span<const TaskId> ids, bool paused);
    /// Asks every task that is not settled now.
    void pollNow();
    /// Asks these tasks again although they are settled (those that are not: now); none that is from a file.
    void askAgain(std::span<const TaskId> ids);
    /// Asks for a page of the service's list, to be shown: pageShown() brings it. While polling is paused it waits.
    void askPage(int page);
    void dropAskedPages();
    /// Why everything stands still (401, 403, a redirect, no key); nothing while polling goes on.
    std::optional<Failure> standstill() const;
    int requestsUnderWay() const;
    /// Budget, list and faults, as they stand now.
    PollPlan::View polling() const;
    /// How long tasks like this one usually take; nothing while too few of them are known.
    std::optional<DurationEstimate> estimate(const TaskId &id) const;
    const RequestLog &log() const { return *m_log; }
    /// When the next request will be sent, if one is planned.
    std::optional<MonotonicTime> nextPoll() const;

    /// The read result of a task that has an answer: from memory, else read again from its bytes off this thread;
    /// resultRead() tells it, always after this call returns.
    void requestResult(const TaskId &id);
    /// The read result where it is in memory, else null; for who goes through many tasks and must not push out what is used.
    SharedTask resultInMemory(const TaskId &id) const;

Q_SIGNALS:
    /// `failure` is empty where `result` is set. Read off the GUI thread, told on this object's thread.
    void resultRead(const embedscope::TaskId &id, const embedscope::SharedTask &result);
    void resultFailed(const embedscope::TaskId &id, const embedscope::Failure &failure);
    void pageShown(int page, const embedscope::Result<embedscope::TaskListPage> &content);
    /// Polling was paused, resumed, came to a standstill, or is hindered (off line, faults, a spent day).
    void pollingChanged();
    /// The service or the base URL is another one now.
    void addressChanged();
    /// Answers cannot be kept where they should be: why, and where they are instead.
    void keptElsewhere(const QString &sentence);
    /// A task's round is over: an answer, a final problem or the last try of a cycle. Told after the record has changed.
    void taskAnswered(const embedscope::TaskId &id);

private:
    void watchOpen(std::span<const TaskId> ids);
    void askExpiring(std::span<const TaskId> ids);
    void noteAsked(const TaskId &id);
    void noteListed(const TaskListPage &page);
    void noteProgress(const TaskId &id, qint64 received);
    void noteAnswer(const TaskId &id, const SharedTask &task, const AnswerBytes &bytes,
                    std::optional<MonotonicTime> next);
    void keepBody(const TaskId &id, const AnswerBytes &bytes);
    void noteRead(const TaskId &id, const SharedTask &result, bool isFresh);
    void noteHealth(const TaskId &id, const std::optional<HealthSummary> &health);
    void audit(const SharedTask &task);
    void noteFailure(const TaskId &id, const Failure &failure, const RetryDecision &decision, int tries,
                     std::optional<MonotonicTime> next);
    /// Changes the record of `id` where it is (still) in the list.
    template<class Change>
    void edit(const TaskId &id, Change change)
    {
        if (const int row = m_list->rowOf(id); row >= 0)
            m_list->edit(row, change);
        noteBody(id);
    }
    /// A body that its record has no more counts no more.
    void noteBody(const TaskId &id)
    {
        const TaskRecord *const record = m_list->find(id);
        if (!record || !record->problem || record->problem->bytes.isNull())
            m_keptBodies.remove(id);
    }

    ServiceAddress m_address;
    ApiKey m_key;
    QString m_caFile;
    bool m_audits;
    KeptBodies m_keptBodies;
    std::unique_ptr<TaskList> m_list;
    std::unique_ptr<RequestLog> m_log;
    std::unique_ptr<ResultReader> m_results;
    std::unique_ptr<TaskClient> m_client;
    std::unique_ptr<Poller> m_poller;
};

} // namespace embedscope
