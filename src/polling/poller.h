// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"
#include "net/apikey.h"
#include "net/httpanswer.h"
#include "polling/keyredactor.h"
#include "polling/pollplan.h"
#include "polling/requestlogentry.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>
#include <span>

namespace embedscope {

class TaskClient;

/// Carries out the plan: sends what it wants sent through the client, has answers read off this thread, and tells what
/// came of it.
class Poller final : public QObject
{
    Q_OBJECT

public:
    /// `client` must outlive the poller.
    Poller(TaskClient &client, const PollPlan::Settings &settings, QObject *parent = nullptr);
    ~Poller() override;

    /// Another key: what is under way with the old one is taken back and asked for again, as its outcome would say nothing of
    /// the new one.
    void setKey(const ApiKey &key);
    void setInterval(std::chrono::milliseconds interval) { m_plan.setInterval(interval); }
    void setBudget(const RequestBudget::Limits &limits);
    /// Everything at once.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// Some tasks.
    void setTasksPaused(std::span<const TaskId> ids, bool paused);
    bool isPaused(const TaskId &id) const { return m_plan.isPaused(id); }
    void setOffline(bool offline);
    /// The client asks another service from now on: nothing that is known of the old one holds.
    void startAnew();

    /// Watches these tasks until they have ended; those that are in `paused` as well wait until that is taken back.
    void watch(std::span<const TaskId> ids, std::span<const TaskId> paused = {});
    /// Asks for these before all others, whether they have ended or not.
    void askNow(std::span<const TaskId> ids);
    /// Asks for a page of the list, to be shown; while polling is paused it waits. pageShown() brings it, or why it cannot be had.
    void askPage(int page);
    /// Pages asked for so are not wanted any more; what is under way still comes.
    void dropAskedPages() { m_plan.dropAskedPages(); }
    /// Forgets these tasks; what still comes for them is dropped.
    void forget(std::span<const TaskId> ids);
    /// Moves everything that waits to now, and tries again where everything stood still.
    void pollNow();

    const std::optional<Failure> &standstill() const { return m_standstill; }
    int requestsUnderWay() const { return static_cast<int>(m_requests.size()); }
    std::optional<MonotonicTime> nextPoll() const;
    PollPlan::View view() const;
    /// How long a request may wait for the first byte of its answer before that is told.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    std::optional<DurationEstimate> estimate(const TaskId &id) const { return m_plan.estimate(id); }
    /// What must outlive the program, and what an earlier run left.
    PollMemory memory() const { return m_plan.memory(MonotonicClock::now(), QDateTime::currentDateTimeUtc()); }
    void restore(const PollMemory &memory);

Q_SIGNALS:
    void asked(const embedscope::TaskId &id);
    /// The request is not under way any more, and had no outcome: the task is asked again.
    void takenBack(const embedscope::TaskId &id);
    void progressed(const embedscope::TaskId &id, qint64 received);
    /// An answer that counts. `next`: when the task is asked again, nothing where it has ended or the list is awaited.
    void answered(const embedscope::TaskId &id, const embedscope::SharedTask &task,
                  const embedscope::AnswerBytes &bytes, std::optional<embedscope::MonotonicTime> next);
    /// No answer that counts.
    void failed(const embedscope::TaskId &id, const embedscope::Failure &failure,
                const embedscope::RetryDecision &decision, int tries, std::optional<embedscope::MonotonicTime> next);
    /// What a page of the list says of tasks.
    void listed(const embedscope::TaskListPage &page);
    /// A page that was asked for by askPage().
    void pageShown(int page, const embedscope::Result<embedscope::TaskListPage> &content);
    /// A request has ended.
    void logged(const embedscope::RequestLogEntry &entry);
    /// Paused, resumed, at a standstill, off line, the list refused, or back from that.
    void pollingChanged();

private:
    struct Request
    {
        PollRequest what;
        MonotonicTime sentAt;
        QDateTime wallSentAt;
        bool hasBytes = false;
    };
    void pump();
    void takeBackAll();
    void noteSleep();
    void noteSentAgain(quint64 ticket);
    void clientFinished(quint64 ticket, const Result<HttpAnswer> &answer);
    void judgeTask(quint64 ticket, const Request &request, const HttpAnswer &answer);
    void judgePage(quint64 ticket, const Request &request, const HttpAnswer &answer);
    void pageJudged(const Request &request, const Result<TaskListPage> &page, const HttpAnswer &answer);
    bool isReceiving() const;
    void taskJudged(quint64 ticket, const Request &request, const Result<SharedTask> &task, const HttpAnswer &answer);
    void taskFailed(const Request &request, Failure failure, const RateLimits &limits, qint64 bytes);
    void pageFailed(const Request &request, Failure failure, const RateLimits &limits, qint64 bytes);
    void standStill(const Failure &failure);
    void log(const Request &request, std::optional<int> status, qint64 bytes, const std::optional<Failure> &failure);
    void tellChanges();
    void watchSilence();
    bool mayAsk() const { return !m_paused && !m_standstill && !m_key.isEmpty(); }

    TaskClient &m_client;
    PollPlan m_plan;
    ApiKey m_key;
    KeyRedactor m_redactor; // a service may repeat the key in what it says
    bool m_paused = false;
    std::optional<Failure> m_standstill;

    QHash<quint64, Request> m_requests; // under way, by ticket
    QHash<quint64, PollRequest> m_pages; // that are being judged, by ticket
    QHash<TaskId, quint64> m_current; // the ticket whose outcome counts, from sending until it is judged
    quint64 m_lastTicket = 0;
    QTimer m_timer;
    QTimer m_silenceTimer;
    std::chrono::milliseconds m_patience{10'000};
    QThreadPool m_readers;
    std::shared_ptr<std::atomic<bool>> m_stopped; // tells readers that nobody waits any more
    qint64 m_sleptMs = 0; // how long the machine has slept, as far as is known
    /// What a sentence about polling is made from, as told last.
    struct Told
    {
        struct Unreached
        {
            FailureKind kind = FailureKind::Network;
            std::optional<int> httpStatus;
            QString detail;
            std::optional<MonotonicTime> nextTry;
            friend bool operator==(const Unreached &, const Unreached &) = default;
        };
        bool isBroken = false;
        bool isSilent = false;
        bool isRoundOver = false;
        qsizetype notKept = 0;
        std::optional<Unreached> unreached = std::nullopt;
        friend bool operator==(const Told &, const Told &) = default;
    };
    Told m_told;
    bool m_usedList = false;
};

} // namespace embedscope
