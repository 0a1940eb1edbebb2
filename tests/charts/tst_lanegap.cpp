// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/lanegap.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLaneGap final : public QObject
{
    Q_OBJECT

private:
    static std::optional<TimeRange> at(const LaneSet &lanes, double sec) { return gapAt(lanes.lanes().front(), sec, lanes.mediaEndSec()); }

private Q_SLOTS:
    void beforeBetweenAndAfter()
    {
        const auto lanes = buildLanes(MadeUpTask().duration(60).add(u"visual"_s, 6, 12).add(u"visual"_s, 20, 30).take());
        QCOMPARE(at(*lanes, 0), (TimeRange{0, 6}));
        QVERIFY(!at(*lanes, 6));
        QVERIFY(!at(*lanes, 11));
        QCOMPARE(at(*lanes, 12), (TimeRange{12, 20}));
        QCOMPARE(at(*lanes, 19.9), (TimeRange{12, 20}));
        QVERIFY(!at(*lanes, 25));
        QCOMPARE(at(*lanes, 31), (TimeRange{30, 60}));
        QVERIFY(!at(*lanes, 60) && !at(*lanes, 70) && !at(*lanes, -1)); // no media there
    }

    void aLongClipCoversWhatFollowsIt()
    {
        const auto lanes = buildLanes(MadeUpTask().duration(60).add(u"visual"_s, 0, 40).add(u"visual"_s, 5, 10).take());
        QVERIFY(!at(*lanes, 20));
        QCOMPARE(at(*lanes, 45), (TimeRange{40, 60}));
    }

    void whatIsRoundedIsNoGap()
    {
        const auto lanes = buildLanes(MadeUpTask().duration(12).add(u"visual"_s, 0, 5.99).add(u"visual"_s, 6.02, 12).take());
        QVERIFY(!at(*lanes, 6));
    }
};

EMBEDSCOPE_TEST(TestLaneGap)
#include "tst_lanegap.moc"
