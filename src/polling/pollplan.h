// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasklistpage.h"
#include "polling/durationhistory.h"
#include "polling/faultbreaker.h"
#include "polling/listuse.h"
#include "polling/pollround.h"
#include "polling/pollschedule.h"
#include "polling/requestbudget.h"
#include "polling/retrypolicy.h"

#include <deque>
#include <random>
#include <span>

namespace embedscope {

/// One request that the plan wants sent: for a task, or for a page of the list.
struct PollRequest
{
    TaskId id; ///< empty: a page of the list
    int page = 0;
    bool isForUser = false; ///< a page that somebody wants to see, see PollPlan::askPage()
    bool isPage() const { return id.isEmpty(); }
};

/// What an answer tells the plan about its task.
struct PolledFacts
{
    TaskState state = TaskState::Processing;
    QString kind; ///< of the media
    std::optional<double> mediaSec;
    QDateTime createdAt;
    QDateTime updatedAt;
};

/// What has been learnt and used, and must outlive the program.
struct PollMemory
{
    std::vector<DurationSample> durations; ///< ascending numbers
    std::vector<RequestMinute> requests; ///< ascending minutes

    friend bool operator==(const PollMemory &, const PollMemory &) = default;
};

/// Decides which request is sent when, for all tasks: where a request settles most. First what the user asks for,
/// then tasks that have ended by the list, then the list itself or polls of single tasks. A plain value of (state,
/// now): it knows no clock, no socket, and its randomness is seeded.
///
/// With more open tasks than a sweep has pages, the list is swept, and only tasks that have ended, or that a whole
/// sweep did not hold, are asked for one by one. A single task is polled after 5 s, then each time 1.5 times as
/// late, up to 60 s, earlier where tasks like it are likely to have ended.
class PollPlan final
{
public:
    struct Settings
    {
        std::chrono::milliseconds interval{5000}; ///< first wait between two polls, and between sweeps
        RequestBudget::Limits budget;
        bool onlyOneRound = false; ///< ask each task until it has answered, three times within a minute at most
        bool mayUseList = true;
    };
    static constexpr int mostRequests = 6; ///< under way at once: as many connections as Qt opens to one host

    PollPlan(const Settings &settings, quint32 seed);
    void setInterval(std::chrono::milliseconds interval) { m_settings.interval = interval; }
    void setBudget(const RequestBudget::Limits &limits) { m_budget.setLimits(limits); }

    /// Watches these from now on; those that are watched already are left alone.
    void add(std::span<const TaskId> ids, MonotonicTime now);
    /// Asks for these before all others, whether they are watched or have ended.
    void askNow(std::span<const TaskId> ids, MonotonicTime now);
    /// Asks for a page of the list before all others, to be shown; pageShown() or pageNotShown() ends it.
    void askPage(int page);
    /// Pages asked for that were not sent yet are not wanted any more.
    void dropAskedPages() { m_askedPages.clear(); }
    /// Forgets these; the outcome of a request under way is told by requestGone().
    void remove(std::span<const TaskId> ids);
    /// Everything that waits is due now.
    void hurry(MonotonicTime now);
    void setTasksPaused(std::span<const TaskId> ids, bool paused, MonotonicTime now);
    bool isPaused(const TaskId &id) const;
    /// Another service is asked: nothing that is known of the old one holds, and nothing is under way.
    void startAnew(MonotonicTime now);
    /// The system says that there is no network, or one again.
    void setOffline(bool offline, MonotonicTime now) { m_breaker.setOffline(offline, now); }

    /// The request to send now, counted as sent; nothing where none may or need be.
    std::optional<PollRequest> take(MonotonicTime now);
    /// When take() may have one, as things stand. Nothing: not before something else happens.
    std::optional<MonotonicTime> nextTake(MonotonicTime now) const;

    /// Outcomes; each ends a request. `wallNow` is the time of day that goes with `now`.
    void taskAnswered(const TaskId &id, const PolledFacts &facts, const RateLimits &limits, MonotonicTime now,
                      const QDateTime &wallNow);
    RetryDecision taskFailed(const TaskId &id, const Failure &failure, const RateLimits &limits, MonotonicTime sentAt,
                             MonotonicTime now);
    void pageAnswered(int page, const TaskListPage &content, const RateLimits &limits, MonotonicTime now);
    void pageShown(const RateLimits &limits, MonotonicTime now);
    void pageNotShown(const Failure &failure, const RateLimits &limits, MonotonicTime sentAt, MonotonicTime now);
    RetryDecision pageFailed(int page, const Failure &failure, const RateLimits &limits, MonotonicTime sentAt,
                             MonotonicTime now);
    /// A request for what is not wanted any more was taken back.
    void requestGone();
    /// A request was taken back, and is to be sent again.
    void takenBack(const PollRequest &request, MonotonicTime now);
    /// A request under way was sent once more than take() said.
    void sentAgain(MonotonicTime now);

    bool isWatched(const TaskId &id) const { return m_entries.contains(id); }
    /// Failures of a task in a row.
    int tries(const TaskId &id) const;
    /// When a task is polled next as far as it is planned for it alone; nothing where the list is awaited.
    std::optional<MonotonicTime> dueOf(const TaskId &id) const;
    /// Whether a task is followed by the list at present.
    bool isFollowedByList(const TaskId &id, MonotonicTime now) const;
    std::optional<DurationEstimate> estimate(const TaskId &id) const;

    /// `wallNow` is the time of day that goes with `now`.
    PollMemory memory(MonotonicTime now, const QDateTime &wallNow) const
    {
        return {m_history.samples(), m_budget.sentToday(now, wallNow)};
    }
    /// What an earlier run of the program knew, before anything is asked.
    void restore(const PollMemory &memory, MonotonicTime now, const QDateTime &wallNow)
    {
        m_history.restore(memory.durations);
        m_budget.restore(memory.requests, now, wallNow);
    }

