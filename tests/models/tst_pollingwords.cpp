// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pollingwords.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestPollingWords final : public QObject
{
    Q_OBJECT

private:
    static inline const MonotonicTime now = MonotonicTime(1000h);
    static inline const QString host = u"127.0.0.1:8080"_s;
    // Local time, so that the texts are the same everywhere.
    static inline const QDateTime wall = QDateTime(QDate(2026, 11, 23), QTime(10, 40), Qt::LocalTime);

private Q_SLOTS:
    void theBudget()
    {
        RequestBudget::View budget;
        budget.limit = 60;
        budget.left = 38;
        budget.resets = now + 3min;
        QCOMPARE(budgetText(budget, now, wall), u"38 of 60 requests left, resets 10:43"_s);
        budget.resets = now + 20s;
        QCOMPARE(budgetText(budget, now, wall), u"38 of 60 requests left, resets 10:40:20"_s);
        budget.left = 60;
        QCOMPARE(budgetText(budget, now, wall), u"60 of 60 requests left"_s);
        budget.resumes = now + 90s;
        QCOMPARE(budgetText(budget, now, wall), u"The service asked to wait, goes on 10:41:30"_s);
        budget.isDaySpent = true;
        budget.perDay = 3000;
        budget.resumes = now + 20h;
        QCOMPARE(budgetText(budget, now, wall), u"The day's 3000 requests are spent, goes on 2026-11-24 06:40"_s);
    }

    void theSweep()
    {
        PollPlan::View view;
        QCOMPARE(sweepText(view), QString());
        view.open = 1000;
        view.sweepSec = 40;
        QCOMPARE(sweepText(view), u"one sweep takes 40 s"_s);
        view.sweepSec = 2;
        QCOMPARE(sweepText(view), QString());
    }

    void hindrances()
    {
        using Reason = PollPlan::Waiting::Reason;
        PollPlan::View view;
        view.open = 1;
        QCOMPARE(hindranceSentence(view, host, now, wall), QString());
        const auto sentence = [&view](Reason reason, std::optional<MonotonicTime> until = {}) {
            view.waiting = PollPlan::Waiting{reason, until};
            return hindranceSentence(view, host, now, wall);
        };
        QVERIFY(sentence(Reason::Trouble).contains("goes on by itself"_L1));
        QVERIFY(sentence(Reason::Offline).contains("no network"_L1));
        QVERIFY(sentence(Reason::Silence).contains("does not answer"_L1));
        view.budget.perDay = 3000;
        QCOMPARE(sentence(Reason::DaySpent, now + 1h),
                 u"All 3000 requests of this day are used. Polling goes on by itself at 11:40; the settings have the limit."_s);
        view.budget.perDay = 1;
        QVERIFY(sentence(Reason::DaySpent, now + 1h).startsWith(u"The one request of this day is used."_s));
        view.waiting.reset();
        view.notKept = 1;
        view.whyNotKept = u"No space left on device"_s;
        QVERIFY(hindranceSentence(view, host, now, wall).startsWith(
            "An answer came and found no place on the disk (No space left on device). Free"_L1));
        view.notKept = 3;
        view.whyNotKept = u"odd %1 %2"_s;
        QVERIFY(hindranceSentence(view, host, now, wall).startsWith(
            "3 answers came and found no place on the disk (odd %1 %2). Free"_L1));
    }

    // Where nothing is to be sent, nothing hinders it, and nothing is tried.
    void whereNothingIsAskedNothingIsSaid()
    {
        using Reason = PollPlan::Waiting::Reason;
        for (const Reason reason : {Reason::TasksPaused, Reason::Offline, Reason::Trouble, Reason::ToldToWait, Reason::Refused,
                                    Reason::DaySpent, Reason::RateSpent, Reason::Spread, Reason::Silence}) {
            for (const int open : {0, 1, 2}) {
                PollPlan::View view;
                view.open = open;
                view.waiting = PollPlan::Waiting{reason, now + 1h};
                view.isOffline = reason == Reason::Offline;
                view.isUnreached = true;
                view.unreached = PollPlan::Unreached{now, {.kind = FailureKind::Network}};
                const bool isAsked = open > 0 && reason != Reason::TasksPaused;
                QCOMPARE(hindranceSentence(view, host, now, wall).isEmpty(), !isAsked);
                QCOMPARE(nextTrySentence(view, now, wall).isEmpty(), !isAsked || view.isOffline);
            }
        }
    }

    void waits()
    {
        using Reason = PollPlan::Waiting::Reason;
        PollPlan::View view;
        view.budget.limit = 60;
        const auto sentence = [&view](Reason reason, std::optional<MonotonicTime> until) {
            view.waiting = PollPlan::Waiting{reason, until};
            return waitingSentence(view, now, wall);
        };
        QCOMPARE(sentence(Reason::ToldToWait, now + 1h), u"The service asked to wait. The next request is sent at 11:40."_s);
        QCOMPARE(sentence(Reason::RateSpent, now + 5s),
                 u"All 60 requests of this minute are used. The next one is sent at 10:40:05."_s);
        view.budget.limit = 1;
        QCOMPARE(sentence(Reason::RateSpent, now + 5s),
                 u"The one request of this minute is used. The next one is sent at 10:40:05."_s);
        QVERIFY(sentence(Reason::Offline, now + 5s).startsWith("This computer has no network connection. The next try"_L1));
        QVERIFY(sentence(Reason::Trouble, {}).endsWith("One request tries now."_L1));
        QVERIFY(sentence(Reason::Silence, {}).contains("does not answer"_L1));
        QVERIFY(sentence(Reason::DaySpent, now + 1h).contains("this day"_L1));
        QVERIFY(sentence(Reason::TasksPaused, {}).startsWith("All open tasks are paused."_L1));
    }

    void progress()
    {
        QCOMPARE(progressText(3, 5, 0, now + 5s, now, wall), u"3 done, 5 open, next request at 10:40:05"_s);
        QCOMPARE(progressText(3, 5, 2, now + 5s, now, wall), u"3 done, 5 open, requests without an answer yet: 2"_s);
        QCOMPARE(progressText(3, 0, 0, {}, now, wall), u"3 done, 0 open"_s);
    }

    void whyTheServiceIsNotReachedAndWhenItIsTriedAgain()
    {
        PollPlan::View view;
        view.open = 1;
        const auto sentence = [&](const Failure &why) {
            view.unreached = PollPlan::Unreached{now, why};
            return hindranceSentence(view, host, now, wall);
        };
        const auto next = [&] { return nextTrySentence(view, now, wall); };
        const Failure refused{.kind = FailureKind::Network, .detail = u"Connection refused"_s};
        QCOMPARE(sentence(refused), QString()); // not for long enough yet
        QCOMPARE(next(), QString());
        view.isUnreached = true;
        view.isBroken = true;
        QCOMPARE(sentence(refused), u"Cannot reach 127.0.0.1:8080: connection refused."_s);
        QCOMPARE(next(), u"The next try is now."_s);
        view.nextTry = now + 30s;
        QCOMPARE(next(), u"The next try is at 10:40:30."_s);
        const Failure page{.kind = FailureKind::NotTheService, .httpStatus = 200, .detail = u"a web page titled “Hotel”"_s};
        QCOMPARE(sentence(page), u"Something other than the service responded: a web page titled “Hotel” (HTTP 200). Sign in "
                                 "to your network or proxy, or check the base URL."_s);
        // Where a gateway is in trouble nobody can sign in.
        QVERIFY(!sentence({.kind = FailureKind::NotTheService, .httpStatus = 502}).contains(u"Sign in"_s));
        QVERIFY(sentence({.kind = FailureKind::NotTheService, .httpStatus = 511}).contains(u"Sign in"_s));
        QVERIFY(sentence({.kind = FailureKind::Redirect, .detail = u"https://login.example/"_s})
                    .startsWith(u"127.0.0.1:8080 sends requests on to another address (https://login.example/). "_s));
        QVERIFY(sentence({.kind = FailureKind::Redirect, .httpStatus = 304}).startsWith(u"127.0.0.1:8080 responds with HTTP 304, which"_s));
        QVERIFY(sentence({.kind = FailureKind::Network, .isUntrusted = true}).contains(u"nothing is sent to it"_s));
        QCOMPARE(sentence({.kind = FailureKind::Timeout}), u"127.0.0.1:8080 does not respond in time."_s);
        QVERIFY(sentence({.kind = FailureKind::ServiceError, .httpStatus = 503}).startsWith(u"The service has trouble: HTTP 503."_s));
    }

    void estimates()
    {
        QCOMPARE(estimateText({}), QString());
        QCOMPARE(estimateText(DurationEstimate{180, 360, 14}), u"usually 3 to 6 min, 14 tasks"_s);
        QCOMPARE(estimateText(DurationEstimate{170, 190, 3}), u"usually 3 min, 3 tasks"_s);
        QCOMPARE(estimateText(DurationEstimate{12.2, 47.4, 5}), u"usually 12 to 47 s, 5 tasks"_s);
    }
};

EMBEDSCOPE_TEST(TestPollingWords)
#include "tst_pollingwords.moc"
