// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotframe.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;

class TestPlotFrame final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePlotIsWhatIsLeft()
    {
        PlotFrame frame;
        frame.setSize({900, 300});
        QVERIFY(frame.setTopMargin(40));
        QVERIFY(!frame.setTopMargin(40)); // nothing new
        const QRectF plot = frame.plot();
        QCOMPARE(plot.top(), 40.0);
        QVERIFY(frame.showsTimes());
        QCOMPARE_LT(plot.bottom(), 290.0);
        QCOMPARE(frame.side().top(), plot.top());
        QCOMPARE(frame.side().height(), plot.height());
        QCOMPARE_GT(frame.side().left(), plot.right());
        QVERIFY(frame.whole().contains(frame.side()));
        // As far from both edges in a wide view as in a narrow one.
        frame.setSize({500, 300});
        QCOMPARE(frame.plot().left(), plot.left());
        QCOMPARE(500 - frame.plot().right(), 900 - plot.right());
    }

    void aLowChartLeavesTheTimesToTheOneBelow()
    {
        PlotFrame frame;
        frame.setSize({600, 100});
        QVERIFY(frame.showsTimes()); // there is none below
        const double bottom = frame.plot().bottom();
        const int leastAlone = frame.leastHeight();
        QVERIFY(frame.setTimeBelow(true));
        QVERIFY(!frame.showsTimes());
        QCOMPARE_GT(frame.plot().bottom(), bottom);
        QCOMPARE_LT(frame.leastHeight(), leastAlone);
        QVERIFY(frame.setForKeeping(true)); // a picture stands alone
        QVERIFY(frame.showsTimes());
        QVERIFY(frame.setForKeeping(false));
        QVERIFY(!frame.setForKeeping(false));
        frame.setSize({600, 1000});
        QVERIFY(frame.showsTimes()); // there is room
    }

    void whatIsNeededComesBeforeTheTimes()
    {
        PlotFrame frame;
        frame.setTimeBelow(true);
        frame.setSize({600, 320});
        QVERIFY(frame.showsTimes());
        QVERIFY(frame.setLeast({300, 20}));
        QVERIFY(!frame.showsTimes());
        QCOMPARE(frame.leastHeight(), 300 + 20 + 8);
        QCOMPARE(frame.roomAbovePlot(), 320 - leastPlotPx - 8);
        QVERIFY(frame.setLeast({72, 20}));
    }

    void withoutRoomItIsStillAPlot()
    {
        PlotFrame frame;
        frame.setSize({10, 5});
        QVERIFY(frame.plot().width() >= 1 && frame.plot().height() >= 1);
    }
};

EMBEDSCOPE_TEST(TestPlotFrame)
#include "tst_plotframe.moc"
