// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"
#include "net/apikey.h"
#include "net/httpanswer.h"
#include "polling/pollschedule.h"
#include "polling/retrypolicy.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>
#include <span>

namespace embedscope {

class TaskClient;

/// Drives the schedule: asks what is due through the client, has answers read off this thread, and tells what came of it.
/// A task's next poll is armed only after its last one ended.
class Poller final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRequests = 6; ///< under way at once: as many connections as Qt opens to one host

    /// `client` must outlive the poller.
    Poller(TaskClient &client, std::chrono::milliseconds interval, QObject *parent = nullptr);
    ~Poller() override;

    void setKey(const ApiKey &key);
    void setInterval(std::chrono::milliseconds interval) { m_interval = interval; }
    /// Asks each task once, until it has answered or a cycle of tries is over, and then leaves it.
    void setOnlyOneRound(bool on) { m_onlyOneRound = on; }
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }

    /// Asks these tasks as soon as there is room; those under way are left alone.
    void ask(std::span<const TaskId> ids);
    /// Forgets these tasks; what still comes for them is dropped.
    void forget(std::span<const TaskId> ids);
    /// Moves every waiting task to now, and tries again where everything stood still.
    void pollNow();

    const std::optional<Failure> &standstill() const { return m_standstill; }
    int requestsUnderWay() const { return static_cast<int>(m_requests.size()); }
    std::optional<MonotonicTime> nextPoll() const;

Q_SIGNALS:
    void asked(const embedscope::TaskId &id);
    void progressed(const embedscope::TaskId &id, qint64 received);
    /// An answer that counts. `next`: when the task is asked again, nothing where it has ended.
    void answered(const embedscope::TaskId &id, const embedscope::SharedTask &task,
                  const embedscope::AnswerBytes &bytes, std::optional<embedscope::MonotonicTime> next);
    /// No answer that counts.
    void failed(const embedscope::TaskId &id, const embedscope::Failure &failure,
                const embedscope::RetryDecision &decision, int tries, std::optional<embedscope::MonotonicTime> next);
    void pollingChanged();

private:
    void pump();
    void clientFinished(quint64 ticket, const Result<HttpAnswer> &answer);
    void judged(const TaskId &id, quint64 ticket, const Result<SharedTask> &task, const AnswerBytes &bytes);
    void handleFailure(const TaskId &id, const Failure &failure);
    bool mayAsk() const { return !m_paused && !m_standstill && !m_key.isEmpty(); }

    TaskClient &m_client;
    ApiKey m_key;
    std::chrono::milliseconds m_interval;
    bool m_onlyOneRound = false;
    bool m_paused = false;
    std::optional<Failure> m_standstill;
    std::optional<MonotonicTime> m_notBefore; // the service asked everybody to wait

    PollSchedule m_schedule;
    QHash<TaskId, int> m_tries; // failures in a row
    QHash<quint64, TaskId> m_requests; // under way, by ticket
    QHash<TaskId, quint64> m_current; // the ticket whose outcome counts, from sending until it is judged
    quint64 m_lastTicket = 0;
    QTimer m_timer;
    QThreadPool m_readers;
    std::shared_ptr<std::atomic<bool>> m_stopped; // tells readers that nobody waits any more
};

} // namespace embedscope
