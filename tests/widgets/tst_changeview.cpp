// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/changeview.h"

#include "analysis/vectortask.h"
#include "charts/changechart.h"
#include "charts/chartprobe.h"
#include "charts/modalitycolours.h"
#include "models/scenes.h"
#include "support/testprogram.h"

#include <QComboBox>
#include <QDoubleSpinBox>

#include <algorithm>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// The change view in a window of its own, on an analysis that really computes.
class TestChangeView final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage()
        {
            view.setPalette(lightPalette());
            view.resize(900, 320);
        }
        void show(const SharedTask &task)
        {
            analysis.setTask(task, {});
            time.setDuration(task->durationSec());
            view.setTask(task, buildLanes(*task));
        }
        bool waitForCurves()
        {
            return test::waitFor([this] { return !view.chart().curves().empty(); });
        }
        QComboBox &lane() const { return *view.findChild<QComboBox *>(); }
        QDoubleSpinBox &kernel() const { return *view.findChildren<QDoubleSpinBox *>().at(0); }
        QDoubleSpinBox &threshold() const { return *view.findChildren<QDoubleSpinBox *>().at(1); }

        TaskAnalysis analysis;
        Scenes scenes{analysis};
        SharedTime time;
        ChangeView view{scenes, time};
    };

    /// Scenes of 40 s in "visual", of 60 s in "audio"; clips of 2 s, 240 s long.
    static SharedTask film()
    {
        VectorTask maker;
        const auto looks = randomVectors(10, 16, 7);
        for (int clip = 0; clip < 120; ++clip) {
            maker.add(u"visual"_s, clip * 2, clip * 2 + 2, looks[static_cast<size_t>(clip / 20)]);
            maker.add(u"audio"_s, clip * 2, clip * 2 + 2, looks[static_cast<size_t>(6 + clip / 30)]);
        }
        return maker.metadata(240).share();
    }
    static std::vector<double> notJoined(const ChangeCurve &curve)
    {
        std::vector<double> times;
        for (const BoundaryValue &value : curve.novelty) {
            if (!value.isJoined)
                times.push_back(value.atSec);
        }
        return times;
    }

