// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scenes.h"

#include "analysis/vectortask.h"
#include "models/scenemodel.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Scenes of 40 s in "visual", of 60 s in "audio"; clips of 2 s, 240 s long.
SharedTask filmOfScenes(const QString &id = u"task"_s)
{
    VectorTask maker(id);
    const auto looks = randomVectors(10, 16, 7);
    for (int clip = 0; clip < 120; ++clip) {
        maker.add(u"visual"_s, clip * 2, clip * 2 + 2, looks[static_cast<size_t>(clip / 20)]);
        maker.add(u"audio"_s, clip * 2, clip * 2 + 2, looks[static_cast<size_t>(6 + clip / 30)]);
    }
    return maker.share();
}

std::vector<double> timesOf(const Scenes &scenes)
{
    std::vector<double> times;
    for (const SceneBoundary &boundary : scenes.boundaries())
        times.push_back(boundary.atSec);
    return times;
}

} // namespace

class TestScenes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsComputedBeforeAViewAsks()
    {
        TaskAnalysis analysis;
        Scenes scenes(analysis);
        analysis.setTask(filmOfScenes(), {});
        QTest::qWait(20);
        QVERIFY(!scenes.changes() && !scenes.isUnderWay());
        scenes.request();
        QVERIFY(scenes.isUnderWay());
        QTRY_VERIFY(scenes.changes());
        QCOMPARE(timesOf(scenes), (std::vector<double>{40, 80, 120, 160, 200}));
        QCOMPARE(scenes.task()->segments.at(size_t(scenes.segmentAfter(scenes.boundaries()[1]))).startSec, 80.0);
    }

    /// As in an answer that was exported without vectors.
    void withoutVectorsThereIsNoScene()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, std::vector<std::vector<float>>(10), 6);
        TaskAnalysis analysis;
        Scenes scenes(analysis);
        analysis.setTask(maker.share(), {});
        scenes.request();
        QTRY_VERIFY(scenes.changes());
        QCOMPARE(scenes.scenes().size(), size_t(0));
    }

    void theLaneStaysChosenAndTheThresholdMoves()
    {
        TaskAnalysis analysis;
        Scenes scenes(analysis);
        SceneModel model(scenes);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        analysis.setTask(filmOfScenes(), {});
        scenes.request();
        QTRY_COMPARE(model.rowCount(), 6);
        QCOMPARE(model.index(0, 0).data().toString(), u"1"_s); // with it the film begins
        QCOMPARE(model.index(0, 1).data().toString(), u"0:00:00.000"_s);
        QCOMPARE(model.index(0, 3).data().toString(), u"—"_s);
        QCOMPARE(model.index(2, 0).data().toString(), u"3"_s);
        QCOMPARE(model.index(2, 1).data().toString(), u"0:01:20.000"_s);
        QCOMPARE(model.index(2, 2).data().toString(), u"0:02:00.000"_s);
        QCOMPARE(model.index(5, 2).data().toString(), u"0:04:00.000"_s);
        QCOMPARE(scenes.segmentOf(scenes.scenes().front()), 0);
        QCOMPARE(scenes.segmentOf(scenes.scenes().at(1)), scenes.segmentAfter(scenes.boundaries().front()));
        scenes.setLane(1);
        QCOMPARE(timesOf(scenes), (std::vector<double>{60, 120, 180}));
        QCOMPARE(model.rowCount(), 4);
        std::vector<double> strengths;
        for (const SceneBoundary &boundary : scenes.boundaries())
            strengths.push_back(boundary.strength);
        std::sort(strengths.begin(), strengths.end());
        scenes.setThreshold(strengths[1]);
        QCOMPARE(model.rowCount(), 3); // one that equals it counts
        QCOMPARE(model.index(2, 0).data().toString(), u"3"_s); // numbered anew
        // As it is shown, with three digits: a strength that reads the same reaches it.
        scenes.setThreshold(std::floor(strengths[1] * 1000) / 1000 + 0.0009);
        QVERIFY(scenes.threshold() <= strengths[1]);
        QCOMPARE(model.rowCount(), 3);
        scenes.setThreshold(9);
        QCOMPARE(model.rowCount(), 1); // the whole film
        QCOMPARE(model.index(0, 2).data().toString(), u"0:04:00.000"_s);
        analysis.setTask(filmOfScenes(u"other"_s), {}); // its own threshold, the same modality
        QVERIFY(!scenes.changes());
        QCOMPARE(model.rowCount(), 0);
        scenes.request();
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(scenes.lane(), size_t(1));
    }

    void aMovedThresholdComesBackWithItsTask()
    {
        TaskAnalysis analysis;
        Scenes scenes(analysis);
        const auto show = [&](const QString &id) {
            analysis.setTask(filmOfScenes(id), {});
            scenes.request();
            return test::waitFor([&] { return scenes.changes() != nullptr; });
        };
        QVERIFY(show(u"one"_s));
        const double usual = scenes.threshold();
        QVERIFY(!scenes.isThresholdMoved());
        scenes.setThreshold(1.9);
        scenes.setLane(1); // its own
        QVERIFY(!scenes.isThresholdMoved());
        scenes.setLane(0);
        QCOMPARE(scenes.threshold(), 1.9);
        QVERIFY(show(u"two"_s));
        QCOMPARE(scenes.threshold(), usual);
        QVERIFY(show(u"one"_s));
        QCOMPARE(scenes.threshold(), 1.9);
        QVERIFY(scenes.isThresholdMoved() && scenes.boundaries().empty());
        scenes.setKernelSec(8); // novelty is another one
        scenes.request();
        QTRY_VERIFY(scenes.changes());
        QVERIFY(!scenes.isThresholdMoved());
        scenes.setKernelSec(16);
        scenes.request();
        QTRY_VERIFY(scenes.changes());
        QCOMPARE(scenes.threshold(), 1.9);
        scenes.resetThreshold();
        QCOMPARE(scenes.threshold(), usual);
        QVERIFY(show(u"two"_s) && show(u"one"_s));
        QVERIFY(!scenes.isThresholdMoved());
    }

    void anotherKernelIsComputedAnew()
    {
        TaskAnalysis analysis;
        Scenes scenes(analysis);
        analysis.setTask(filmOfScenes(), {});
        scenes.request();
        QTRY_VERIFY(scenes.changes());
        QSignalSpy told(&scenes, &Scenes::changesChanged);
        scenes.setKernelSec(8);
        QVERIFY(!scenes.changes() && scenes.boundaries().empty());
        QCOMPARE(told.size(), 1);
        scenes.request();
        QTRY_COMPARE(scenes.boundaries().size(), size_t(5));
        scenes.setKernelSec(8);
        QCOMPARE(told.size(), 2);
    }
};

EMBEDSCOPE_TEST(TestScenes)
#include "tst_scenes.moc"
