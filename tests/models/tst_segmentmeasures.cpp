// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/segmentmeasures.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// 12 clips of 4 s: the first half points one way, the second another one at right angles; clip 3 is zero. An
/// audio lane beside it, with a hole.
SharedTask measuredFilm()
{
    VectorTask maker;
    std::vector<std::vector<float>> visual;
    for (int clip = 0; clip < 12; ++clip)
        visual.push_back(clip < 6 ? std::vector<float>{2, 0} : std::vector<float>{0, 3});
    visual[3] = {0, 0};
    maker.metadata(48, {u"visual"_s, u"audio"_s});
    maker.addRow(u"visual"_s, visual, 4);
    maker.addRow(u"audio"_s, randomVectors(3, 5, 1), 4);
    maker.addRow(u"audio"_s, randomVectors(3, 5, 2), 4, 24);
    return maker.share();
}

quint32 rowAt(const EmbeddingTask &task, const QString &modality, double start)
{
    for (quint32 row = 0; row < task.segments.size(); ++row) {
        if (task.modalities.at(task.segments[row].modality) == modality
            && task.segments[row].startSec == start)
            return row;
    }
    return AuditPlace::noRow;
}

} // namespace

class TestSegmentMeasures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWithoutATask()
    {
        TaskAnalysis analysis;
        SegmentMeasures measures(analysis);
        measures.setChosen(3);
        QVERIFY(!measures.chosen());
        QVERIFY(!measures.change() && !measures.novelty() && !measures.likeness() && !measures.findings());
    }

    void numbersStandAtTheirSegments()
    {
        TaskAnalysis analysis;
        SegmentMeasures measures(analysis);
        const SharedTask task = measuredFilm();
        analysis.setTask(task, {});
        QVERIFY(!measures.change());
        QTRY_VERIFY(measures.change());
        const auto change = [&](const QString &modality, double start) {
            return (*measures.change())[rowAt(*task, modality, start)];
        };
        QCOMPARE(measures.change()->size(), task->segments.size());
        QCOMPARE(change(u"visual"_s, 0), 0.0F);
        QCOMPARE(change(u"visual"_s, 20), 1.0F); // to the other half
        QVERIFY(std::isnan(change(u"visual"_s, 8))); // the next one is zero
        QVERIFY(std::isnan(change(u"visual"_s, 44))); // there is none after it
        QVERIFY(std::isnan(change(u"audio"_s, 8))); // the hole
        QVERIFY(!std::isnan(change(u"audio"_s, 4)));

        QTRY_VERIFY(measures.novelty());
        const RowNumbers novelty = measures.novelty();
        const auto noveltyAt = [&](double start) { return (*novelty)[rowAt(*task, u"visual"_s, start)]; };
        QVERIFY(noveltyAt(20) > 0.9F); // both sides of one piece
        for (const double start : {4.0, 16.0, 24.0, 36.0})
            QVERIFY(!(noveltyAt(start) >= noveltyAt(20)));
    }

    void likenessFollowsTheChosenClip()
    {
        TaskAnalysis analysis;
        SegmentMeasures measures(analysis);
        QSignalSpy ready(&measures, &SegmentMeasures::ready);
        const SharedTask task = measuredFilm();
        analysis.setTask(task, {});
        QVERIFY(!measures.likeness()); // none is chosen
        QTest::qWait(30);
        QVERIFY(ready.isEmpty());
        measures.setChosen(static_cast<int>(rowAt(*task, u"visual"_s, 0)));
        QTRY_VERIFY(measures.likeness());
        const auto likeness = [&](const QString &modality, double start) {
            return (*measures.likeness())[rowAt(*task, modality, start)];
        };
        QCOMPARE(likeness(u"visual"_s, 0), 1.0F);
        QCOMPARE(likeness(u"visual"_s, 16), 1.0F);
        QCOMPARE(likeness(u"visual"_s, 24), 0.0F);
        QVERIFY(std::isnan(likeness(u"visual"_s, 12))); // zero
        QVERIFY(std::isnan(likeness(u"audio"_s, 0))); // compares with no other modality

        measures.setChosen(static_cast<int>(rowAt(*task, u"visual"_s, 24)));
        QVERIFY(!measures.likeness());
        QTRY_VERIFY(measures.likeness());
        QCOMPARE(likeness(u"visual"_s, 0), 0.0F);
        QCOMPARE(likeness(u"visual"_s, 28), 1.0F);

        measures.setChosen(
            static_cast<int>(rowAt(*task, u"visual"_s, 12))); // the zero vector compares with nothing
        QVERIFY(!measures.likeness());
        QTRY_VERIFY(measures.likeness());
        QVERIFY(std::all_of(measures.likeness()->begin(), measures.likeness()->end(),
                            [](float number) { return std::isnan(number); }));
        measures.setChosen(std::nullopt);
        QVERIFY(!measures.likeness());
    }

    void findingsAreWords()
    {
        TaskAnalysis analysis;
        SegmentMeasures measures(analysis);
        const SharedTask task = measuredFilm();
        analysis.setTask(task, {});
        QVERIFY(!measures.findings());
        QTRY_VERIFY(measures.findings());
        QCOMPARE(measures.findings()->textOf(rowAt(*task, u"visual"_s, 12)), u"zero vector"_s);
        QCOMPARE(measures.findings()->textOf(rowAt(*task, u"audio"_s, 0)), QString());
        QVERIFY(measures.findings()->textOf(rowAt(*task, u"visual"_s, 0)).contains("equal to another"_L1));
    }

    void anotherTaskForgetsAll()
    {
        TaskAnalysis analysis;
        SegmentMeasures measures(analysis);
        QSignalSpy forgotten(&measures, &SegmentMeasures::taskChanged);
        analysis.setTask(measuredFilm(), {});
        measures.setChosen(0);
        QVERIFY(!measures.change());
        QTRY_VERIFY(measures.change());
        const RowNumbers before = measures.change();
        const SharedTask other = measuredFilm();
        analysis.setTask(other, {});
        QCOMPARE(forgotten.size(), 2);
        QVERIFY(!measures.chosen());
        QVERIFY(!measures.change());
        QTRY_VERIFY(measures.change());
        QVERIFY(measures.change() != before);
        analysis.setTask({}, {});
        QVERIFY(!measures.change() && !measures.novelty() && !measures.findings());
    }

    void noveltyFollowsTheKernel()
    {
        TaskAnalysis analysis;
        SegmentMeasures measures(analysis);
        analysis.setTask(measuredFilm(), {});
        QVERIFY(!measures.novelty());
        QTRY_VERIFY(measures.novelty());
        const RowNumbers before = measures.novelty();
        analysis.setKernelSec(4);
        QVERIFY(!analysis.changes());
        QTRY_VERIFY(measures.novelty() && measures.novelty() != before);
    }
};

EMBEDSCOPE_TEST(TestSegmentMeasures)
#include "tst_segmentmeasures.moc"
