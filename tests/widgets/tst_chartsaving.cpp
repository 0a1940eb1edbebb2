// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartsaving.h"

#include "analysis/vectortask.h"
#include "charts/changechart.h"
#include "charts/cividis.h"
#include "charts/timelinechart.h"
#include "charts/timechartview.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"
#include "widgets/appsettings.h"
#include "widgets/matrixview.h"

#include <QFileDialog>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChartSaving final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage()
        {
            window.resize(800, 300);
            chart.resize(800, 300);
            window.show();
            settings.setExportFolder(folder.path());
            time.setDuration(60);
            chart.setTask(task, buildLanes(*task));
            QCoreApplication::processEvents();
        }
        QByteArray save(const QString &filter, const QString &name) { return save(chart, filter, name); }
        /// What the dialog's filter of this kind, answered with `name`, wrote.
        QByteArray save(TimeChart &which, const QString &filter, const QString &name)
        {
            QSignalSpy ended(&saving, &ChartSaving::ended);
            saving.begin(which);
            auto *const dialog = window.findChild<QFileDialog *>();
            for (const QString &each : dialog->nameFilters()) {
                if (each.contains(filter)) {
                    dialog->selectNameFilter(each);
                    Q_EMIT dialog->filterSelected(each);
                }
            }
            dialog->selectFile(name);
            const QString path = dialog->selectedFiles().constFirst();
            static_cast<QDialog &>(*dialog).accept();
            if (!ended.wait(test::longestWaitMs))
                return "(never ended)";
            sentence = ended.constFirst().constFirst().toString();
            delete dialog;
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
        }

        QTemporaryDir folder;
        AppSettings settings{folder.filePath(u"settings.ini"_s)};
        SharedTime time;
        QWidget window;
        SharedTask task = MadeUpTask().duration(60).addRow(u"visual"_s, 10, 6).add(u"a,b"_s, 0, 60, NAN, u"asset"_s).share();
        TimelineChart chart{time, &window};
        ChartSaving saving{time, settings, window};
        QString sentence;
    };
    static qsizetype rowsOf(const QByteArray &csv) { return csv.count("\r\n") - 1; }