    using RoundEnd = PollRound::End;
    /// With Settings::onlyOneRound: whether nothing more is asked. Tasks that are still watched have no answer then.
    std::optional<RoundEnd> roundEnd(MonotonicTime now) const;
    /// With Settings::onlyOneRound: tasks that may not be tried again, as the minute of each is over; they are watched no more.
    std::vector<PollRound::Overdue> takeOverdue(MonotonicTime now);
    /// When roundEnd() or takeOverdue() has something at the latest, should nothing else happen; nothing where one round is not
    /// all that is asked for, or is over.
    std::optional<MonotonicTime> nextOfRound(MonotonicTime now) const;

    /// Why nothing can be sent although something is to be asked, and until when.
    struct Waiting
    {
        enum class Reason { TasksPaused, Offline, Trouble, ToldToWait, Refused, DaySpent, RateSpent, Spread, Silence };
        Reason reason = Reason::Trouble;
        std::optional<MonotonicTime> until; ///< nothing: until a request under way ends, or the user goes on

        friend bool operator==(const Waiting &, const Waiting &) = default;
    };

    /// Requests have failed, and the service has not answered since.
    struct Unreached
    {
        MonotonicTime since; ///< when the first of them was sent
        Failure why; ///< of the last one
    };
    /// How things stand, to be shown.
    struct View
    {
        RequestBudget::View budget;
        std::optional<Waiting> waiting;
        std::optional<MonotonicTime> lastSent; ///< when a request was last sent
        std::optional<RoundEnd> roundEnd;
        int open = 0; ///< tasks that are watched
        bool usesList = false;
        double sweepSec = 0; ///< how long it takes to ask for all open tasks once
        std::optional<MonotonicTime> nextSweep; ///< of the list
        bool isBroken = false; ///< most requests fail: one probes
        bool isOffline = false; ///< the system says so
        std::optional<MonotonicTime> probe;
        std::optional<Unreached> unreached;
        bool isIntercepted = false; ///< something stands in the service's place: one probes
        bool isUnreached = false; ///< that, or nothing has come for so long that the user should know
        std::optional<MonotonicTime> nextTry; ///< while unreached: when the next request will be sent; nothing: one is
        int silent = 0; ///< requests that have waited long for the first byte of an answer
        MonotonicTime silentSince; ///< when the first of them was sent
        bool isSilent = false; ///< they hold up all others
        qsizetype notKept = 0; ///< tasks whose answer came, and found no place on the disk
        QString whyNotKept; ///< the system's words for one of them
    };
    View view(MonotonicTime now) const;

private:
    enum class Place {
        Listed, ///< the list tells when it has ended, if the list is used
        Own, ///< the list does not hold it
        Ended, ///< by the list; its own answer is still to come
    };
    struct Entry
    {
        Place place = Place::Listed;
        bool isPaused = false;
        bool isUnderWay = false;
        bool hasAnswered = false;
        MonotonicTime added;
        int polls = 0; ///< answers that said that it goes on
        int tries = 0;
        PolledFacts facts;
        std::optional<double> processingSec; ///< when the facts came
        MonotonicTime factsAt;
    };

    int openTasks() const;
    bool isProbing() const { return m_breaker.isOpen() && !m_round; }
    std::optional<MonotonicTime> nextByBreaker(MonotonicTime now) const;
    std::optional<Waiting> waiting(MonotonicTime now) const;
    bool endsRound(const TaskId &id, const RetryDecision &decision, MonotonicTime now) const;
    void enqueue(const TaskId &id, Entry &entry, MonotonicTime due);
    void dequeue(const TaskId &id);
    void putBack(const TaskId &id, Entry &entry, const RetryDecision &decision, MonotonicTime now);
    void askUnanswered(MonotonicTime now);
    void noteEnded(const TaskId &id, Entry &entry, MonotonicTime now);
    void leaveList(MonotonicTime now);
    void noteReached(MonotonicTime now);
    void noteUnreached(const Failure &failure, MonotonicTime sentAt, MonotonicTime now);
    void noteOutcome(const Failure &failure, const RateLimits &limits, MonotonicTime sentAt, MonotonicTime now);
    PollRequest send(const PollRequest &request, bool isSpeculative, MonotonicTime now);
    std::optional<MonotonicTime> nextSpeculativeDue(MonotonicTime now) const;
    MonotonicClock::duration pauseBeforePoll(const Entry &entry, const QDateTime &wallNow);
    double random() { return std::uniform_real_distribution<double>(0, 1)(m_random); }

    Settings m_settings;
    std::mt19937 m_random;
    RequestBudget m_budget;
    FaultBreaker m_breaker;
    DurationHistory m_history;
    ListUse m_list; ///< watches open tasks that are not paused, of Place::Listed
    QHash<TaskId, Entry> m_entries; ///< tasks that are watched, or asked for on purpose
    std::vector<TaskId> m_unlisted; ///< what a whole sweep did not hold, and is still to leave the list
    QHash<TaskId, QString> m_notKept; ///< those whose last answer found no place on the disk, and why
    std::optional<Unreached> m_unreached; ///< nothing once the service has answered
    std::deque<int> m_askedPages; ///< by the user
    PollSchedule m_purposeful; ///< asked for by the user
    PollSchedule m_wanted; ///< ended by the list, first asked for, or failed: a request settles them
    PollSchedule m_polls; ///< open ones that the list holds or may hold
    PollSchedule m_own; ///< open ones that the list does not hold
    int m_underWay = 0;
    std::optional<MonotonicTime> m_lastSent;
    std::optional<PollRound> m_round; ///< where one is all that is asked for
};

} // namespace embedscope
