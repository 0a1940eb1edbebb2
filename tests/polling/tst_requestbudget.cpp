// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/requestbudget.h"

#include "support/testprogram.h"

#include <QTest>

#include <random>

using namespace embedscope;
using namespace std::chrono_literals;

/// The budget as a value: all times are made up.
class TestRequestBudget final : public QObject
{
    Q_OBJECT

private:
    static inline const MonotonicTime start = MonotonicTime(1000h);

    /// Sends as fast as the budget allows until `until`, and returns when.
    static std::vector<MonotonicTime> sendAll(RequestBudget &budget, MonotonicTime from, MonotonicTime until,
                                              bool isSpeculative)
    {
        std::vector<MonotonicTime> sent;
        MonotonicTime now = from;
        for (;;) {
            now = std::max(now, isSpeculative ? budget.nextSpeculative(now, 10) : budget.next(now));
            if (now > until)
                return sent;
            budget.noteSent(now, isSpeculative, 10);
            budget.noteAnswer({}, now);
            sent.push_back(now);
        }
    }
    static size_t mostInAMinute(const std::vector<MonotonicTime> &sent)
    {
        size_t most = 0;
        size_t first = 0;
        for (size_t i = 0; i < sent.size(); ++i) {
            while (sent[i] - sent[first] >= 60s)
                ++first;
            most = std::max(most, i - first + 1);
        }
        return most;
    }

private Q_SLOTS:
    // The program ends and starts again: the service still counts what was sent before.
    void theDayOutlivesTheProgram()
    {
        const QDateTime wall = QDateTime::fromMSecsSinceEpoch(1'790'000'030'000, Qt::UTC);
        RequestBudget before({60, 100});
        MonotonicTime now = start;
        for (int i = 0; i < 90; ++i) {
            now += 3min;
            before.noteSent(now, false, 0);
            before.noteAnswer({}, now);
        }
        const auto kept = before.sentToday(now, wall);
        QCOMPARE(kept.size(), 90U);
        QCOMPARE(kept.back().minute, wall.toMSecsSinceEpoch() / 60'000);
        QCOMPARE(before.view(now).leftToday, 10);

        // An hour later, on a clock that has begun anew.
        const MonotonicTime anew(17min);
        RequestBudget after({60, 100});
        after.restore(kept, anew, wall.addSecs(3600));
        QCOMPARE(after.view(anew).leftToday, 10);
        QVERIFY(after.sentToday(anew, wall.addSecs(3600)) == kept);
        // Rather later than earlier, by a minute at most.
        for (int hours = 1; hours < 26; ++hours) {
            const int is = after.view(anew + std::chrono::hours(hours)).leftToday;
            const int was = before.view(now + std::chrono::hours(hours + 1)).leftToday;
            QVERIFY2(is <= was && was - is <= 1, qPrintable(QString::number(hours)));
        }
        int sent = 0;
        while (after.next(anew) == anew) {
            after.noteSent(anew, false, 0);
            after.noteAnswer({}, anew);
            ++sent;
        }
        QCOMPARE(sent, 10);
    }

    void theLastMinuteOutlivesTheProgram()
    {
        const QDateTime wall = QDateTime::fromMSecsSinceEpoch(1'790'000'030'000, Qt::UTC);
        RequestBudget before({60, 0});
        for (int i = 0; i < 60; ++i)
            before.noteSent(start, false, 0);
        RequestBudget after({60, 0});
        after.restore(before.sentToday(start, wall), start + 5s, wall.addSecs(5));
        QCOMPARE_GT(after.next(start + 5s), start + 30s);
        QCOMPARE(after.next(start + 2min), start + 2min);
    }

    void minutesOfAnotherClockAreLeftOut()
    {
        const QDateTime wall = QDateTime::fromMSecsSinceEpoch(1'790'000'030'000, Qt::UTC);
        const qint64 minute = wall.toMSecsSinceEpoch() / 60'000;
        RequestBudget budget({60, 100});
        budget.restore({{minute - 3000, 10}, {minute + 3000, 10}, {-5, 10}, {std::numeric_limits<qint64>::max(), 10},
                        {std::numeric_limits<qint64>::min(), 10}, {minute - 60, -10}},
                       start, wall);
        QCOMPARE(budget.view(start).leftToday, 100);
        budget.restore({{minute + 30, 10}}, start, wall); // the clock was set back a little: as if sent now
        QCOMPARE(budget.view(start).leftToday, 90);
        QCOMPARE(budget.view(start + 24h).leftToday, 100);
    }

    void inNoMinuteMoreThanTheLimit()
    {
        for (const bool isSpeculative : {false, true}) {
            for (const int limit : {1, 25, 60, 600}) {
                RequestBudget budget({limit, 0});
                const auto sent = sendAll(budget, start, start + 10min, isSpeculative);
                QVERIFY(mostInAMinute(sent) <= static_cast<size_t>(limit));
                QVERIFY(sent.size() >= static_cast<size_t>(limit) * 9); // and nearly all that is allowed is used
            }
        }
    }

    void speculativeRequestsAreSpread()
    {
        RequestBudget budget({60, 0});
        const auto sent = sendAll(budget, start, start + 30s, true);
        QVERIFY2(sent.size() >= 25 && sent.size() <= 33, qPrintable(QString::number(sent.size())));
        RequestBudget other({60, 0});
        QCOMPARE(sendAll(other, start, start + 30s, false).size(), size_t(60)); // the others need not wait
    }

    void aDayIsNotSpentByPolls()
    {
        RequestBudget budget({60, 3000});
        const auto sent = sendAll(budget, start, start + 10h, true);
        QVERIFY2(sent.size() < 3000, qPrintable(QString::number(sent.size())));
        QVERIFY(budget.view(start + 10h).leftToday > 0); // for what will end
        QVERIFY(!budget.view(start + 10h).isDaySpent);
        QVERIFY(sent.size() > 1500);
    }

    void aSpentDaySaysWhenItGoesOn()
    {
        RequestBudget budget({60, 100});
        const auto sent = sendAll(budget, start, start + 23h, false);
        QCOMPARE(sent.size(), size_t(100));
        const auto view = budget.view(start + 1h);
        QVERIFY(view.isDaySpent);
        QCOMPARE(view.leftToday, 0);
        QVERIFY(view.resumes.has_value());
        QVERIFY(*view.resumes >= start + 24h && *view.resumes <= start + 24h + 2min);
        QCOMPARE(budget.next(start + 1h), *view.resumes);
        QVERIFY(sendAll(budget, start + 23h, start + 25h, false).size() > 0);
    }

    void theSmallerOfHeadersAndSettingCounts()
    {
        RequestBudget budget({60, 0});
        budget.noteSent(start, false, 0);
        budget.noteAnswer({600, 599, 60s}, start);
        QCOMPARE(budget.ratePerMinute(), 60);
        QCOMPARE(budget.view(start).limit, 60);
        budget.noteAnswer({25, 24, 60s}, start);
        QCOMPARE(budget.ratePerMinute(), 25);
        budget.setLimits({10, 0});
        QCOMPARE(budget.ratePerMinute(), 10);
        budget.setLimits({});
        QCOMPARE(budget.ratePerMinute(), 25);
    }

    void withoutAnyWordTheRateGrows()
    {
        RequestBudget budget;
        QCOMPARE(budget.ratePerMinute(), 60);
        const auto first = sendAll(budget, start, start + 60s, false);
        QCOMPARE(first.size(), size_t(60));
        const auto sent = sendAll(budget, start + 60s, start + 15min, false);
        QCOMPARE(budget.ratePerMinute(), 600);
        QVERIFY(mostInAMinute(sent) <= 600);
        QCOMPARE_GT(sent.size(), size_t(4000));
        budget.noteRefused({}, start + 15min, start + 15min);
        QCOMPARE(budget.ratePerMinute(), 300);
        QVERIFY(!budget.view(start + 15min).isDaySpent); // nobody named a limit a day
        budget.forgetService();
        QCOMPARE(budget.ratePerMinute(), 60);
        // Where little is sent, nothing is learnt.
        RequestBudget idle;
        for (MonotonicTime now = start; now < start + 1h; now += 10s) {
            idle.noteSent(now, false, 0);
            idle.noteAnswer({}, now);
        }
        QCOMPARE(idle.ratePerMinute(), 60);
        // What the user set is what holds.
        RequestBudget set({90, 0});
        (void)sendAll(set, start, start + 15min, false);
        QCOMPARE(set.ratePerMinute(), 90);
    }

    void theEndOfALongWindowIsNoMinute()
    {
        RequestBudget budget;
        budget.noteSent(start, false, 0);
        budget.noteAnswer({10'000, 9000, std::chrono::milliseconds(1h)}, start);
        budget.noteAnswer({10'000, 8000, 100s}, start + 1h - 100s); // its last minutes
        QCOMPARE(budget.ratePerMinute(), 60);
        // Where that is the first that is seen of it, it is known soon.
        RequestBudget late;
        late.noteAnswer({10'000, 8000, 100s}, start);
        late.noteAnswer({10'000, 10'000, std::chrono::milliseconds(24h)}, start + 101s);
        QCOMPARE(late.ratePerMinute(), 60);
        late.noteAnswer({10'000, 5000, 100s}, start + 24h);
        QCOMPARE(late.ratePerMinute(), 60);
    }

    void headersAreBelieved()
    {
        RequestBudget budget;
        budget.noteSent(start, false, 0);
        budget.noteAnswer({25, 24, 60s}, start);
        QCOMPARE(budget.ratePerMinute(), 25);
        budget.noteSent(start + 1s, false, 0);
        budget.noteAnswer({25, 0, 30s}, start + 1s);
        QVERIFY(budget.next(start + 2s) >= start + 31s); // nothing left until the window ends
        QCOMPARE(budget.view(start + 2s).left, 0);
        QVERIFY(budget.next(start + 32s) <= start + 32s);
    }

    void aDayThatTheUserSetHoldsWhateverTheServiceNames()
    {
        RequestBudget budget({60, 100});
        budget.noteSent(start, false, 0);
        budget.noteAnswer({600, 599, 60s}, start);
        QCOMPARE(sendAll(budget, start, start + 1h, false).size(), size_t(99));
        QVERIFY(budget.view(start + 1h).isDaySpent);
    }

    void whatIsUnderWayIsNotPromisedTwice()
    {
        RequestBudget budget({60, 0});
        budget.noteSent(start, false, 0);
        budget.noteAnswer({60, 2, 60s}, start);
        budget.noteSent(start, false, 0); // the service has not counted these two yet
        budget.noteSent(start, false, 0);
        QVERIFY(budget.next(start + 1s) >= start + 60s);
    }

    void anHourlyWindowIsNoMinute()
    {
        RequestBudget budget({60, 0});
        budget.noteSent(start, false, 0);
        budget.noteAnswer({1000, 900, std::chrono::milliseconds(1h)}, start);
        QCOMPARE(budget.ratePerMinute(), 60);
        const auto sent = sendAll(budget, start + 1s, start + 59min, true);
        QVERIFY(sent.size() <= 900);
    }

    void pollsOfALongWindowComeWhenTheyWerePromised()
    {
        RequestBudget budget({60, 0});
        MonotonicTime now = start;
        for (int i = 0; i < 3; ++i) {
            budget.noteSent(now, true, 40);
            budget.noteAnswer({1000, 17, std::chrono::milliseconds(4h)}, now); // fewer than there are tasks
        }
        const MonotonicTime promised = budget.nextSpeculative(now, 40);
        QVERIFY(promised < start + 3h);
        for (; now < promised; now += 1min)
            QCOMPARE(budget.nextSpeculative(now, 40), promised);
        QVERIFY(budget.nextSpeculative(promised, 40) <= promised);
        budget.hurry(); // the user does not want to wait, and the service does not ask for it
        QVERIFY(budget.nextSpeculative(start + 2s, 40) <= start + 2s);
    }

    void theViewSaysWhenThereAreSomeAgain()
    {
        RequestBudget budget({1, 0});
        budget.noteSent(start, false, 0);
        budget.noteAnswer({1000, 0, std::chrono::milliseconds(1h)}, start);
        QCOMPARE(budget.view(start + 1s).left, 0);
        QCOMPARE(budget.view(start + 1s).resets, budget.next(start + 1s));
    }

    void aRefusalHalvesOnceAndAMinuteWinsBack()
    {
        RequestBudget budget({60, 0});
        for (int i = 0; i < 6; ++i)
            budget.noteSent(start, false, 0);
        for (int i = 0; i < 6; ++i) // all were under way together
            budget.noteRefused({}, start, start + 1s);
        QCOMPARE(budget.ratePerMinute(), 30);
        QVERIFY(budget.view(start + 1s).isSlowed);
        budget.noteRefused({}, start + 3s, start + 4s); // of the same minute's requests: says nothing of the new rate
        QCOMPARE(budget.ratePerMinute(), 30);
        budget.noteRefused({}, start + 63s, start + 64s);
        QCOMPARE(budget.ratePerMinute(), 18); // half of what a minute had won back
        budget.noteAnswer({}, start + 125s);
        QCOMPARE(budget.ratePerMinute(), 24);
        budget.noteAnswer({}, start + 20min);
        QCOMPARE(budget.ratePerMinute(), 60);
        for (int i = 0; i < 100; ++i)
            budget.noteRefused({}, start + 21min + std::chrono::seconds(31 * i), start + 21min + std::chrono::seconds(31 * i + 1));
        QCOMPARE(budget.ratePerMinute(), 1); // never none at all
    }

    void nothingButRefusalsWaitTwiceAsLongEachTime()
    {
        RequestBudget budget({6000, 0});
        MonotonicTime now = start;
        for (const auto pause : {1s, 2s, 4s, 8s, 16s, 32s, 32s}) {
            budget.noteSent(now, false, 0);
            budget.noteSent(now, false, 0);
            budget.noteRefused({}, now, now);
            budget.noteRefused({}, now, now + 1ms); // was under way together with it
            QCOMPARE(budget.next(now), now + pause);
            QCOMPARE(budget.nextBesidesRate(now), now); // nobody named a time
            QVERIFY(budget.view(now).isRefusing);
            now += pause;
        }
        budget.noteSent(now, false, 0);
        budget.noteAnswer({}, now);
        budget.noteRefused({}, now, now + 1s);
        QCOMPARE(budget.next(now + 1s), now + 2s);
        budget.noteToldToWait(90s, now + 1s);
        QVERIFY(!budget.view(now + 1s).isRefusing);
    }

    void neverEarlierThanToldToWait()
    {
        RequestBudget budget({60, 0});
        budget.noteSent(start, false, 0);
        budget.noteToldToWait(90s, start);
        budget.noteToldToWait(5s, start + 1s); // a shorter one does not shorten it
        QVERIFY(budget.next(start + 2s) >= start + 90s);
        QCOMPARE(*budget.view(start + 2s).resumes, start + 90s);
        QVERIFY(budget.nextSpeculative(start + 2s, 0) >= start + 90s);
        budget.noteToldToWait(120s, start + 3s);
        QCOMPARE(budget.next(start + 4s), start + 123s);
        QCOMPARE(budget.next(start + 123s), start + 123s);
        QVERIFY(!budget.view(start + 123s).resumes);
    }

    void toldToWaitIsNotTooMany()
    {
        RequestBudget budget({60, 0});
        budget.noteSent(start, false, 0);
        budget.noteToldToWait(90s, start);
        QCOMPARE(budget.ratePerMinute(), 60);
        QVERIFY(!budget.view(start).isSlowed);
        budget.forgetService(); // another service asked for nothing
        QCOMPARE(budget.next(start + 1s), start + 1s);
    }

    void aLongSleepIsNoBurst()
    {
        RequestBudget budget({60, 0});
        (void)sendAll(budget, start, start + 1min, true);
        const auto sent = sendAll(budget, start + 8h, start + 8h + 10s, true);
        QVERIFY2(sent.size() <= 13, qPrintable(QString::number(sent.size())));
    }

    void anythingInAnyOrderNeverPassesTheLimit()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 50; ++round) {
            RequestBudget budget({30, 200});
            std::vector<MonotonicTime> sent;
            MonotonicTime now = start;
            for (int step = 0; step < 2000; ++step) {
                now += std::chrono::milliseconds(random() % 3000);
                switch (random() % 5) {
                case 0:
                    budget.noteAnswer({30, static_cast<int>(random() % 31), std::chrono::milliseconds(random() % 90'000)},
                                      now);
                    break;
                case 1:
                    budget.noteLost();
                    break;
                default:
                    if (budget.next(now) <= now) {
                        budget.noteSent(now, random() % 2 == 0, 5);
                        sent.push_back(now);
                    }
                }
                QVERIFY(budget.next(now) >= now);
                QVERIFY(budget.view(now).left >= 0);
            }
            QVERIFY(mostInAMinute(sent) <= 30);
        }
    }
};

EMBEDSCOPE_TEST(TestRequestBudget)
#include "tst_requestbudget.moc"
