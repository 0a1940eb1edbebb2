// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartcsv.h"

#include "charts/changechart.h"
#include "charts/normchart.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChartCsv final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clips()
    {
        const SharedTask task =
            MadeUpTask().duration(18).addRow(u"visual"_s, 3, 6).add(u"a,b"_s, 0, 18, NAN, u"asset"_s).share();
        const auto lanes = buildLanes(*task);
        QCOMPARE(clipCsv(*task, *lanes, TimeRange{6, 12}),
                 "task,number,modality,scope,start,end,norm\r\n"
                 ",2,\"a,b\",asset,0,18,\r\n"
                 ",3,visual,clip,6,12,1\r\n");
        QCOMPARE(clipCsv(*task, *lanes, std::nullopt).count('\n'), 5);
    }

    void boundaries()
    {
        MadeUpTask maker;
        maker.duration(24).addRow(u"visual"_s, 4, 6).addRow(u"\"x\""_s, 4, 6); // one of each, four times
        const SharedTask task = maker.share();
        const std::vector<ChangeCurve> curves{
            {.lane = 0,
             .changes = {{6, 0.1, 2, true}, {18, 1e-7, 6, true}},
             .novelty = {{12.004, 0.3, 4, true}, {18.00000001, 0.2, 6, false}}},
            {.lane = 1, .changes = {{12, 2, 5, true}}},
        };
        const QByteArray head = "task,modality,number,time,change,novelty,scene\r\n";
        QCOMPARE(changeCsv(*task, {}, std::nullopt, std::nullopt), head);
        QCOMPARE(changeCsv(*task, curves, std::nullopt, std::nullopt),
                 head + ",visual,3,6,0.1,,\r\n"
                        ",visual,5,12.004,,0.3,\r\n"
                        ",visual,7,18,1e-07,0.2,\r\n" // one row, at the change's time
                        ",\"\"\"x\"\"\",6,12,2,,\r\n");
        // Numbered in the whole film, whatever of it is seen; both ends of the range belong to it.
        const SceneMarks scenes{0, 0.1, 16, {{12.004, 0.3, 4, true}, {18, 0.2, 6, true}}};
        QCOMPARE(changeCsv(*task, curves, scenes, TimeRange{12.5, 18}), head + ",visual,7,18,1e-07,0.2,3\r\n");
    }

    void everyChartHasItsOwnTable()
    {
        const SharedTask task = MadeUpTask().duration(18).addRow(u"visual"_s, 3, 6).share();
        const auto lanes = buildLanes(*task);
        SharedTime time;
        time.setDuration(18);
        NormChart norms(time);
        norms.setTask(task, lanes);
        QCOMPARE(chartCsvMaker(norms, std::nullopt)(), clipCsv(*task, *lanes, std::nullopt));
        ChangeChart change(time);
        change.setTask(task, lanes);
        const std::vector<ChangeCurve> curves{{.lane = 0, .changes = {{6, 0.5, 1, true}, {12, 0.25, 2, true}}}};
        change.setCurves(lanes, curves);
        const auto make = chartCsvMaker(change, TimeRange{0, 7});
        change.setTask(nullptr, nullptr); // gone by the time that it is written
        QCOMPARE(make(), changeCsv(*task, curves, std::nullopt, TimeRange{0, 7}));
        QVERIFY(make().endsWith(",visual,2,6,0.5,,\r\n"));
    }
};

EMBEDSCOPE_TEST(TestChartCsv)
#include "tst_chartcsv.moc"
