// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/changeitem.h"

#include "charts/chartprobe.h"
#include "charts/modalitycolours.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QGraphicsScene>
#include <QGraphicsView>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChangeItem final : public QObject
{
    Q_OBJECT

private:
    /// The item alone in a window, a pixel a unit: 600 columns stand for 120 s.
    struct Stage
    {
        Stage()
        {
            task = MadeUpTask().duration(120).addRow(u"visual"_s, 20, 6).addRow(u"audio"_s, 20, 6).share();
            lanes = buildLanes(*task);
            window.setFrameShape(QFrame::NoFrame);
            window.setScene(&scene);
            window.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
            window.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
            window.resize(700, 260);
            scene.setSceneRect(0, 0, 700, 260);
            scene.addItem(item);
            item->setPalette(lightPalette(), window.font());
            item->setContent(task, lanes);
            item->setPlotArea(plot);
            item->setVisibleTime({0, 120});
            window.show();
        }
        double x(double sec) const { return item->timeScale().xOf(sec); }
        QColor colour(size_t lane = 0) const { return modalityColour(lanes->lanes()[lane].modality, lightPalette()); }
        QColor stemColour(size_t lane = 0) const { return mixed(Qt::white, colour(lane), 0.55); }
        QImage picture()
        {
            item->update();
            QCoreApplication::processEvents();
            return window.grab().toImage().convertToFormat(QImage::Format_RGB32);
        }
        /// How many pixels of a column are nearly of this colour: lines are smoothed.
        static int near(const QImage &image, double x, const QColor &colour)
        {
            int count = 0;
            for (int y = 0; y < image.height(); ++y) {
                const QColor pixel = image.pixelColor(static_cast<int>(x), y);
                count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green())
                            + std::abs(pixel.blue() - colour.blue())
                        < 60;
            }
            return count;
        }

        static constexpr QRectF plot{50, 20, 600, 200};
        SharedTask task;
        std::shared_ptr<const LaneSet> lanes;
        QGraphicsScene scene;
        ChangeItem *item = new ChangeItem(nullptr); // the scene's
        QGraphicsView window;
    };

