// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/requestgate.h"

#include "demo/randomstream.h"
#include "support/testprogram.h"

#include <QTest>

#include <vector>

using namespace embedscope;

class TestRequestGate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soManyPass()
    {
        RequestGate gate(2);
        QVERIFY(gate.take(1000));
        QVERIFY(gate.take(31'500));
        QVERIFY(!gate.take(40'000));
        QCOMPARE(gate.secondsToNext(40'000), 21);
        QCOMPARE(gate.secondsToNext(39'999), 22); // rounded up: never too early
        QVERIFY(!gate.take(60'999));
        QVERIFY(gate.take(61'000)); // what was refused has not counted
        QVERIFY(!gate.take(61'001));
        QCOMPARE(gate.secondsToNext(61'001), 31);
    }

    void figures()
    {
        RequestGate gate(3);
        const RateFigures none = gate.figures(500, 1'000'000'500);
        QCOMPARE(none.remaining, 3);
        QCOMPARE(none.resetSec, 1'000'001);
        gate.take(1000);
        gate.take(2000);
        const RateFigures two = gate.figures(2000, 1'000'002'000);
        QCOMPARE(two.limit, 3);
        QCOMPARE(two.remaining, 1);
        QCOMPARE(two.used, 2);
        QCOMPARE(two.resetSec, 1'000'061);
    }

    void noMinuteHasMore()
    {
        constexpr int limit = 20;
        RequestGate gate(limit);
        RandomStream random(3);
        std::vector<qint64> passed;
        qint64 now = 0;
        for (int i = 0; i < 20'000; ++i) {
            now += random.below(3000);
            if (!gate.take(now))
                continue;
            passed.push_back(now);
            if (passed.size() > limit)
                QVERIFY(now - passed[passed.size() - 1 - limit] >= 60'000);
        }
        QVERIFY(passed.size() > 1000);
    }
};

EMBEDSCOPE_TEST(TestRequestGate)
#include "tst_requestgate.moc"
