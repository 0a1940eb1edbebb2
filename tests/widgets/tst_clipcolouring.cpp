// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/clipcolouring.h"

#include "analysis/vectortask.h"
#include "charts/chartprobe.h"
#include "charts/cividis.h"
#include "charts/clipshades.h"
#include "charts/modalitycolours.h"
#include "charts/timelinechart.h"
#include "support/testprogram.h"

#include <QAction>
#include <QSignalSpy>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestClipColouring final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : measures(analysis), chart(time), colouring(measures, chart), probe(chart)
        {
            chart.resize(900, 240);
            chart.show();
            show(film());
        }
        void show(const SharedTask &task)
        {
            analysis.setTask(task, {});
            time.setDuration(task->durationSec());
            chart.setTask(task, buildLanes(*task));
        }
        QColor colourAt(double sec) const
        {
            const QImage picture = probe.picture();
            const QRectF plot = probe.plot();
            return picture.pixelColor(static_cast<int>(probe.xOf(sec, time)),
                                      static_cast<int>(plot.center().y()));
        }
        QAction &action(ClipColouring::Choice choice) const
        {
            return *colouring.actions().at(static_cast<int>(choice));
        }

        TaskAnalysis analysis;
        SegmentMeasures measures;
        SharedTime time;
        TimelineChart chart;
        ClipColouring colouring;
        ChartProbe probe;
    };
    /// Ten clips of 6 s: two directions, the first twice as long; the last clip is zero.
    static SharedTask film()
    {
        VectorTask maker;
        std::vector<std::vector<float>> vectors;
        for (int clip = 0; clip < 10; ++clip)
            vectors.push_back(clip < 5 ? std::vector<float>{2, 0} : std::vector<float>{0, 1});
        vectors[9] = {0, 0};
        maker.metadata(60).addRow(u"visual"_s, vectors, 6);
        return maker.share();
    }
    using Choice = ClipColouring::Choice;