private Q_SLOTS:
    void nothingIsComputedWhileItIsHidden()
    {
        Stage stage;
        stage.show(film());
        QTest::qWait(30);
        QVERIFY(!stage.scenes.isUnderWay() && !stage.scenes.changes());
        stage.view.show();
        QVERIFY(stage.scenes.isUnderWay());
        QVERIFY(stage.waitForCurves());
        QCOMPARE(stage.view.chart().curves().size(), size_t(2));
        QCOMPARE(stage.view.chart().curves()[0].changes.size(), size_t(119));
        QCOMPARE(stage.view.chart().scenes()->peaks.size(), size_t(5));
        // A boundary stands for the clip after it.
        const BoundaryValue &cut = stage.view.chart().scenes()->peaks.front();
        QCOMPARE(cut.atSec, 40.0);
        QCOMPARE(stage.scenes.task()->segments.at(static_cast<size_t>(cut.segment)).startSec, 40.0);
    }

    // Where nothing came for 5 s a value stands in the gap by itself.
    void noLineIsJoinedAcrossAShortGap()
    {
        Stage stage;
        const auto vectors = randomVectors(40, 8, 3);
        VectorTask maker;
        maker.metadata(85).addRow(u"visual"_s, {vectors.begin(), vectors.begin() + 20}, 2);
        maker.addRow(u"visual"_s, {vectors.begin() + 20, vectors.end()}, 2, 45);
        stage.show(maker.share());
        stage.view.show();
        QVERIFY(stage.waitForCurves());
        const ChangeCurve &curve = stage.view.chart().curves().front();
        QCOMPARE(notJoined(curve), (std::vector<double>{42.5, 47}));
        QVERIFY(std::none_of(curve.changes.begin(), curve.changes.end(),
                             [](const BoundaryValue &value) { return value.atSec > 40 && value.atSec < 45; }));
    }

    // Where the gap is longer than the kernel reaches, no value stands near it on either side: the first one after it
    // must not be joined to the last one before it, though both of their clips adjoin their neighbours.
    void noLineIsJoinedAcrossALongGap()
    {
        Stage stage;
        const auto vectors = randomVectors(40, 8, 3);
        VectorTask maker;
        maker.metadata(120).addRow(u"visual"_s, {vectors.begin(), vectors.begin() + 20}, 2);
        maker.addRow(u"visual"_s, {vectors.begin() + 20, vectors.end()}, 2, 80);
        stage.show(maker.share());
        stage.view.show();
        QVERIFY(stage.waitForCurves());
        const ChangeCurve &curve = stage.view.chart().curves().front();
        QCOMPARE(notJoined(curve), std::vector<double>{84});
        QVERIFY(std::none_of(curve.novelty.begin(), curve.novelty.end(),
                             [](const BoundaryValue &value) { return value.atSec > 36 && value.atSec < 84; }));
        // And so on the screen.
        stage.threshold().setValue(2); // its dashes out of the way
        const ChartProbe probe(stage.view.chart());
        const QImage picture = probe.picture();
        const QColor colour = modalityColour(u"visual"_s, stage.view.chart().palette());
        const auto nearColour = [&](double sec) {
            int count = 0;
            for (int y = static_cast<int>(probe.plot().top()); y < static_cast<int>(probe.plot().bottom()); ++y) {
                const QColor pixel = picture.pixelColor(static_cast<int>(probe.xOf(sec, stage.time)), y);
                count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green())
                            + std::abs(pixel.blue() - colour.blue())
                        < 60;
            }
            return count;
        };
        QVERIFY(nearColour(21) > 0);
        QCOMPARE(nearColour(60), 0);
        QVERIFY(nearColour(101) > 0);
    }

    void noLineIsJoinedAcrossAnOverlap()
    {
        Stage stage;
        const auto vectors = randomVectors(40, 8, 3);
        VectorTask maker;
        maker.metadata(79).addRow(u"visual"_s, {vectors.begin(), vectors.begin() + 20}, 2);
        maker.addRow(u"visual"_s, {vectors.begin() + 20, vectors.end()}, 2, 39);
        stage.show(maker.share());
        stage.view.show();
        QVERIFY(stage.waitForCurves());
        QCOMPARE(notJoined(stage.view.chart().curves().front()), std::vector<double>{41});
    }

    void theRowSteersWhatIsComputedAndMarked()
    {
        Stage stage;
        stage.view.show();
        QVERIFY(!stage.lane().isEnabled() && !stage.threshold().isEnabled());
        stage.show(film());
        QVERIFY(stage.waitForCurves());
        QCOMPARE(stage.lane().itemText(1), u"audio"_s);
        QCOMPARE(stage.kernel().value(), 16.0);
        const double ofVisual = stage.scenes.threshold();
        QVERIFY(std::abs(stage.threshold().value() - ofVisual) < 0.001);

        QTest::keyClick(&stage.lane(), Qt::Key_Down);
        QCOMPARE(stage.scenes.lane(), size_t(1));
        QCOMPARE(stage.view.chart().scenes()->lane, size_t(1));
        QCOMPARE(stage.view.chart().scenes()->peaks.size(), size_t(3));
        QVERIFY(std::abs(stage.threshold().value() - stage.scenes.threshold()) < 0.001);

        stage.threshold().setValue(1.9);
        QCOMPARE(stage.scenes.threshold(), 1.9);
        QVERIFY(stage.view.chart().scenes()->peaks.empty());
        QTest::keyClick(&stage.view.chart().view(), Qt::Key_PageDown); // the chart moves it, too
        QCOMPARE(stage.threshold().value(), 1.89);

        stage.kernel().setValue(8);
        QVERIFY(stage.view.chart().curves().empty()); // those of the kernel before are gone at once
        QVERIFY(stage.waitForCurves());
        QCOMPARE(stage.view.chart().scenes()->kernelSec, 8.0);
        QCOMPARE(stage.lane().currentText(), u"audio"_s); // it stays chosen
    }

    void saysWhyThereIsNothing()
    {
        Stage stage;
        stage.view.show();
        VectorTask maker;
        maker.metadata(60).add(u"visual"_s, 0, 60, {1, 0}, u"asset"_s);
        stage.show(maker.share());
        QTRY_COMPARE(stage.view.chart().summaryText(), u"No modality has clips to compare."_s);
        QVERIFY(!stage.lane().isEnabled() && !stage.threshold().isEnabled());
    }

    void anotherTaskDoesNotShowTheLastOnesCurves()
    {
        Stage stage;
        stage.view.show();
        stage.show(film());
        QVERIFY(stage.waitForCurves());
        VectorTask maker;
        maker.metadata(60).addRow(u"audio"_s, randomVectors(30, 4, 5), 2);
        const SharedTask other = maker.share();
        stage.analysis.setTask(other, {}); // as the inspector does: first the analysis, the lanes a little later
        QVERIFY(stage.view.chart().curves().empty());
        QTRY_VERIFY(stage.scenes.changes());
        QVERIFY(stage.view.chart().curves().empty()); // its lanes are still those of the task before
        stage.time.setDuration(60);
        stage.view.setTask(other, buildLanes(*other));
        QCOMPARE(stage.view.chart().curves().size(), size_t(1));
        QCOMPARE(stage.view.chart().curves().front().changes.size(), size_t(29));
        QCOMPARE(stage.lane().count(), 1);
        QVERIFY(!stage.lane().isEnabled()); // nothing to choose
    }
};

EMBEDSCOPE_TEST(TestChangeView)
#include "tst_changeview.moc"