private Q_SLOTS:
    void anotherTaskIsNotSavedUnderTheNameOfTheFirst()
    {
        Stage stage;
        QSignalSpy ended(&stage.saving, &ChartSaving::ended);
        stage.saving.begin(stage.chart);
        auto *const dialog = stage.window.findChild<QFileDialog *>();
        dialog->selectFile(u"chart.png"_s);
        EmbeddingTask other = MadeUpTask().duration(60).addRow(u"visual"_s, 10, 6).take();
        other.id = *TaskId::fromString(u"64f8d2c7e4a1b37f00000099"_s);
        const auto shown = std::make_shared<const EmbeddingTask>(std::move(other));
        stage.chart.setTask(shown, buildLanes(*shown)); // it was handed over meanwhile
        static_cast<QDialog &>(*dialog).accept();
        QCOMPARE(ended.size(), 1);
        QVERIFY(!ended[0][1].toBool());
        QVERIFY(!QFile::exists(stage.folder.filePath(u"chart.png"_s)));
    }

    void theTypedEndingSaysWhatIsWanted()
    {
        Stage stage;
        QVERIFY(stage.save(u"*.png"_s, u"a.svg"_s).contains("<svg"));
        QVERIFY(stage.save(u"*.png"_s, u"a.CSV"_s).startsWith("task,"));
        QVERIFY(stage.save(u"*.svg"_s, u"a.png"_s).startsWith("\x89PNG"));
        QVERIFY(stage.save(u"*.png"_s, u"a.other"_s).startsWith("\x89PNG"));
    }

    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void pictures()
    {
        Stage stage;
        const QByteArray png = stage.save(u"*.png"_s, u"a"_s);
        QCOMPARE(QImage::fromData(png, "PNG").size(), stage.chart.view().viewport()->size() * 2);
        QVERIFY2(stage.sentence.contains("a.png"_L1), qPrintable(stage.sentence));
        const QByteArray svg = stage.save(u"*.svg"_s, u"b"_s);
        QVERIFY(svg.startsWith("<?xml") && svg.contains(">visual</text>"));
        QCOMPARE(stage.settings.exportFolder(), stage.folder.path());
    }

    void theMatrixIsAPicture()
    {
        Stage stage;
        MatrixView matrix(stage.time, &stage.window);
        matrix.resize(320, 300);
        stage.saving.begin(matrix, stage.task->id);
        QVERIFY(!stage.window.findChild<QFileDialog *>()); // nothing is there to be kept
        VectorTask maker;
        for (int clip = 0; clip < 20; ++clip)
            maker.add(u"visual"_s, clip * 3, clip * 3 + 3, clip < 10 ? std::vector{1.0F, 0.0F} : std::vector{0.0F, 1.0F});
        const auto clips = std::make_shared<const LaneClips>(*LaneClips::of(maker.share(), {0, 0}));
        matrix.setMatrix(std::make_shared<const SimilarityMatrix>(*selfSimilarity(*clips)), clips, u"visual"_s);
        QSignalSpy ended(&stage.saving, &ChartSaving::ended);
        stage.saving.begin(matrix, stage.task->id);
        auto *const dialog = stage.window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->nameFilters().size(), 1);
        dialog->selectFile(u"m"_s);
        static_cast<QDialog &>(*dialog).accept();
        QVERIFY(ended.wait(test::longestWaitMs));
        const QImage kept(stage.folder.filePath(u"m.png"_s));
        QCOMPARE(kept.size(), matrix.size() * 2);
        // Two blocks on the diagonal that are alike, and two beside it that are not.
        int alike = 0;
        int different = 0;
        for (int y = 0; y < kept.height(); ++y) {
            for (int x = 0; x < kept.width(); ++x) {
                alike += kept.pixel(x, y) == cividis(1) ? 1 : 0;
                different += kept.pixel(x, y) == cividis(0) ? 1 : 0;
            }
        }
        QVERIFY2(alike > 10'000 && different > 10'000, qPrintable(u"%1 %2"_s.arg(alike).arg(different)));
    }

    void tables()
    {
        Stage stage;
        stage.time.setVisible({12, 24});
        const QByteArray seen = stage.save(u"what is seen"_s, u"seen"_s);
        QCOMPARE(rowsOf(seen), 3);
        QVERIFY(seen.startsWith("task,number,modality,scope,start,end,norm\r\n"));
        QVERIFY(seen.contains(",4,visual,clip,12,18,1\r\n"));
        QVERIFY(seen.contains(",\"a,b\",asset,0,60,\r\n")); // without a norm
        QCOMPARE(rowsOf(stage.save(u"everything"_s, u"all"_s)), 11);
        stage.time.setSelectedRange(TimeRange{0, 7});
        QCOMPARE(rowsOf(stage.save(u"selection"_s, u"selected"_s)), 3);
        stage.time.setSelectedRange(std::nullopt);
        stage.saving.begin(stage.chart);
        auto *const dialog = stage.window.findChild<QFileDialog *>();
        QVERIFY(dialog->nameFilters().filter(u"selection"_s).isEmpty()); // there is none to be offered
    }

    // The change chart shows no clips but what is between them, and so does its table.
    void theChangeChartsTables()
    {
        Stage stage;
        ChangeChart change(stage.time, &stage.window);
        const auto lanes = buildLanes(*stage.task);
        change.setTask(stage.task, lanes);
        ChangeCurve curve{.lane = 0};
        for (int clip = 1; clip < 10; ++clip)
            curve.changes.push_back({clip * 6.0, clip == 3 ? 0.5 : 0.125, clip + 1, true});
        curve.novelty = {{12, 0.25, 3, true}, {18, 0.75, 4, true}};
        change.setCurves(lanes, {curve});
        change.setScenes(SceneMarks{0, 0.5, 16, {{18, 0.75, 4, true}}});
        stage.time.setVisible({12, 24});
        QCOMPARE(stage.save(change, u"what is seen"_s, u"seen"_s),
                 "task,modality,number,time,change,novelty,scene\r\n"
                 ",visual,4,12,0.125,0.25,\r\n"
                 ",visual,5,18,0.5,0.75,2\r\n"
                 ",visual,6,24,0.125,,\r\n");
        QCOMPARE(rowsOf(stage.save(change, u"everything"_s, u"all"_s)), 9);
        stage.time.setSelectedRange(TimeRange{17, 19});
        QCOMPARE(rowsOf(stage.save(change, u"selection"_s, u"selected"_s)), 1);
        stage.time.setSelectedRange(std::nullopt);
        stage.time.setSelectedSegment(4); // 18 to 24: the boundaries that it begins and ends with
        QCOMPARE(rowsOf(stage.save(change, u"selection"_s, u"clip"_s)), 2);
    }

    void aFailureIsToldAndTheOldFileStays()
    {
        Stage stage;
        const QString gone = stage.folder.filePath(u"gone/a"_s);
        stage.save(u"*.png"_s, gone);
        QVERIFY2(stage.sentence.contains("could not be saved"_L1), qPrintable(stage.sentence));
    }

    void withoutATaskNothingIsAsked()
    {
        Stage stage;
        stage.chart.setTask(nullptr, nullptr);
        stage.saving.begin(stage.chart);
        QVERIFY(!stage.window.findChild<QFileDialog *>());
    }
};

EMBEDSCOPE_TEST(TestChartSaving)
#include "tst_chartsaving.moc"
