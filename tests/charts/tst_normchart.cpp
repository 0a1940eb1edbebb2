// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/normchart.h"

#include "charts/chartprobe.h"
#include "charts/modalitycolours.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QCategoryAxis>
#include <QLineSeries>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestNormChart final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SharedTime> m_time;
    std::unique_ptr<NormChart> m_chart;
    std::unique_ptr<ChartProbe> m_probe;

    void show(const SharedTask &task)
    {
        m_time->setDuration(timelineExtent(*task));
        m_chart->setTask(task, buildLanes(*task));
        QVERIFY(!m_chart->summaryText().isEmpty());
    }
    int columnAt(double sec) const { return static_cast<int>(m_probe->xOf(sec, *m_time)); }
    QColor colourOf(const QString &modality) const { return modalityColour(modality, m_chart->palette()); }
    double yOf(double norm) const
    {
        const QCategoryAxis *const axis = m_probe->view().valueAxis();
        return m_probe->plot().bottom()
            - (norm - axis->min()) / (axis->max() - axis->min()) * m_probe->plot().height();
    }
    bool isDrawnAt(const QImage &picture, double sec, double norm, const QColor &colour) const
    {
        const int y = static_cast<int>(std::lround(yOf(norm)));
        for (int dy = -2; dy <= 2; ++dy) {
            if (picture.pixelColor(columnAt(sec), y + dy) == colour)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void init()
    {
        m_time = std::make_unique<SharedTime>();
        m_chart = std::make_unique<NormChart>(*m_time);
        m_chart->setPalette(lightPalette());
        m_chart->resize(900, 300);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        m_probe = std::make_unique<ChartProbe>(*m_chart);
    }
    void cleanup()
    {
        m_probe.reset();
        m_chart.reset();
        m_time.reset();
    }

    void aNormHoldsForItsClipAndBreaksAtGaps()
    {
        show(MadeUpTask()
                 .duration(60)
                 .add(u"visual"_s, 0, 20, 4)
                 .add(u"visual"_s, 20, 30, 9)
                 .add(u"visual"_s, 45, 60, 5)
                 .share());
        const QImage picture = m_probe->picture();
        const QColor visual = colourOf(u"visual"_s);
        for (const double sec : {1.0, 10.0, 19.0})
            QVERIFY(isDrawnAt(picture, sec, 4, visual));
        QVERIFY(isDrawnAt(picture, 25, 9, visual));
        QVERIFY(isDrawnAt(picture, 50, 5, visual));
        QCOMPARE(ChartProbe::countInColumn(picture, columnAt(37), visual), 0);
        // Steps are joined by an upright line only where there is no gap.
        const double between = (yOf(4) - yOf(9)) / 2;
        QVERIFY(ChartProbe::countInColumn(picture, columnAt(20), visual) > between);
        QVERIFY(ChartProbe::countInColumn(picture, columnAt(45) + 1, visual) < 10);
    }

    void bandsOutliersAndHistogram()
    {
        MadeUpTask maker;
        for (int i = 0; i < 60; ++i)
            maker.add(u"visual"_s, i, i + 1, i == 40 ? 9 : 4 + 0.1 * (i % 5));
        const SharedTask task = maker.duration(60).share();
        const auto lanes = buildLanes(*task);
        m_time->setDuration(60);
        m_chart->setTask(task, lanes);
        const QImage before = m_probe->picture();
        NormBand band{.lane = 0, .low = 4.05, .high = 4.35, .outliers = {40}, .histogramLow = 4, .histogramHigh = 9};
        band.histogram = {59, 0, 0, 0, 1};
        m_chart->setBands(lanes, {band});
        const QImage after = m_probe->picture();
        const QColor paper = m_chart->palette().color(QPalette::Base);
        const auto colourAt = [&](double sec, double norm) {
            return after.pixelColor(columnAt(sec), static_cast<int>(std::lround(yOf(norm))));
        };
        QVERIFY(colourAt(20.5, 4.12) != paper || colourAt(20.5, 4.28) != paper); // in the band
        QCOMPARE(colourAt(20.5, 6.3), paper); // between two lines of the grid
        // The diamond's rim, beside the step of its clip.
        const QPoint middle(columnAt(40.5), static_cast<int>(std::lround(yOf(9))));
        QVERIFY(after.pixelColor(middle + QPoint(0, 4)) != before.pixelColor(middle + QPoint(0, 4)));
        QVERIFY2(m_chart->summaryText().contains(u"1 outlier."_s), qPrintable(m_chart->summaryText()));
        // The fullest bin reaches far to the side, the other hardly.
        const QRectF side = m_probe->view().sideArea();
        const auto far = static_cast<int>(side.right() - 8);
        QVERIFY(after.pixelColor(far, static_cast<int>(yOf(4.5))) != paper);
        QCOMPARE(after.pixelColor(far, static_cast<int>(yOf(8.5))), paper);
        // Another task's lanes must not wear them.
        const SharedTask other = MadeUpTask().addRow(u"audio"_s, 5, 6, 0, 3).share();
        m_chart->setTask(other, buildLanes(*other));
        QVERIFY(!m_chart->summaryText().contains(u"outlier"_s));
    }

    void ofOutliersInOneColumnTheFurthestAreMarked()
    {
        MadeUpTask maker;
        maker.add(u"visual"_s, 0, 5'000, 4);
        for (int i = 0; i < 5; ++i) // all in one column of pixels
            maker.add(u"visual"_s, 5'000 + i, 5'001 + i, i == 1 ? 1 : i == 3 ? 9 : 4 + i);
        maker.add(u"visual"_s, 5'005, 10'000, 4);
        const SharedTask task = maker.duration(10'000).share();
        const auto lanes = buildLanes(*task);
        m_time->setDuration(10'000);
        m_chart->setTask(task, lanes);
        const QImage before = m_probe->picture();
        NormBand band{.lane = 0, .low = 4, .high = 4, .outliers = {1, 2, 3, 4, 5}, .histogramLow = 1, .histogramHigh = 9};
        band.histogram = {1, 0, 6};
        m_chart->setBands(lanes, {band});
        const QImage after = m_probe->picture();
        const auto isMarked = [&](double norm) {
            const QPoint beside(columnAt(5'000.5) + 3, static_cast<int>(std::lround(yOf(norm))));
            return after.pixelColor(beside) != before.pixelColor(beside);
        };
        QVERIFY(isMarked(1));
        QVERIFY(isMarked(9));
        QVERIFY(!isMarked(6)); // lies between
    }

    void deviationFromOneOnDemand()
    {
        MadeUpTask maker;
        for (int i = 0; i < 100; ++i)
            maker.add(u"visual"_s, i, i + 1, 1 + (i % 2) * 1e-6);
        show(maker.share());
        QCOMPARE(m_probe->view().valueAxis()->max(), 1.1);
        m_chart->setAxis(NormAxis::Deviation);
        QVERIFY(m_probe->view().valueAxis()->max() < 2e-6);
        const QColor visual = colourOf(u"visual"_s);
        QVERIFY(ChartProbe::countInColumn(m_probe->picture(), columnAt(50), visual) > 50); // from one end to the other
        m_chart->setAxis(NormAxis::Norm);
        QCOMPARE(m_probe->view().valueAxis()->max(), 1.1);
    }

    void theMedianIsASeriesOfItsOwn()
    {
        show(MadeUpTask()
                 .add(u"visual"_s, 0, 5, 3)
                 .add(u"visual"_s, 5, 10, 4)
                 .add(u"visual"_s, 10, 15, 9)
                 .share());
        QList<QList<QPointF>> lines;
        for (QAbstractSeries *const series : m_probe->view().chart()->series()) {
            const QList<QPointF> points = qobject_cast<QLineSeries *>(series)->points();
            if (!points.isEmpty())
                lines.append(points);
        }
        QCOMPARE(lines, (QList<QList<QPointF>>{{{0, 4}, {15, 4}}}));
    }

    void unitLengthIsSaidAndNoDrama()
    {
        MadeUpTask maker;
        for (int i = 0; i < 100; ++i)
            maker.add(u"visual"_s, i, i + 1, 1 + std::sin(i) * 1e-7)
                .add(u"audio"_s, i, i + 1, 1 + std::cos(i) * 1e-3);
        show(maker.share());
        QCOMPARE(m_probe->view().valueAxis()->min(), 0.9);
        QCOMPARE(m_probe->view().valueAxis()->max(), 1.1);
        QVERIFY(m_chart->summaryText().contains(u"All vectors have unit length."_s));
        const QImage picture = m_probe->picture();
        int top = picture.height();
        int bottom = 0;
        for (int x = columnAt(1); x < columnAt(99); ++x) {
            for (int y = static_cast<int>(m_probe->plot().top()); y < m_probe->plot().bottom(); ++y) {
                if (picture.pixelColor(x, y) == colourOf(u"visual"_s)) {
                    top = std::min(top, y);
                    bottom = std::max(bottom, y);
                }
            }
        }
        QVERIFY(bottom > 0);
        QVERIFY(bottom - top < 6); // a level line
        m_time->setVisible({40, 41}); // zooming in time does not zoom the norms
        m_probe->picture();
        QCOMPARE(m_probe->view().valueAxis()->min(), 0.9);
    }

    void linesThatCoincideAreAllSeen()
    {
        MadeUpTask maker;
        maker.addRow(u"visual"_s, 10, 6).addRow(u"audio"_s, 10, 6).addRow(u"transcription"_s, 10, 6);
        show(maker.share());
        const QImage picture = m_probe->picture();
        for (const QString &modality : {u"visual"_s, u"audio"_s, u"transcription"_s})
            QVERIFY2(ChartProbe::countInColumn(picture, columnAt(33), colourOf(modality)) > 0,
                     qPrintable(modality));
    }

    void spikesSurviveAnyZoom()
    {
        MadeUpTask maker;
        maker.duration(200'000);
        for (int i = 0; i < 100'000; ++i)
            maker.add(u"visual"_s, i * 2, i * 2 + 2, i == 61'234 ? 20 : 10);
        show(maker.share());
        QVERIFY(isDrawnAt(m_probe->picture(), 61'234 * 2 + 1, 20, colourOf(u"visual"_s)));
    }

    void hoverNamesEveryModality()
    {
        show(MadeUpTask().duration(60).add(u"visual"_s, 0, 60, 4).add(u"audio"_s, 0, 30, 9).share());
        m_probe->picture();
        m_probe->hover({m_probe->xOf(10, *m_time), yOf(9)});
        QCOMPARE(m_probe->readout(),
                 u"0:00:00.000 – 0:00:30.000 (30.000 s)\nvisual  4.0000\naudio  9.0000"_s);
        QVERIFY(m_time->hoveredSegment());
        m_probe->hover({m_probe->xOf(50, *m_time), yOf(4)});
        QVERIFY(m_probe->readout().endsWith(u"visual  4.0000\naudio  no clips"_s));
    }

    void clickSelectsTheNearestStep()
    {
        const SharedTask task =
            MadeUpTask().duration(60).add(u"visual"_s, 0, 60, 4).add(u"audio"_s, 0, 30, 9).share();
        show(task);
        m_probe->picture();
        m_probe->click({m_probe->xOf(10, *m_time), yOf(9) + 4});
        QCOMPARE(m_time->selectedSegment(), 0); // the shorter one comes first
        QCOMPARE(task->modalities.at(task->segments[0].modality), u"audio"_s);
        m_probe->click({m_probe->xOf(10, *m_time), yOf(4) - 4});
        QCOMPARE(m_time->selectedSegment(), 1);
        m_probe->click({m_probe->xOf(10, *m_time), (yOf(4) + yOf(9)) / 2});
        QVERIFY(!m_time->selectedSegment());
    }

    void theSelectedClipIsFramed()
    {
        show(MadeUpTask().addRow(u"visual"_s, 10, 6).share());
        const int before = ChartProbe::count(m_probe->picture(), Qt::black);
        m_time->setSelectedSegment(4);
        QVERIFY(ChartProbe::count(m_probe->picture(), Qt::black) > before + 20);
    }

    void severalSelectedClipsAreShaded()
    {
        show(MadeUpTask().duration(60).addRow(u"visual"_s, 10, 6).share());
        m_time->setSelectedSegments(0, {0, 4, 5});
        const QImage picture = m_probe->picture();
        const auto isShaded = [&](double sec) {
            return picture.pixelColor(columnAt(sec), static_cast<int>(m_probe->plot().bottom()) - 8) != QColor(Qt::white);
        };
        QVERIFY(isShaded(25) && isShaded(34));
        QVERIFY(!isShaded(15) && !isShaded(45));
    }

    void theThemeChangesLive()
    {
        show(MadeUpTask().addRow(u"audio"_s, 10, 6, 0, 7).share());
        QVERIFY(ChartProbe::count(m_probe->picture(), QColor(0xD5, 0x5E, 0x00)) > 300);
        m_chart->setPalette(darkPalette());
        const QImage darkPicture = m_probe->picture();
        QCOMPARE(ChartProbe::count(darkPicture, QColor(0xD5, 0x5E, 0x00)), 0);
        QVERIFY(ChartProbe::count(darkPicture, QColor(0xE6, 0x9F, 0x00)) > 300);
    }

    void oddNorms_data()
    {
        const double none = std::nan("");
        QTest::addColumn<SharedTask>("task");
        QTest::newRow("empty") << MadeUpTask().share();
        QTest::newRow("no norms")
            << MadeUpTask().add(u"visual"_s, 0, 6, none).add(u"visual"_s, 6, 9, none).share();
        QTest::newRow("one") << MadeUpTask().add(u"visual"_s, 0, 6, 3).share();
        QTest::newRow("zero") << MadeUpTask().add(u"visual"_s, 0, 6, 0).share();
        QTest::newRow("huge")
            << MadeUpTask().add(u"visual"_s, 0, 6, 1.79e308).add(u"visual"_s, 6, 9, 1).share();
        QTest::newRow("tiny") << MadeUpTask().add(u"visual"_s, 0, 6, 5e-324).share();
        QTest::newRow("holes") << MadeUpTask()
                                      .add(u"visual"_s, 0, 6, 2)
                                      .add(u"visual"_s, 6, 9, none)
                                      .add(u"visual"_s, 9, 12, 3)
                                      .share();
        QTest::newRow("without times") << MadeUpTask().add(u"visual"_s, none, none, 2).share();
        QTest::newRow("only assets") << MadeUpTask().add(u"visual"_s, 0, 9, 2, u"asset"_s).share();
        MadeUpTask manyLanes;
        for (int i = 0; i < 60; ++i)
            manyLanes.add(u"modality%1"_s.arg(i), i, i + 1, i);
        QTest::newRow("sixty modalities") << manyLanes.share();
    }

    void oddNorms()
    {
        QFETCH(SharedTask, task);
        m_time->setDuration(timelineExtent(*task));
        m_chart->setTask(task, buildLanes(*task));
        QVERIFY(!m_chart->summaryText().isEmpty());
        m_probe->picture();
        for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_F, Qt::Key_F, Qt::Key_Plus}) {
            m_probe->key(key);
            m_probe->picture();
        }
        for (double x = 0; x < m_chart->width(); x += 37) {
            m_probe->hover({x, m_probe->plot().center().y()});
            m_probe->click({x, m_probe->plot().bottom() - 3});
        }
        m_chart->resize(30, 30);
        m_probe->picture();
        m_chart->resize(900, 300);
        m_probe->picture();
        QVERIFY(m_probe->view().valueAxis()->max() > m_probe->view().valueAxis()->min());
    }

    void nothingToShow()
    {
        show(MadeUpTask().addRow(u"audio"_s, 10, 6, 0, 7).share());
        m_chart->setTask(nullptr, nullptr);
        QVERIFY(m_chart->summaryText().isEmpty());
        QCOMPARE(ChartProbe::count(m_probe->picture(), colourOf(u"audio"_s)), 0);
        QVERIFY(m_probe->view().valueAxis()->categoriesLabels().isEmpty());
    }
};

EMBEDSCOPE_TEST(TestNormChart)
#include "tst_normchart.moc"