private Q_SLOTS:
    void aVectorOfTheWholeFilmIsNotMarked()
    {
        Stage stage;
        const SharedTask task =
            MadeUpTask().duration(120).addRow(u"visual"_s, 20, 6).add(u"visual"_s, 0, 120, 1, u"asset"_s).share();
        const auto lanes = buildLanes(*task);
        int asset = 0;
        while (!task->isAsset(task->segments.at(static_cast<size_t>(asset))))
            ++asset;
        stage.item->setContent(task, lanes);
        const QImage before = stage.picture();
        stage.item->setMarks({.selected = asset});
        QCOMPARE(stage.picture(), before); // nothing of it is drawn here
        stage.item->setMarks({.selected = asset + 1});
        QVERIFY(stage.picture() != before);
    }

    void heightsAndValues()
    {
        Stage stage;
        stage.item->setTop(0.5);
        QCOMPARE(stage.item->yOf(0), 220.0);
        QCOMPARE(stage.item->yOf(0.25), 120.0);
        QCOMPARE(stage.item->yOf(0.5), 20.0);
        QCOMPARE(stage.item->yOf(3), 20.0); // not beyond the plot
        QCOMPARE(stage.item->valueAt(120), 0.25);
        QCOMPARE(stage.item->valueAt(-50), 0.5);
        QCOMPARE(stage.item->valueAt(999), 0.0);
    }

    void stemsOfSeveralLanesStandSideBySide()
    {
        Stage stage;
        stage.item->setCurves({{.lane = 0, .changes = {{60, 0.8, 10, true}}}, {.lane = 1, .changes = {{60, 0.4, 30, true}}}});
        const QImage picture = stage.picture();
        const auto heightOf = [&](size_t lane) {
            int most = 0;
            for (int x = 345; x < 355; ++x)
                most = std::max(most, ChartProbe::countInColumn(picture, x, stage.stemColour(lane)));
            return most;
        };
        QVERIFY2(std::abs(heightOf(0) - 160) <= 2, qPrintable(QString::number(heightOf(0))));
        QVERIFY2(std::abs(heightOf(1) - 80) <= 2, qPrintable(QString::number(heightOf(1))));
        QCOMPARE(ChartProbe::countInColumn(picture, 340, stage.stemColour()), 0);
    }

    // More stems than columns: the highest of a column is the one that is seen.
    void theHighestStemOfAColumnIsSeen()
    {
        Stage stage;
        ChangeCurve curve{.lane = 0};
        for (int i = 0; i < 6000; ++i)
            curve.changes.push_back({i * 0.02, i == 3005 ? 0.9 : 0.1, 1, true});
        stage.item->setCurves({curve});
        const QImage picture = stage.picture();
        int most = 0;
        for (int x = 349; x <= 352; ++x)
            most = std::max(most, ChartProbe::countInColumn(picture, x, stage.stemColour()));
        QVERIFY2(std::abs(most - 180) <= 2, qPrintable(QString::number(most)));
        QVERIFY(std::abs(ChartProbe::countInColumn(picture, 200, stage.stemColour()) - 20) <= 2);
    }

    // 30 values a column: what is drawn reaches exactly from the least to the greatest of them, in every column.
    void thinningLosesNoExtreme()
    {
        Stage stage;
        std::mt19937 random(7);
        std::vector<BoundaryValue> values;
        for (int i = 0; i < 18'000; ++i)
            values.push_back({(i + 0.3) / 150, static_cast<double>(random() % 100'000) / 100'000, i, true});
        std::map<int, MinMax> columns;
        for (const BoundaryValue &value : values)
            columns[static_cast<int>(std::lround(stage.x(value.atSec)))].add(value.value);
        const auto yOf = [&](double value) { return static_cast<int>(std::lround(stage.item->yOf(value))); };

        stage.item->setCurves({{.lane = 0, .changes = values}});
        const QImage stems = stage.picture();
        stage.item->setCurves({{.lane = 0, .novelty = values}});
        const QImage line = stage.picture();
        for (int x = 52; x < 648; ++x) {
            const MinMax range = columns.at(x);
            QCOMPARE(stems.pixelColor(x, yOf(range.high)), stage.stemColour());
            QVERIFY(stems.pixelColor(x, yOf(range.high) - 1) != stage.stemColour());
            QCOMPARE(line.pixelColor(x, yOf(range.high)), stage.colour());
            QCOMPARE(line.pixelColor(x, yOf(range.low)), stage.colour());
            const int height = ChartProbe::countInColumn(line, x, stage.colour());
            QVERIFY(height >= yOf(range.low) - yOf(range.high) + 2); // and what joins it to the column before
        }
    }

    void theLineIsNotDrawnAcrossWhatIsMissing()
    {
        Stage stage;
        ChangeCurve curve{.lane = 0};
        curve.novelty = {{30, 0.5, 5, true}, {48, 0.5, 8, true}, {60, 0.5, 10, false}, {72, 0.5, 12, false}, {90, 0.5, 15, true}};
        stage.item->setCurves({curve});
        const QImage picture = stage.picture();
        QVERIFY(Stage::near(picture, stage.x(39), stage.colour()) > 0); // joined
        QCOMPARE(Stage::near(picture, stage.x(54), stage.colour()), 0);
        const int alone = static_cast<int>(stage.x(60)); // between two gaps: a dot that is seen
        for (const int beside : {-2, 0, 1})
            QVERIFY(Stage::near(picture, alone + beside, stage.colour()) >= 3);
        QCOMPARE(Stage::near(picture, alone - 4, Qt::white), picture.height());
        QCOMPARE(Stage::near(picture, stage.x(66), stage.colour()), 0);
        QVERIFY(Stage::near(picture, stage.x(81), stage.colour()) > 0);
        QCOMPARE(Stage::near(picture, stage.x(100), stage.colour()), 0); // and it ends with the last value
    }

    // A line with a corner in every second column and more is drawn as upright rectangles.
    void theColumnsLeaveGapsOpenToo()
    {
        Stage stage;
        ChangeCurve curve{.lane = 0};
        for (int i = 0; i < 4000; ++i)
            curve.novelty.push_back({i < 2000 ? i * 0.02 : 80 + (i - 2000) * 0.02, i % 2 ? 0.75 : 0.25, 1, i != 2000});
        stage.item->setCurves({curve});
        const QImage picture = stage.picture();
        const int inside = ChartProbe::countInColumn(picture, static_cast<int>(stage.x(20)), stage.colour());
        QVERIFY2(std::abs(inside - 100) <= 4, qPrintable(QString::number(inside)));
        QCOMPARE(ChartProbe::countInColumn(picture, static_cast<int>(stage.x(60)), stage.colour()), 0);
        QVERIFY(ChartProbe::countInColumn(picture, static_cast<int>(stage.x(100)), stage.colour()) > 90);
        // A value alone in a gap is as wide as it is high.
        curve.novelty.insert(curve.novelty.begin() + 2000, {60, 0.4, 1, false});
        stage.item->setCurves({curve});
        const QImage withDot = stage.picture();
        for (const int beside : {-2, 0, 2})
            QVERIFY(ChartProbe::countInColumn(withDot, static_cast<int>(stage.x(60)) + beside, stage.colour()) >= 4);
        QCOMPARE(ChartProbe::countInColumn(withDot, static_cast<int>(stage.x(60)) + 5, stage.colour()), 0);
        curve.novelty.erase(curve.novelty.begin() + 2000);
        // Where nothing is missing between far values, a level stretch joins them.
        curve.novelty[2000].isJoined = true;
        stage.item->setCurves({curve});
        QVERIFY(ChartProbe::countInColumn(stage.picture(), static_cast<int>(stage.x(60)), stage.colour()) > 0);
    }

    void thresholdAndNumberedDiamonds()
    {
        Stage stage;
        ChangeCurve curve{.lane = 0, .novelty = {{30, 0.6, 5, true}, {60, 0.1, 10, true}, {90, 0.7, 15, true}}};
        stage.item->setCurves({curve});
        const QRect aroundPeak(static_cast<int>(stage.x(90)) - 6, static_cast<int>(stage.item->yOf(0.7)) - 6, 24, 12);
        const QImage before = stage.picture();
        QVERIFY(ChartProbe::count(before, Qt::black) == 0);
        stage.item->setScenes(SceneMarks{0, 0.5, 16, {{30, 0.6, 5, true}, {90, 0.7, 15, true}}});
        const QImage after = stage.picture();
        int dashes = 0;
        for (int x = 55; x < 645; ++x)
            dashes += after.pixelColor(x, 119) == Qt::black || after.pixelColor(x, 120) == Qt::black;
        QVERIFY2(dashes > 200 && dashes < 590, qPrintable(QString::number(dashes)));
        QVERIFY(after.copy(aroundPeak) != before.copy(aroundPeak));
        // Zoomed in, the second one is still number 2: the picture is another one than with it alone in the list.
        stage.item->setVisibleTime({80, 100});
        const QImage second = stage.picture();
        stage.item->setScenes(SceneMarks{0, 0.5, 16, {{90, 0.7, 15, true}}});
        QVERIFY(second != stage.picture());
    }

    // 400 boundaries on 600 pixels are no band: the strongest are told apart, and zooming in shows them all.
    void diamondsThatWouldOverlapAreThinned()
    {
        Stage stage;
        SceneMarks marks{.lane = 0, .threshold = 0, .kernelSec = 1};
        for (int i = 0; i < 400; ++i)
            marks.peaks.push_back({(i + 0.5) * 0.3, i == 137 ? 0.9 : 0.5, i, true});
        stage.item->setTop(1);
        stage.item->setScenes(marks);
        // Along the middles of the diamonds, from rim to rim: how many there are.
        const auto diamondsAt = [&](const QImage &picture, double value) {
            const int y = static_cast<int>(stage.item->yOf(value));
            int count = 0;
            for (int x = 45; x < 655; ++x)
                count += picture.pixelColor(x, y) == stage.colour() && picture.pixelColor(x - 1, y) != stage.colour();
            return count;
        };
        const QImage all = stage.picture();
        QVERIFY2(diamondsAt(all, 0.5) >= 20 && diamondsAt(all, 0.5) <= 42, qPrintable(QString::number(diamondsAt(all, 0.5))));
        QCOMPARE(diamondsAt(all, 0.9), 1);
        stage.item->setVisibleTime({30, 36});
        QCOMPARE(diamondsAt(stage.picture(), 0.5), 20);
        // Where the user went stands a diamond, however dense they are.
        stage.item->setVisibleTime({0, 120});
        const auto isMarked = [&](const QImage &picture, int peak) {
            return picture.pixelColor(static_cast<int>(stage.x((peak + 0.5) * 0.3)), static_cast<int>(stage.item->yOf(0.5)))
                == stage.colour();
        };
        int hidden = 1;
        while (isMarked(all, hidden))
            ++hidden;
        stage.item->setMarks({.selected = hidden});
        QVERIFY(isMarked(stage.picture(), hidden));
    }

    void theNearestOfAllLanesIsMeant()
    {
        Stage stage;
        stage.item->setCurves({{.lane = 0, .changes = {{60, 0.8, 10, true}}},
                               {.lane = 1, .changes = {{60, 0.2, 30, true}}, .novelty = {{66, 0.5, 31, true}}}});
        QCOMPARE(stage.item->segmentAt({stage.x(60) + 3, stage.item->yOf(0.75)}), 10);
        QCOMPARE(stage.item->segmentAt({stage.x(60) + 3, stage.item->yOf(0.25)}), 30);
        QCOMPARE(stage.item->segmentAt({stage.x(66), stage.item->yOf(0.5)}), 31);
        QVERIFY(!stage.item->segmentAt({stage.x(60) - 12, stage.item->yOf(0.8)})); // too far
        QVERIFY(!stage.item->segmentAt({stage.x(60), 10})); // above the plot
    }

    void whereASegmentStandsAndWhatThereIsToSay()
    {
        Stage stage;
        stage.item->setCurves({{.lane = 0, .changes = {{60, 0.8, 10, true}}, .novelty = {{60, 0.4, 10, true}}},
                               {.lane = 1, .changes = {{90, 0.2, 35, true}}}});
        stage.item->setScenes(SceneMarks{0, 0.3, 16, {{60, 0.4, 10, true}}});
        QCOMPARE(stage.item->rectOf(10).center(), QPointF(stage.x(60) + 0.5, stage.item->yOf(0.4)));
        QVERIFY(stage.item->rectOf(7).isNull());
        const QList<ReadoutLine> lines = stage.item->readout(10, 3); // the time is the segment's, not the pointer's
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0].text, u"0:01:00.000"_s);
        QCOMPARE(lines[1].text, u"visual  change 0.800, novelty 0.400"_s);
        QVERIFY(lines[1].isStrong);
        QCOMPARE(lines[2].text, u"audio  no change here"_s);
        QVERIFY(!lines[2].isStrong);
        QCOMPARE(lines[3].text, u"Scene 2 begins"_s);
    }
};

EMBEDSCOPE_TEST(TestChangeItem)
#include "tst_changeitem.moc"
