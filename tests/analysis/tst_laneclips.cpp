// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/laneclips.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLaneClips final : public QObject
{
    Q_OBJECT

private:
    const double none = std::nan("");
    const float infinite = std::numeric_limits<float>::infinity();

private Q_SLOTS:
    void takesWhatIsUsableAndSaysWhatIsNot()
    {
        VectorTask maker;
        maker
            .add(u"visual"_s, 6, 12, {3, 4}) // row 2
            .add(u"visual"_s, 0, 6, {1, 0}) // row 0
            .add(u"audio"_s, 0, 6, {1, 0}) // row 1, another lane
            .add(u"visual"_s, 12, 18, {}) // 3
            .add(u"visual"_s, 18, 24, {1, 2, 3}) // 4
            .add(u"visual"_s, 24, 30, {0, 0}) // 5
            .add(u"visual"_s, 36, 30, {1, 1}) // 6
            .add(u"visual"_s, none, none, {1, 1}); // 7
        const LaneClips clips = maker.clips();
        QCOMPARE(clips.size(), size_t(2));
        QCOMPARE(clips.dimension(), 2U);
        QCOMPARE(clips.row(0), 0U);
        QCOMPARE(clips.row(1), 2U);
        QCOMPARE(clips.norm(1), 5.0);
        QCOMPARE(clips.leftOut(),
                 (std::vector<LeftOutRow>{{3, UnusableReason::NoVector},
                                          {4, UnusableReason::OtherDimension},
                                          {5, UnusableReason::Zero},
                                          {6, UnusableReason::TimesReversed},
                                          {7, UnusableReason::NoTimes}}));
        QCOMPARE(clips.clipOfRow(2), std::optional<size_t>(1));
        QCOMPARE(clips.clipOfRow(3), std::nullopt);
    }

    void whatFloatsDoNotHoldIsTooGreat()
    {
        // 1e39 in the answer: a finite norm, but infinite in the matrix.
        VectorTask maker;
        maker.add(u"visual"_s, 0, 1, {1, infinite});
        EmbeddingTask task = maker.take();
        task.segments[0].norm = 1e39;
        const auto clips = LaneClips::of(std::make_shared<const EmbeddingTask>(std::move(task)), {0, 0});
        QVERIFY(clips->isEmpty());
        QCOMPARE(clips->leftOut(), (std::vector<LeftOutRow>{{0, UnusableReason::TooGreat}}));
    }

    void hugeAndTinyVectorsHaveDirections()
    {
        VectorTask maker;
        maker.add(u"visual"_s, 0, 1, {3e37F, 4e37F}).add(u"visual"_s, 1, 2, {3e-37F, 4e-37F});
        const LaneClips clips = maker.clips();
        QVERIFY(std::abs(clips.cosine(0, 1) - 1) < 1e-6);
        for (size_t i = 0; i < 2; ++i) {
            const std::vector<float> unit = clips.unitVector(i);
            QVERIFY(std::abs(unit[0] - 0.6F) < 1e-6F && std::abs(unit[1] - 0.8F) < 1e-6F);
        }
    }

    void anAssetWithoutTimesSpansTheMedia()
    {
        VectorTask maker;
        maker.metadata(90).add(u"visual"_s, none, none, {1, 2}, u"asset"_s);
        const LaneClips clips = maker.clips();
        QCOMPARE(clips.size(), size_t(1));
        QCOMPARE(clips.startSec(0), 0.0);
        QCOMPARE(clips.endSec(0), 90.0);
    }

    void ofEquallyCommonDimensionsTheFirstCounts()
    {
        VectorTask maker;
        maker.add(u"visual"_s, 0, 1, {1, 2, 3}).add(u"visual"_s, 1, 2, {1, 2});
        QCOMPARE(maker.clips().dimension(), 3U);
    }

    void noneAndOne()
    {
        QVERIFY(VectorTask().clips().isEmpty());
        VectorTask maker;
        maker.add(u"visual"_s, 0, 6, {1, 2});
        const LaneClips one = maker.clips();
        QCOMPARE(one.size(), size_t(1));
        QCOMPARE(one.clipAt(0), std::optional<size_t>(0));
        QCOMPARE(one.clipAt(6), std::nullopt);
        QCOMPARE(one.clipAt(-1), std::nullopt);
    }

    void isCancelled()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(3, 2, 1), 1);
        QVERIFY(!LaneClips::of(maker.share(), {0, 0}, [] { return true; }));
    }

    void lanesStandClipsFirst()
    {
        VectorTask maker;
        maker.add(u"b"_s, 0, 9, {1}, u"asset"_s)
            .add(u"a"_s, 0, 1, {1})
            .add(u"b"_s, 0, 1, {1})
            .add(u"a"_s, 0, 9, {1}, u"asset"_s);
        const EmbeddingTask task = maker.take();
        QStringList names;
        for (const LaneKey lane : lanesOf(task))
            names.append(task.modalities.at(lane.modality) + u'/' + task.scopes.at(lane.scope));
        QCOMPARE(names, (QStringList{u"b/clip"_s, u"a/clip"_s, u"b/asset"_s, u"a/asset"_s}));
    }

    void manyVectorsOfTheWholeMediaSpanIt()
    {
        constexpr size_t count = 200'000; // each would look at all others, if the duration were looked up for each
        EmbeddingTask task;
        task.modalities = {u"visual"_s};
        task.scopes = {u"asset"_s};
        test::appendSegment(task, u"visual"_s, 0, 90, u"asset"_s);
        test::giveVector(task, {1, 0});
        task.segments.resize(count, task.segments.front());
        for (size_t i = 1; i < count; ++i)
            task.segments[i].startSec = std::nan("");
        const LaneClips clips = *LaneClips::of(std::make_shared<const EmbeddingTask>(std::move(task)), {0, 0});
        QCOMPARE(clips.size(), count);
        QCOMPARE(clips.endSec(count - 1), 90.0);
    }
};

EMBEDSCOPE_TEST(TestLaneClips)
#include "tst_laneclips.moc"
