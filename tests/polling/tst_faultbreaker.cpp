// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/faultbreaker.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;

class TestFaultBreaker final : public QObject
{
    Q_OBJECT

private:
    static inline const MonotonicTime start = MonotonicTime(1000h);

    static FaultBreaker opened()
    {
        FaultBreaker breaker;
        for (int i = 0; i < 10; ++i)
            breaker.noteFault(start);
        return breaker;
    }

private Q_SLOTS:
    void aFewFaultsAreNothing()
    {
        FaultBreaker breaker;
        for (int i = 0; i < 9; ++i)
            breaker.noteFault(start);
        QVERIFY(!breaker.isOpen());
        QCOMPARE(breaker.next(start), start);
        breaker.noteFault(start + 31s); // the others are too long ago
        QVERIFY(!breaker.isOpen());
    }

    void mostOfMany()
    {
        FaultBreaker breaker;
        for (int i = 0; i < 20; ++i)
            breaker.noteAnswer(start);
        for (int i = 0; i < 19; ++i)
            breaker.noteFault(start + 1s);
        QVERIFY(!breaker.isOpen());
        breaker.noteFault(start + 1s);
        QVERIFY(breaker.isOpen());
    }

    void oneProbesAfterPausesThatDouble()
    {
        FaultBreaker breaker = opened();
        MonotonicTime now = start;
        for (const auto pause : {30s, 60s, 120s, 240s, 300s, 300s}) {
            QCOMPARE(breaker.next(now), now + pause);
            now += pause;
            breaker.noteSent();
            QVERIFY(!breaker.next(now)); // one at a time
            breaker.noteFault(now);
        }
        now = *breaker.next(now);
        breaker.noteSent();
        breaker.noteAnswer(now);
        QVERIFY(!breaker.isOpen());
        for (int i = 0; i < 10; ++i)
            breaker.noteFault(now);
        QCOMPARE(breaker.next(now), now + 30s); // from the beginning
    }

    void whatWasUnderWayWhenItOpenedIsNoProbe()
    {
        FaultBreaker breaker = opened();
        for (int i = 0; i < 5; ++i)
            breaker.noteFault(start + 1s);
        QCOMPARE(breaker.next(start + 1s), start + 30s);
        breaker.noteAnswer(start + 2s); // and an answer closes it
        QVERIFY(!breaker.isOpen());
    }

    void oneAnswerOfSomethingElseIsEnough()
    {
        FaultBreaker breaker;
        MonotonicTime now = start;
        breaker.noteIntercepted(now);
        breaker.noteIntercepted(now + 100ms); // was under way when it opened
        for (const auto pause : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
            QVERIFY(breaker.isIntercepted());
            QCOMPARE(breaker.next(now), now + pause);
            now += pause;
            breaker.noteSent();
            QVERIFY(!breaker.next(now));
            breaker.noteIntercepted(now);
        }
        now = *breaker.next(now);
        breaker.noteSent();
        breaker.noteAnswer(now);
        QVERIFY(!breaker.isOpen() && !breaker.isIntercepted());
        breaker.noteIntercepted(now);
        QCOMPARE(breaker.next(now), now + 1s); // from the beginning
    }

    void aSignInPageAfterTroubleIsProbedSooner()
    {
        FaultBreaker breaker = opened();
        breaker.noteSent();
        breaker.noteIntercepted(start + 30s);
        QCOMPARE(breaker.next(start + 30s), start + 31s);
        breaker.noteSent();
        breaker.noteFault(start + 31s); // and a probe without any answer is a try like the others
        QCOMPARE(breaker.next(start + 31s), start + 33s);
    }

    void whoeverDoesNotWantToWaitProbesNow()
    {
        FaultBreaker breaker = opened();
        breaker.hurry(start + 1s);
        QCOMPARE(breaker.next(start + 1s), start + 1s);
        breaker.noteSent();
        QVERIFY(!breaker.next(start + 2s)); // but one at a time
    }

    void offlineWaitsAndOnlineAsksAtOnce()
    {
        FaultBreaker breaker;
        breaker.setOffline(true, start);
        QVERIFY(breaker.isOpen() && breaker.isOffline());
        QCOMPARE(breaker.next(start), start + 30s); // systems err: it is tried all the same
        breaker.setOffline(false, start + 10s);
        QVERIFY(!breaker.isOpen());
        QCOMPARE(breaker.next(start + 10s), start + 10s);
        breaker.setOffline(true, start + 20s);
        breaker.noteAnswer(start + 21s);
        QVERIFY(!breaker.isOffline()); // whatever the system says
    }
};

EMBEDSCOPE_TEST(TestFaultBreaker)
#include "tst_faultbreaker.moc"
