// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/pollplan.h"

#include "support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace embedscope;
using namespace std::chrono_literals;

namespace {

constexpr auto longestAnswer = 61s; ///< a request that hangs is given up then
constexpr auto longestPause = 122s; ///< one round ends without any news for so long; less where the rate is not 1 a minute
constexpr auto longestWait = 25h; ///< Retry-After and the service's windows are bounded to a day

/// What the service does at present.
enum class Weather {
    Fine,
    Refused,
    Broken, ///< 503
    Limited, ///< 429
    LimitedForLong, ///< 429 with a Retry-After
    Silent,
    KeyRefused,
    Elsewhere, ///< a redirect
    SignInPage,
    DiskFull,
    NotFound,
    NoList,
    ForbiddenList,
    BrokenList,
    Mixed, ///< each request has its own
};
constexpr int weathers = static_cast<int>(Weather::Mixed) + 1;

/// A service with a list of tasks whose pages grow, shrink and shift, and the part of the Poller that has no sockets: it
/// sends what the plan wants sent and tells the plan what came. All of it follows from the seed.
class History final
{
public:
    explicit History(unsigned seed, bool onlyOneRound = false)
        : m_random(seed), m_plan({.interval = std::chrono::milliseconds(1000 + number(9000)),
                                  .budget = randomBudget(),
                                  .onlyOneRound = onlyOneRound,
                                  .mayUseList = number(8) != 0},
                                 seed), m_isOneRound(onlyOneRound)
    {
        for (int i = 0; i < poolSize; ++i)
            m_listed.push_back(id(i));
        std::shuffle(m_listed.begin(), m_listed.end(), m_random);
        m_perPage = 1 + number(8);
    }

