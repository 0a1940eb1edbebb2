// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/changechart.h"

#include "charts/chartlegend.h"
#include "charts/chartpicture.h"
#include "charts/chartprobe.h"
#include "charts/modalitycolours.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QCategoryAxis>
#include <QSignalSpy>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChangeChart final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage()
        {
            MadeUpTask maker;
            maker.duration(120).addRow(u"visual"_s, 20, 6);
            task = maker.share();
            lanes = buildLanes(*task);
            time.setDuration(120);
            chart.setPalette(lightPalette());
            chart.resize(900, 300);
            chart.show();
            chart.setTask(task, lanes);
            ChangeCurve curve{.lane = 0};
            for (int clip = 1; clip < 20; ++clip) {
                if (clip == 15) // a gap
                    continue;
                curve.changes.push_back({clip * 6.0, clip == 5 ? 0.8 : 0.1, clip, true});
                curve.novelty.push_back({clip * 6.0, clip == 5 ? 0.6 : clip == 10 ? 0.3 : 0.05, clip, clip != 16});
            }
            chart.setCurves(lanes, {curve});
            chart.setScenes(SceneMarks{0, 0.2, 16, {{30, 0.6, 5, true}, {60, 0.3, 10, true}}});
        }
        QColor colour() const { return modalityColour(u"visual"_s, chart.palette()); }
        int column(double sec) const { return static_cast<int>(std::lround(probe.xOf(sec, time))); }

        SharedTime time;
        ChangeChart chart{time};
        ChartProbe probe{chart};
        SharedTask task;
        std::shared_ptr<const LaneSet> lanes;
    };

private Q_SLOTS:
    void stemsLineAndGaps()
    {
        Stage stage;
        const QImage picture = stage.probe.picture();
        const QColor stem = mixed(stage.chart.palette().color(QPalette::Base), stage.colour(), 0.55);
        const double whole = stage.chart.yOf(0) - stage.chart.yOf(0.8);
        QVERIFY(ChartProbe::countInColumn(picture, stage.column(30), stem) > whole * 0.7);
        QVERIFY(ChartProbe::countInColumn(picture, stage.column(42), stem) < whole * 0.2);
        QCOMPARE(ChartProbe::countInColumn(picture, stage.column(90), stem), 0);
        const auto lineAt = [&](double sec) { // smoothed, so nearly its colour
            int count = 0;
            for (int y = 0; y < picture.height(); ++y) {
                const QColor pixel = picture.pixelColor(stage.column(sec), y);
                count += std::abs(pixel.red() - stage.colour().red()) + std::abs(pixel.green() - stage.colour().green())
                            + std::abs(pixel.blue() - stage.colour().blue()) < 60;
            }
            return count;
        };
        QVERIFY(lineAt(75) > 0);
        QCOMPARE(lineAt(90), 0); // in the gap no line goes on
        QCOMPARE(stage.probe.view().valueAxis()->min(), 0.0);
    }

    // The words above the plot and the times below go before the plot gets too low to be read.
    void aLowChartKeepsItsPlot()
    {
        Stage stage;
        stage.chart.resize(420, 600);
        stage.probe.picture();
        QVERIFY(stage.probe.plot().top() > ChartLegend::heightOf(1, stage.chart.font()) + 5);
        stage.chart.view().setTimeBelow(true);
        QVERIFY(stage.chart.view().timeAxis()->labelsVisible()); // there is room for both
        stage.chart.resize(420, 20);
        stage.probe.picture();
        QVERIFY(stage.chart.height() < 130);
        QVERIFY(stage.probe.plot().height() >= leastPlotPx);
        QCOMPARE(stage.probe.plot().top(), ChartLegend::heightOf(1, stage.chart.font()));
        QVERIFY(!stage.chart.view().timeAxis()->labelsVisible());
        // A picture that is kept stands alone, so it has the times.
        const auto inkBelow = [&](const QImage &image) {
            int count = 0;
            for (int y = image.height() - 18; y < image.height() - 4; ++y) { // above the frame of the focus
                for (int x = 100; x < image.width() - 20; ++x)
                    count += qGray(image.pixel(x, y)) < 120;
            }
            return count;
        };
        stage.chart.setCurves(stage.lanes, {}); // else its line is ink too
        stage.chart.setNote({});
        QCOMPARE(inkBelow(stage.probe.picture()), 0);
        QVERIFY(inkBelow(chartImage(stage.chart.view(), 1)) > 10);
        QCOMPARE(inkBelow(stage.probe.picture()), 0);
        QVERIFY(!stage.chart.view().timeAxis()->labelsVisible());
    }

    void saysWhatItShows()
    {
        Stage stage;
        QCOMPARE(stage.chart.summaryText(),
                 u"visual: change at 18 boundaries, at most 0.800. visual: 2 scene boundaries of at least 0.200."_s);
        const SharedTask other = MadeUpTask().duration(60).addRow(u"audio"_s, 5, 6).share();
        stage.chart.setTask(other, buildLanes(*other));
        QVERIFY(!stage.chart.scenes()); // they were another task's
        stage.chart.setNote(u"Computing…"_s);
        QCOMPARE(stage.chart.summaryText(), u"Computing…"_s);
    }

    void pointerAndKeysMoveTheThreshold()
    {
        Stage stage;
        stage.probe.picture();
        QSignalSpy moved(&stage.chart, &ChangeChart::thresholdMoved);
        const double x = stage.probe.plot().center().x();
        stage.probe.drag({x, stage.chart.yOf(0.2)}, {x, stage.chart.yOf(0.5)}, Qt::LeftButton);
        QVERIFY(!moved.isEmpty());
        QVERIFY(std::abs(moved.last().first().toDouble() - 0.5) < 0.01);
        QVERIFY(!stage.time.selectedRange()); // it was no selection
        moved.clear();
        stage.probe.key(Qt::Key_PageUp);
        stage.probe.key(Qt::Key_PageDown);
        QCOMPARE(moved.size(), 2);
        QVERIFY(std::abs(moved[0].first().toDouble() - 0.21) < 1e-9);
        QVERIFY(std::abs(moved[1].first().toDouble() - 0.19) < 1e-9);
        // Away from the line the pointer selects a range, as in every chart.
        stage.probe.drag({x, stage.chart.yOf(0.7)}, {x + 100, stage.chart.yOf(0.7)}, Qt::LeftButton);
        QCOMPARE(moved.size(), 2);
        QVERIFY(stage.time.selectedRange());
    }

    void aBoundaryStandsForTheClipAfterIt()
    {
        Stage stage;
        stage.probe.picture();
        const QPointF peak(stage.probe.xOf(30, stage.time), stage.chart.yOf(0.6));
        stage.probe.hover(peak);
        QCOMPARE(stage.time.hoveredSegment(), 5);
        QVERIFY2(stage.probe.readout().contains(u"change 0.800, novelty 0.600"_s), qPrintable(stage.probe.readout()));
        QVERIFY(stage.probe.readout().contains(u"Scene 2 begins"_s));
        stage.probe.click(peak);
        QCOMPARE(stage.time.selectedSegment(), 5);
    }
};

EMBEDSCOPE_TEST(TestChangeChart)
#include "tst_changechart.moc"
