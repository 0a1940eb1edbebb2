// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskanalysis.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

using Part = TaskAnalysis::Part;

/// 60 clips of two modalities; the visual ones change after half of them.
SharedTask randomFilm(unsigned seed)
{
    VectorTask maker;
    const auto visual = randomVectors(2, 8, seed);
    for (int clip = 0; clip < 60; ++clip)
        maker.add(u"visual"_s, clip * 2, clip * 2 + 2, visual[clip < 30 ? 0 : 1]);
    maker.addRow(u"audio"_s, randomVectors(60, 8, seed + 1), 2);
    maker.add(u"visual"_s, 0, 120, visual[0], u"asset"_s);
    return maker.share();
}

int timesReady(const QSignalSpy &spy, Part part)
{
    return static_cast<int>(std::count_if(spy.begin(), spy.end(), [part](const QList<QVariant> &arguments) {
        return arguments.front().value<Part>() == part;
    }));
}

} // namespace

class TestTaskAnalysis final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutATaskThereIsNothing()
    {
        TaskAnalysis analysis;
        QVERIFY(!analysis.task());
        const QSignalSpy changed(&analysis, &TaskAnalysis::taskChanged);
        analysis.setTask({}, {});
        QVERIFY(changed.isEmpty()); // none is what there was
        QVERIFY(!analysis.changes() && !analysis.audit() && !analysis.searchable());
        QVERIFY(!analysis.isUnderWay(Part::Audit));
    }

    void eachPartComesOnceWhenItIsAskedFor()
    {
        TaskAnalysis analysis;
        QSignalSpy ready(&analysis, &TaskAnalysis::ready);
        const SharedTask task = randomFilm(1);
        analysis.setTask(task, u"marengo3.0"_s);
        QTest::qWait(20);
        QVERIFY(ready.isEmpty()); // nobody has asked

        QVERIFY(!analysis.changes());
        QVERIFY(!analysis.changes()); // a second view
        QVERIFY(analysis.isUnderWay(Part::Change));
        QTRY_COMPARE(timesReady(ready, Part::Change), 1);
        QVERIFY(!analysis.isUnderWay(Part::Change));
        const auto changes = analysis.changes();
        QCOMPARE(changes->size(), size_t(2)); // the asset vector is no lane of clips
        QCOMPARE(changes->front().changes.size(), size_t(59));
        QCOMPARE(changes->front().clips->modality(), u"visual"_s);
        const auto peaks = sceneBoundaries(changes->front().novelty, changes->front().clips->key(),
                                           {.threshold = changes->front().usualThreshold + 0.01});
        QCOMPARE(peaks.size(), size_t(1));
        QCOMPARE(peaks.front().atSec, 60.0);
        QCOMPARE(analysis.changes(), changes); // the same, not computed again

        QVERIFY(!analysis.audit() && !analysis.searchable());
        QTRY_VERIFY(analysis.audit() && analysis.searchable());
        QCOMPARE(analysis.searchable()->model, u"marengo3.0"_s);
        QCOMPARE(analysis.searchable()->lanes.size(), size_t(2));
        QCOMPARE(ready.size(), 3);
    }

    void anotherTaskCancelsAndForgets()
    {
        TaskAnalysis analysis;
        QSignalSpy ready(&analysis, &TaskAnalysis::ready);
        QSignalSpy changed(&analysis, &TaskAnalysis::taskChanged);
        VectorTask large;
        large.addRow(u"visual"_s, randomVectors(3000, 64, 1), 2);
        analysis.setTask(large.share(), {});
        analysis.searchable();
        analysis.changes();
        const SharedTask other = randomFilm(5);
        analysis.setTask(other, {});
        analysis.setTask(other, {}); // the same
        QCOMPARE(changed.size(), 2);
        QVERIFY(!analysis.changes());
        QTRY_VERIFY(analysis.changes());
        QTest::qWait(50);
        QCOMPARE(ready.size(), 1); // nothing of the task before was told
        QCOMPARE(analysis.changes()->front().clips->sharedTask(), other);
    }

    void anotherKernelComputesNoveltyAnew()
    {
        TaskAnalysis analysis;
        analysis.setTask(randomFilm(2), {});
        QVERIFY(!analysis.changes());
        analysis.setKernelSec(4); // while the one before is under way
        QVERIFY(!analysis.changes());
        QTRY_VERIFY(analysis.changes());
        const auto narrow = analysis.changes();
        QTest::qWait(50);
        QCOMPARE(analysis.changes(), narrow); // what came late did not replace it
        QCOMPARE(narrow->front().novelty.size(), novelty(*narrow->front().clips, 4)->size());
        analysis.setKernelSec(4);
        QCOMPARE(analysis.changes(), narrow); // the same
        analysis.setKernelSec(32);
        QVERIFY(!analysis.changes());
        QTRY_VERIFY(analysis.changes());
        QVERIFY(analysis.changes()->front().novelty.size() < narrow->front().novelty.size());
    }

    void endsInTheMiddle()
    {
        VectorTask large;
        large.addRow(u"visual"_s, randomVectors(3000, 64, 1), 2);
        const SharedTask task = large.share();
        for (int round = 0; round < 10; ++round) {
            TaskAnalysis analysis;
            analysis.setTask(task, {});
            analysis.changes();
            analysis.audit();
            analysis.searchable();
            std::this_thread::sleep_for(std::chrono::milliseconds(round));
        }
        QTRY_COMPARE(task.use_count(), 1L); // no thread holds it for long
    }
};

EMBEDSCOPE_TEST(TestTaskAnalysis)
#include "tst_taskanalysis.moc"
