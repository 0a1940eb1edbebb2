// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/laneset.h"

#include "core/lanes.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"
#include "support/widetask.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const double none = std::nan("");

QStringList namesOf(const LaneSet &lanes)
{
    QStringList names;
    for (const Lane &lane : lanes.lanes())
        names.append(lane.kind == LaneKind::Asset ? u"(asset)"_s : lane.modality + u'/' + lane.scope);
    return names;
}

} // namespace

class TestLaneSet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesStandInOrder()
    {
        const EmbeddingTask task = MadeUpTask()
                                       .add(u"zebra"_s, 0, 1)
                                       .add(u"fused"_s, 0, 1)
                                       .add(u"apple"_s, 0, 1)
                                       .add(QString(), 0, 1)
                                       .add(u"transcription"_s, 0, 1)
                                       .add(u"audio"_s, 0, 1)
                                       .add(u"visual"_s, 0, 1, 1, u"page"_s)
                                       .add(u"visual"_s, 0, 1)
                                       .add(u"visual"_s, 0, 1, 1, QString())
                                       .add(u"audio"_s, 0, 9, 1, u"asset"_s)
                                       .missing(u"text"_s)
                                       .take();
        QCOMPARE(namesOf(*buildLanes(task)),
                 (QStringList{u"visual/clip"_s, u"visual/page"_s, u"visual/"_s, u"audio/clip"_s,
                              u"transcription/clip"_s, u"fused/clip"_s, u"/clip"_s, u"apple/clip"_s,
                              u"text/"_s, u"zebra/clip"_s, u"(asset)"_s}));
    }

    void assetVectorsStandApart()
    {
        const auto lanes = buildLanes(MadeUpTask()
                                          .duration(90)
                                          .addRow(u"visual"_s, 3, 30)
                                          .add(u"visual"_s, 0, 90, 1, u"asset"_s)
                                          .add(u"audio"_s, none, none, 1, u"asset"_s)
                                          .take());
        QCOMPARE(lanes->lanes().size(), size_t(2));
        QCOMPARE(lanes->lanes()[0].clips.size(), size_t(3));
        const Lane &asset = lanes->lanes()[1];
        QCOMPARE(asset.kind, LaneKind::Asset);
        QCOMPARE(asset.clips.size(), size_t(2));
        QCOMPARE(asset.rows.size(), size_t(2)); // both seen, below each other
        QCOMPARE(asset.clips[1].startSec, 0.0); // without times: the whole media
        QCOMPARE(asset.clips[1].endSec, 90.0);
        QCOMPARE(lanes->withoutTimes(), 0);
    }

    void everySegmentStandsOnce()
    {
        std::mt19937 random(3);
        MadeUpTask maker;
        int timeless = 0;
        for (int i = 0; i < 2000; ++i) {
            const bool hasTimes = random() % 10 != 0;
            timeless += hasTimes ? 0 : 1;
            const double start = static_cast<double>(random() % 1000);
            const double end = start + static_cast<double>(random() % 40) - 5; // some end before they start
            maker.add(random() % 2 ? u"visual"_s : u"audio"_s, hasTimes ? start : none, hasTimes ? end : 7);
        }
        const EmbeddingTask task = maker.take();
        const auto lanes = buildLanes(task);
        QCOMPARE(lanes->withoutTimes(), timeless);
        for (int i = 0; i < 2000; ++i) {
            const Segment &segment = task.segments[static_cast<size_t>(i)];
            const std::optional<ClipPlace> place = lanes->placeOf(i);
            QCOMPARE(place.has_value(), segment.hasTimes());
            if (!place)
                continue;
            const ClipSpan clip = lanes->clipAt(*place);
            QCOMPARE(clip.segment, i);
            QCOMPARE(clip.startSec, std::min(segment.startSec, segment.endSec));
            QCOMPARE(clip.endSec, std::max(segment.startSec, segment.endSec));
            QCOMPARE(lanes->lanes()[place->lane].modality, task.modalities[segment.modality]);
        }
        QVERIFY(!lanes->placeOf(-1));
        QVERIFY(!lanes->placeOf(2000));
    }

    void rowsHoldNoOverlaps()
    {
        std::mt19937 random(9);
        for (const unsigned longest : {3U, 40U, 4000U}) {
            MadeUpTask maker;
            for (int i = 0; i < 500; ++i) {
                const double start = static_cast<double>(random() % 100'000) / 100;
                maker.add(u"visual"_s, start, start + static_cast<double>(random() % (longest * 100)) / 100);
            }
            const auto lanes = buildLanes(maker.take());
            const Lane &lane = lanes->lanes().front();
            QVERIFY(lane.rows.size() <= Lane::mostRows);
            size_t total = 0;
            for (size_t row = 0; row < lane.rows.size(); ++row) {
                const std::vector<ClipSpan> &clips = lane.rows[row].clips();
                total += clips.size();
                const bool isLast = row + 1 == Lane::mostRows; // takes what does not fit elsewhere
                for (size_t i = 1; i < clips.size() && !isLast; ++i) {
                    QVERIFY(clips[i - 1].endSec - clips[i].startSec < leastGapSec);
                    QVERIFY(clips[i - 1].endSec <= clips[i].endSec);
                }
            }
            QCOMPARE(total, lane.clips.size());
            for (size_t i = 0; i < lane.clips.size(); ++i) {
                const std::vector<ClipSpan> &row = lane.rows[lane.rowOfClip[i]].clips();
                QVERIFY(std::any_of(row.begin(), row.end(), [&](const ClipSpan &clip) {
                    return clip.segment == lane.clips[i].segment;
                }));
            }
        }
    }

    void roundedTimesNeedNoSecondRow()
    {
        const auto lanes = buildLanes(
            MadeUpTask().add(u"visual"_s, 0, 6.04).add(u"visual"_s, 6, 12).add(u"visual"_s, 11.9, 18).take());
        QCOMPARE(lanes->lanes()[0].rowOfClip, (std::vector<quint8>{0, 0, 1}));
    }

    void norms()
    {
        const auto lanes = buildLanes(MadeUpTask()
                                          .add(u"visual"_s, 0, 1, 0.995)
                                          .add(u"visual"_s, 1, 2, 1.005)
                                          .add(u"audio"_s, 0, 1, 1)
                                          .add(u"audio"_s, 1, 2, 1.0051)
                                          .add(u"audio"_s, 2, 3, none)
                                          .add(u"audio"_s, 3, 4, 7)
                                          .add(u"fused"_s, 0, 1, none)
                                          .add(u"huge"_s, 0, 1, 1.7e308)
                                          .add(u"huge"_s, 1, 2, 1.7e308)
                                          .take());
        const NormSummary &visual = lanes->lanes()[0].norms;
        QVERIFY(visual.isUnitLength());
        QCOMPARE(visual.median, 1.0);
        const NormSummary &audio = lanes->lanes()[1].norms;
        QVERIFY(!audio.isUnitLength());
        QCOMPARE(audio.count, 3);
        QCOMPARE(audio.median, 1.0051);
        QCOMPARE(audio.greatest, 7.0);
        const NormSummary &fused = lanes->lanes()[2].norms;
        QVERIFY(!fused.isUnitLength() && fused.count == 0 && std::isnan(fused.median));
        QCOMPARE(lanes->lanes()[3].norms.median, 1.7e308);
    }

    void extents()
    {
        QCOMPARE(timelineExtent(MadeUpTask().take()), 1.0);
        QCOMPARE(timelineExtent(MadeUpTask().duration(60).add(u"visual"_s, 0, 6).take()), 60.0);
        QCOMPARE(timelineExtent(MadeUpTask().duration(60).add(u"visual"_s, 0, 66).take()), 66.0);
        QCOMPARE(timelineExtent(MadeUpTask().duration(60).add(u"visual"_s, 0, 1e300).take()), 90.0);
        QCOMPARE(timelineExtent(MadeUpTask().add(u"visual"_s, 70, 50).take()), 70.0);
        const auto lanes = buildLanes(MadeUpTask().add(u"visual"_s, 3, 50).add(u"visual"_s, 4, 40).take());
        QCOMPARE(lanes->lanes()[0].firstSec(), 3.0);
        QCOMPARE(lanes->lanes()[0].lastSec(), 50.0);
        QCOMPARE(lanes->mediaEndSec(), 50.0);
    }

    void pagesAndImagesHaveLanes()
    {
        EmbeddingTask task;
        task.axis = AxisUnit::Pages;
        task.modalities = {u"visual"_s};
        task.scopes = {u"page/2"_s, u"page"_s};
        for (quint16 i = 0; i < 12; ++i) {
            Segment segment;
            segment.startSec = i / 2;
            segment.endSec = segment.startSec + 1;
            segment.scope = i % 2;
            segment.position = i;
            task.segments.push_back(segment);
        }
        const auto lanes = buildLanes(task);
        QCOMPARE(lanes->axis(), AxisUnit::Pages);
        QCOMPARE(lanes->lanes().size(), size_t(2));
        QCOMPARE(lanes->lanes().front().scope, u"page"_s);
        QCOMPARE(lanes->lanes().front().rows.size(), size_t(1));
        QCOMPARE(timelineExtent(task), 6.0);

        EmbeddingTask image;
        image.axis = AxisUnit::None;
        image.modalities = {u"visual"_s};
        image.scopes = {u"asset"_s};
        image.segments.emplace_back();
        QCOMPARE(buildLanes(image)->lanes().front().lastSec(), 1.0);
        QCOMPARE(timelineExtent(image), 1.0);
    }

    void emptyTask()
    {
        const auto lanes = buildLanes(EmbeddingTask());
        QVERIFY(lanes->lanes().empty());
        QVERIFY(!lanes->placeOf(0));
        QVERIFY(!lanes->clipOf(0));
    }

    void ofVeryManyLanesTheFirstAreDrawn()
    {
        constexpr int all = 20'000; // a table of all modalities by all scopes would not fit into memory
        EmbeddingTask task = test::wideTask(all, true);
        task.findings.push_back({.kind = FindingKind::ModalityNotDelivered, .detail = u"visual"_s});
        test::appendSegment(task, u"m0"_s, 0, 6, u"asset"_s);
        task.segments.back().startSec = none;
        const auto lanes = buildLanes(task);
        QCOMPARE(lanes->lanes().size(), mostLanes + 1);
        QCOMPARE(lanes->notDrawn(), (NotDrawn{.lanes = all - mostLanes, .clips = all - mostLanes, .missing = 1}));
        QCOMPARE(lanes->withoutTimes(), 0);
        QVERIFY(lanes->lanes().back().kind == LaneKind::Asset);
        QVERIFY(lanes->placeOf(63));
        QVERIFY(!lanes->placeOf(64));
        QVERIFY(!lanes->clipOf(all - 1));
    }

    void missingLanesAreLimitedToo()
    {
        MadeUpTask maker;
        maker.addRow(u"visual"_s, 3, 6);
        for (int i = 0; i < 1000; ++i)
            maker.missing(QString::number(i));
        const auto lanes = buildLanes(maker.take());
        QCOMPARE(lanes->lanes().size(), mostLanes);
        QCOMPARE(lanes->notDrawn(), (NotDrawn{.missing = 1001 - mostLanes}));
    }

    void whatCameWithoutTimesIsMissingWhereItWasAskedFor()
    {
        const auto lanes = buildLanes(MadeUpTask().add(u"visual"_s, none, none).missing(u"visual"_s).take());
        QCOMPARE(lanes->lanes().size(), size_t(1));
        QVERIFY(lanes->lanes().front().kind == LaneKind::Missing);
        QCOMPARE(buildLanes(MadeUpTask().add(u"visual"_s, none, none).take())->lanes().size(), size_t(0));
    }

    void manyVectorsOfTheWholeMediaSpanIt()
    {
        constexpr int count = 200'000; // each would look at all others, if the duration were looked up for each
        EmbeddingTask task;
        task.modalities = {u"visual"_s};
        task.scopes = {u"clip"_s, u"asset"_s};
        task.segments.resize(count);
        for (Segment &segment : task.segments)
            segment.scope = 1;
        task.segments.front() = {.startSec = 0, .endSec = 90};
        const auto lanes = buildLanes(task);
        QCOMPARE(lanes->clipOf(count - 1)->endSec, 90.0);
        QCOMPARE(lanes->clipOf(1)->startSec, 0.0);
    }
};

EMBEDSCOPE_TEST(TestLaneSet)
#include "tst_laneset.moc"