private Q_SLOTS:
    void atFirstByModality()
    {
        const Stage stage;
        QVERIFY(stage.action(Choice::Modality).isChecked());
        QCOMPARE(stage.colourAt(15), modalityColour(u"visual"_s, stage.chart.palette()));
        QVERIFY(!stage.chart.summaryText().contains("coloured"_L1));
    }

    void byNorm()
    {
        Stage stage;
        stage.action(Choice::Norm).trigger();
        QCOMPARE(stage.colourAt(3), QColor::fromRgb(cividisTable().back())); // 2
        QCOMPARE(stage.colourAt(45), QColor::fromRgb(cividisTable()[128])); // 1
        QCOMPARE(stage.colourAt(57), QColor::fromRgb(cividisTable().front())); // 0
        QVERIFY(stage.chart.summaryText().contains(
            "Clips are coloured by norm, dark at 0.0000, bright at 2.0000."_L1));
        stage.action(Choice::Modality).trigger();
        QCOMPARE(stage.colourAt(3), modalityColour(u"visual"_s, stage.chart.palette()));
    }

    void byChange()
    {
        Stage stage;
        stage.action(Choice::Change).trigger();
        QTRY_VERIFY(stage.chart.summaryText().contains("change to the next clip"_L1));
        QCOMPARE(stage.colourAt(15), QColor::fromRgb(cividisTable().front()));
        QCOMPARE(stage.colourAt(27), QColor::fromRgb(cividisTable().back()));
        QCOMPARE(stage.colourAt(57), ClipShades::noneColour(stage.chart.palette())); // compares with nothing
    }

    void byUncertainty()
    {
        Stage stage;
        stage.action(Choice::Uncertainty).trigger();
        QCOMPARE(stage.colourAt(15), modalityColour(u"visual"_s, stage.chart.palette())); // the film has none
        VectorTask maker;
        maker.addRow(u"visual"_s, std::vector<std::vector<float>>(10, {1, 2}), 6);
        const SharedTask plain = maker.share();
        EmbeddingTask task;
        task.modalities = plain->modalities;
        task.scopes = plain->scopes;
        task.segments = plain->segments;
        for (size_t i = 0; i < task.segments.size(); ++i)
            task.segments[i].uncertainty = 0.01F * static_cast<float>(i + 1);
        task.segments[5].uncertainty = std::numeric_limits<float>::quiet_NaN();
        stage.show(std::make_shared<const EmbeddingTask>(std::move(task)));
        QVERIFY(stage.chart.summaryText().contains("uncertainty"_L1));
        QCOMPARE(stage.colourAt(3), QColor::fromRgb(cividisTable().front()));
        QCOMPARE(stage.colourAt(57), QColor::fromRgb(cividisTable().back()));
        QCOMPARE(stage.colourAt(33), ClipShades::noneColour(stage.chart.palette()));
    }

    void byLikenessToTheChosenClip()
    {
        Stage stage;
        stage.action(Choice::Likeness).trigger();
        QCOMPARE(stage.colourAt(15), modalityColour(u"visual"_s, stage.chart.palette())); // none is chosen
        stage.measures.setChosen(0);
        QTRY_VERIFY(stage.chart.summaryText().contains("likeness to no. 1"_L1));
        QCOMPARE(stage.colourAt(15), QColor::fromRgb(cividisTable().back()));
        QCOMPARE(stage.colourAt(45), QColor::fromRgb(cividisTable().front()));
        stage.measures.setChosen(7);
        QTRY_VERIFY(stage.chart.summaryText().contains("likeness to no. 8"_L1));
        QCOMPARE(stage.colourAt(15), QColor::fromRgb(cividisTable().front()));
        stage.measures.setChosen(std::nullopt);
        QCOMPARE(stage.colourAt(15), modalityColour(u"visual"_s, stage.chart.palette()));
    }

    void withoutAChosenClipTheLegendAsksForOne()
    {
        Stage stage;
        const QString hint = u"Coloured by likeness: choose a clip to compare the others with."_s;
        const auto above = [&] { return stage.probe.plot().top(); };
        const double without = above();
        stage.action(Choice::Likeness).trigger();
        QVERIFY2(stage.chart.summaryText().endsWith(hint), qPrintable(stage.chart.summaryText()));
        stage.probe.picture();
        QVERIFY(above() > without); // a line for it
        stage.measures.setChosen(0);
        QVERIFY(!stage.chart.summaryText().contains(hint));
        QTRY_VERIFY(stage.chart.summaryText().contains("likeness to no. 1"_L1));
        stage.measures.setChosen(std::nullopt);
        QVERIFY(stage.chart.summaryText().endsWith(hint));
        stage.action(Choice::Modality).trigger();
        QVERIFY(!stage.chart.summaryText().contains(hint));
        stage.probe.picture();
        QCOMPARE(above(), without);
        stage.action(Choice::Likeness).trigger();
        stage.analysis.setTask({}, {}); // there is no clip to choose
        QVERIFY(!stage.chart.summaryText().contains(hint));
    }

    void aChoiceFromOutsideIsAsOneByItsAction()
    {
        Stage stage;
        QSignalSpy told(&stage.colouring, &ClipColouring::choiceChanged);
        stage.colouring.setChoice(Choice::Norm);
        QVERIFY(stage.action(Choice::Norm).isChecked() && !stage.action(Choice::Modality).isChecked());
        QVERIFY(stage.chart.summaryText().contains("Clips are coloured by norm"_L1));
        QCOMPARE(told.size(), 1);
        stage.colouring.setChoice(Choice::Norm);
        stage.action(Choice::Norm).trigger(); // it is already
        QCOMPARE(told.size(), 1);
        stage.action(Choice::Change).trigger();
        QCOMPARE(told.last().first().value<Choice>(), Choice::Change);
    }

    void manyClipsShareColumns()
    {
        Stage stage;
        VectorTask maker;
        std::vector<std::vector<float>> vectors(6000, {1, 0});
        vectors[3000] = {5, 0}; // one of five in its column, and yet it is seen
        maker.metadata(36'000).addRow(u"visual"_s, vectors, 6);
        stage.show(maker.share());
        stage.action(Choice::Norm).trigger();
        QCOMPARE(stage.colourAt(9000), QColor::fromRgb(cividisTable().front()));
        const QImage picture = stage.probe.picture();
        const int x = static_cast<int>(stage.probe.xOf(18'003, stage.time));
        int bright = 0;
        for (int column = x - 1; column <= x + 1; ++column)
            bright += ChartProbe::countInColumn(picture, column, QColor::fromRgb(cividisTable().back()));
        QVERIFY(bright > 20);
    }

    void anotherTaskIsColouredByItsOwnNumbers()
    {
        Stage stage;
        stage.action(Choice::Change).trigger();
        QTRY_VERIFY(stage.chart.summaryText().contains("bright at 1.0000"_L1));
        VectorTask maker;
        maker.metadata(60).addRow(u"visual"_s, std::vector<std::vector<float>>(10, {1, 0}), 6);
        stage.show(maker.share());
        QVERIFY(!stage.chart.summaryText().contains("coloured"_L1));
        QTRY_VERIFY(stage.chart.summaryText().contains("bright at 0.0000"_L1));
        stage.analysis.setTask({}, {});
        QVERIFY(!stage.chart.summaryText().contains("coloured"_L1));
    }
};

EMBEDSCOPE_TEST(TestClipColouring)
#include "tst_clipcolouring.moc"