    /// Empty where nothing was wrong; else what was.
    QString run()
    {
        addSome(1 + number(60));
        for (int event = 0; event < 60 && m_wrong.isEmpty(); ++event) {
            goOn(m_now + std::chrono::milliseconds(number(4) == 0 ? number(120'000) : number(3000)));
            happen();
        }
        if (m_wrong.isEmpty())
            endWell();
        return m_wrong;
    }

    /// The same of one round: each request of it is sent soon after something else happened, and there are three for a task
    /// at most, so it ends.
    QString runOnce()
    {
        addSome(1 + number(60));
        const auto mostRequests = 3 * m_open.size();
        while (m_wrong.isEmpty() && !isRoundOver()) {
            goOn(m_now + std::chrono::milliseconds(number(4) == 0 ? number(20'000) : number(3000)));
            if (m_now - m_lastEvent > longestPause + longestAnswer)
                fail(QStringLiteral("nothing happens, and the round is not over"));
            if (m_sent > mostRequests)
                fail(QStringLiteral("one round takes %1 requests for %2 tasks").arg(m_sent).arg(mostRequests / 3));
            if (number(4) == 0)
                changeWeather();
            if (number(40) == 0)
                sleep();
            if (number(40) == 0)
                m_plan.setOffline(number(2) == 0, m_now);
        }
        return m_wrong;
    }

private:
    static constexpr int poolSize = 80;
    struct UnderWay
    {
        PollRequest request;
        MonotonicTime sentAt;
        MonotonicTime comesAt;
        Weather weather = Weather::Fine;
    };

    static TaskId id(int number) { return *TaskId::fromString(QStringLiteral("task%1").arg(number)); }
    int number(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }
    TaskId some() { return id(number(poolSize)); }
    RequestBudget::Limits randomBudget()
    {
        return {std::array{0, 1, 7, 60, 600, 6000}[static_cast<size_t>(number(6))], number(4) == 0 ? 1 + number(500) : 0};
    }
    static QDateTime wall(MonotonicTime now)
    {
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
        return QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + ms.count(), Qt::UTC);
    }
    void fail(const QString &what)
    {
        if (m_wrong.isEmpty())
            m_wrong = what + QStringLiteral(" (%1 s after the beginning)").arg(inSeconds(m_now - m_start));
    }

    // The Poller's part.

    void addSome(int count)
    {
        std::vector<TaskId> ids;
        for (int i = 0; i < count; ++i)
            ids.push_back(some());
        m_plan.add(ids, m_now);
        m_open.unite(QSet<TaskId>(ids.begin(), ids.end()));
    }

    void removeSome()
    {
        std::vector<TaskId> ids;
        for (int i = number(10); i >= 0; --i)
            ids.push_back(some());
        if (number(6) == 0)
            ids.assign(m_open.begin(), m_open.end());
        forget(ids);
    }

    void forget(const std::vector<TaskId> &ids)
    {
        m_plan.remove(ids);
        for (const TaskId &gone : ids) {
            m_open.remove(gone);
            if (std::erase_if(m_underWay, [&](const UnderWay &each) { return each.request.id == gone; }) > 0)
                m_plan.requestGone();
        }
    }

    void pauseSome()
    {
        const bool pause = number(2) == 0;
        std::vector<TaskId> ids;
        for (int i = number(40); i >= 0; --i)
            ids.push_back(some());
        if (number(4) == 0)
            ids.assign(m_open.begin(), m_open.end());
        m_plan.setTasksPaused(ids, pause, m_now);
    }

    void setAnotherKey()
    {
        m_standsStill = false;
        for (const UnderWay &each : std::exchange(m_underWay, {}))
            m_plan.takenBack(each.request, m_now);
    }

    void sleep()
    {
        // The clock of waits stands still, connections do not outlive it.
        for (UnderWay &each : m_underWay) {
            each.comesAt = m_now;
            each.weather = Weather::Refused;
        }
    }

    void changeWeather()
    {
        m_weather = static_cast<Weather>(number(weathers));
        m_hasHeaders = number(3) == 0;
        m_windowSec = std::array{60, 60, 3600, 86'400}[static_cast<size_t>(number(4))];
    }

    void happen()
    {
        switch (number(16)) {
        case 0:
        case 1:
            addSome(1 + number(40));
            break;
        case 2:
            removeSome();
            break;
        case 3:
            pauseSome();
            break;
        case 4: {
            const TaskId asked = some();
            m_plan.askNow(std::array{asked}, m_now);
            m_open.insert(asked);
            break;
        }
        case 5:
            m_plan.askPage(1 + number(5));
            break;
        case 6:
            m_plan.setOffline(number(2) == 0, m_now);
            break;
        case 7:
            sleep();
            break;
        case 8:
            if (number(3) == 0) {
                m_underWay.clear();
                m_standsStill = false;
                m_plan.startAnew(m_now);
            }
            break;
        case 9:
            setAnotherKey();
            break;
        case 10:
            m_plan.setBudget(randomBudget());
            m_plan.setInterval(std::chrono::milliseconds(1000 + number(30'000)));
            break;
        case 11:
            m_perPage = 1 + number(20);
            std::shuffle(m_listed.begin(), m_listed.end(), m_random);
            m_listLength = number(2) == 0 ? poolSize : number(poolSize);
            break;
        case 12:
            pollNow();
            break;
        default:
            changeWeather();
            break;
        }
        for (const TaskId &each : std::as_const(m_open)) {
            if (!m_plan.isWatched(each))
                fail(QStringLiteral("an open task is not watched"));
        }
        check();
    }

    void pollNow()
    {
        m_standsStill = false;
        m_plan.hurry(m_now);
        send();
        if (!m_wrong.isEmpty() || !m_underWay.empty() || !hasOpen())
            return;
        // What the service and the limits ask for holds even then, nothing else does.
        const RequestBudget::View budget = m_plan.view(m_now).budget;
        const MonotonicTime allowed = std::max({m_now + 62s, budget.resumes.value_or(m_now), budget.resets});
        const auto next = m_plan.nextTake(m_now);
        if (!next || *next > allowed)
            fail(QStringLiteral("Poll Now leads to no request for %1 s").arg(next ? inSeconds(*next - m_now) : -1));
    }

    void send()
    {
        const std::vector<PollRound::Overdue> overdue = m_plan.takeOverdue(m_now);
        for (const PollRound::Overdue &each : overdue)
            m_open.remove(each.id);
        while (!m_standsStill) {
            const auto request = m_plan.take(m_now);
            if (!request)
                break;
            for (const UnderWay &other : m_underWay) {
                if (!request->isPage() && other.request.id == request->id)
                    fail(QStringLiteral("a task is asked for twice at once"));
            }
            if (m_isOneRound && m_now > firstAsked(request->id) + 60s)
                fail(QStringLiteral("a task is tried again after its minute"));
            Weather weather = m_weather;
            while (weather == Weather::Mixed)
                weather = static_cast<Weather>(number(weathers));
            const auto takes = weather == Weather::Silent ? std::chrono::milliseconds(longestAnswer)
                                                          : std::chrono::milliseconds(5 + number(number(6) == 0 ? 5000 : 300));
            m_underWay.push_back({*request, m_now, m_now + takes, weather});
            if (m_underWay.size() > PollPlan::mostRequests)
                fail(QStringLiteral("too many requests at once"));
            m_fruitless = 0;
            ++m_sent;
            m_lastEvent = m_now;
        }
    }

    MonotonicTime firstAsked(const TaskId &id)
    {
        if (!m_firstAsked.contains(id))
            m_firstAsked.insert(id, m_now);
        return m_firstAsked.value(id);
    }

    bool isRoundOver() const { return m_open.isEmpty() || m_standsStill || m_plan.roundEnd(m_now); }

    /// When something is to happen by itself.
    std::optional<MonotonicTime> planned() const
    {
        const auto take = m_plan.nextTake(m_now);
        const auto roundEnd = m_plan.nextOfRound(m_now);
        return take && roundEnd ? std::min(*take, *roundEnd) : take ? take : roundEnd;
    }

    bool hasOpen() const
    {
        return std::ranges::any_of(m_open, [this](const TaskId &each) { return !m_plan.isPaused(each); });
    }

    /// The property: something is under way, or due at a stated time, or there is a reason that the user sees.
    void check()
    {
        send();
        if (m_underWay.empty() && !hasOpen() && !m_open.isEmpty() && !planned() && !m_plan.view(m_now).waiting)
            fail(QStringLiteral("all are paused, and nothing says so"));
        if (m_standsStill || !m_underWay.empty() || !hasOpen() || m_plan.roundEnd(m_now))
            return;
        const auto next = planned();
        if (!next)
            fail(QStringLiteral("nothing is under way, and nothing is planned"));
        else if (*next <= m_now)
            fail(QStringLiteral("a request is due that is not sent"));
        else if (*next > m_now + longestWait)
            fail(QStringLiteral("the next request is planned for a time without a bound"));
    }

    void goOn(MonotonicTime until)
    {
        while (m_wrong.isEmpty()) {
            check();
            MonotonicTime next = until;
            if (const auto due = m_standsStill ? std::nullopt : planned())
                next = std::min(next, std::max(*due, m_now + 1ms));
            const auto first = std::ranges::min_element(m_underWay, {}, &UnderWay::comesAt);
            if (first != m_underWay.end() && first->comesAt <= next) {
                m_now = std::max(m_now, first->comesAt);
                const UnderWay come = *first;
                m_underWay.erase(first);
                end(come);
                m_fruitless = 0;
                m_lastEvent = m_now;
                continue;
            }
            m_now = next;
            if (next == until)
                return;
            send();
            if (++m_fruitless > 60)
                fail(QStringLiteral("times are stated at which nothing is sent"));
        }
    }

    // The service's part.

    RateLimits limits()
    {
        if (m_isCalm)
            return {6000, 5999, 60s};
        if (!m_hasHeaders)
            return {};
        const int limit = 1 + number(600);
        return {limit, number(limit + 1), std::chrono::milliseconds(number(m_windowSec) * 1000)};
    }

    std::optional<Failure> failureOf(const UnderWay &come)
    {
        switch (come.weather) {
        case Weather::Refused:
            return Failure{.kind = FailureKind::Network};
        case Weather::Broken:
            return Failure{.kind = FailureKind::ServiceError, .httpStatus = 503};
        case Weather::Limited:
            return Failure{.kind = FailureKind::RateLimited, .httpStatus = 429};
        case Weather::LimitedForLong:
            return Failure{.kind = FailureKind::RateLimited,
                           .httpStatus = 429,
                           .retryAfter = std::chrono::seconds(number(number(5) == 0 ? 86'400 : 120))};
        case Weather::Silent:
            return Failure{.kind = FailureKind::Timeout};
        case Weather::KeyRefused:
            return Failure{.kind = FailureKind::Unauthorized, .httpStatus = 401};
        case Weather::Elsewhere:
            return Failure{.kind = FailureKind::Redirect, .httpStatus = 302};
        case Weather::SignInPage:
            return Failure{.kind = FailureKind::NotTheService, .httpStatus = 200};
        case Weather::DiskFull:
            return Failure{.kind = FailureKind::Network, .isOfDisk = true};
        case Weather::NotFound:
            return Failure{.kind = FailureKind::NotFound, .httpStatus = 404};
        case Weather::NoList:
            return come.request.isPage() ? std::optional(Failure{.kind = FailureKind::NotFound, .httpStatus = 404})
                                         : std::nullopt;
        case Weather::ForbiddenList:
            return come.request.isPage() ? std::optional(Failure{.kind = FailureKind::Forbidden, .httpStatus = 403})
                                         : std::nullopt;
        case Weather::BrokenList:
            return come.request.isPage() ? std::optional(Failure{.kind = FailureKind::ServiceError, .httpStatus = 500})
                                         : std::nullopt;
        case Weather::Fine:
        case Weather::Mixed:
            break;
        }
        return std::nullopt;
    }

    TaskState stateNow()
    {
        return m_allEnd || number(5) == 0 ? TaskState::Ready : TaskState::Processing;
    }

    TaskListPage page(int which)
    {
        TaskListPage page;
        const int length = std::min(m_listLength, poolSize);
        page.totalPages = std::max(1, (length + m_perPage - 1) / m_perPage);
        for (int i = (which - 1) * m_perPage; i < std::min(which * m_perPage, length); ++i) {
            ListedTask listed;
            listed.id = m_listed[static_cast<size_t>(i)];
            listed.state = stateNow();
            page.tasks.push_back(listed);
        }
        return page;
    }

    void end(const UnderWay &come)
    {
        if (const auto failure = failureOf(come)) {
            if (come.request.isForUser)
                m_plan.pageNotShown(*failure, limits(), come.sentAt, m_now);
            else if (come.request.isPage())
                m_standsStill |= m_plan.pageFailed(come.request.page, *failure, limits(), come.sentAt, m_now).standstill;
            else
                endFailed(come, *failure);
        } else if (come.request.isForUser) {
            m_plan.pageShown(limits(), m_now);
        } else if (come.request.isPage()) {
            const TaskListPage content = page(come.request.page);
            for (const ListedTask &listed : content.tasks)
                m_looked.insert(listed.id);
            m_plan.pageAnswered(come.request.page, content, limits(), m_now);
        } else {
            const TaskState state = stateNow();
            m_plan.taskAnswered(come.request.id, {state, {}, {}, {}, {}}, limits(), m_now, wall(m_now));
            m_looked.insert(come.request.id);
            if (isSettled(state) || m_isOneRound)
                m_open.remove(come.request.id);
        }
    }

    void endFailed(const UnderWay &come, const Failure &failure)
    {
        const RetryDecision decision = m_plan.taskFailed(come.request.id, failure, limits(), come.sentAt, m_now);
        m_standsStill |= decision.standstill;
        if (decision.settled || (m_isOneRound && decision.cycleOver))
            m_open.remove(come.request.id);
    }

    /// The service is well from now on: every open task that is not paused is looked at soon, and ends once it has ended.
    void endWell()
    {
        m_weather = Weather::Fine;
        m_isCalm = true;
        m_standsStill = false;
        for (UnderWay &each : m_underWay)
            each.weather = Weather::Fine;
        m_plan.setBudget({6000, 0});
        m_plan.setOffline(false, m_now);
        m_listLength = poolSize;
        // What was told before holds, for a day at most.
        for (const MonotonicTime latest = m_now + longestWait; m_wrong.isEmpty() && m_now < latest;) {
            goOn(m_now + 6min);
            const auto next = m_plan.nextTake(m_now);
            if (!next || *next < m_now + 1min)
                break;
            goOn(*next);
        }
        const QSet<TaskId> open = m_open;
        m_looked.clear();
        goOn(m_now + 10min);
        for (const TaskId &each : open) {
            if (m_open.contains(each) && !m_plan.isPaused(each) && !m_looked.contains(each))
                fail(QStringLiteral("%1 is not looked at").arg(each.toString()));
        }
        m_allEnd = true;
        goOn(m_now + 10min);
        for (const TaskId &each : std::as_const(m_open)) {
            if (!m_plan.isPaused(each))
                fail(QStringLiteral("%1 has ended, and that is not noticed").arg(each.toString()));
        }
    }

    std::mt19937 m_random;
    PollPlan m_plan;
    const bool m_isOneRound;
    const MonotonicTime m_start{1000h};
    MonotonicTime m_now = m_start;
    std::vector<UnderWay> m_underWay;
    QSet<TaskId> m_open; ///< those that the plan must watch
    QSet<TaskId> m_looked;
    QHash<TaskId, MonotonicTime> m_firstAsked;
    bool m_standsStill = false;
    Weather m_weather = Weather::Fine;
    bool m_isCalm = false;
    bool m_hasHeaders = false;
    int m_windowSec = 60;
    bool m_allEnd = false;
    std::vector<TaskId> m_listed;
    int m_listLength = poolSize;
    int m_perPage = 3;
    int m_fruitless = 0; ///< times in a row that were stated, and at which nothing came of it
    MonotonicTime m_lastEvent = m_start; ///< when a request was last sent, or ended
    qsizetype m_sent = 0; ///< requests
    QString m_wrong;
};

} // namespace

/// Whatever happens, in whatever order, polling never stops without a reason. EMBEDSCOPE_ROUNDS: how many histories;
/// EMBEDSCOPE_SEED: the first one's seed.
class TestPollHistories final : public QObject
{
    Q_OBJECT

private:
    template<class Run>
    static QString firstWrong(Run run)
    {
        const int rounds = qEnvironmentVariableIsSet("EMBEDSCOPE_ROUNDS") ? qEnvironmentVariableIntValue("EMBEDSCOPE_ROUNDS")
                                                                          : 200;
        const auto first = static_cast<unsigned>(qEnvironmentVariableIntValue("EMBEDSCOPE_SEED"));
        for (unsigned seed = first; seed < first + static_cast<unsigned>(rounds); ++seed) {
            if (const QString wrong = run(seed); !wrong.isEmpty())
                return QStringLiteral("seed %1: %2").arg(seed).arg(wrong);
        }
        return {};
    }

private Q_SLOTS:
    void itNeverStopsWithoutAReason()
    {
        QCOMPARE(firstWrong([](unsigned seed) { return History(seed).run(); }), QString());
    }

    void oneRoundAlwaysEnds()
    {
        QCOMPARE(firstWrong([](unsigned seed) { return History(seed, true).runOnce(); }), QString());
    }
};

EMBEDSCOPE_TEST(TestPollHistories)
#include "tst_pollhistories.moc"
