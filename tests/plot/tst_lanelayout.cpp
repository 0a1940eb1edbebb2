// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/lanelayout.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLaneLayout final : public QObject
{
    Q_OBJECT

private:
    static std::shared_ptr<const LaneSet> threeLanesAndAsset()
    {
        return buildLanes(MadeUpTask()
                              .addRow(u"visual"_s, 10, 6)
                              .add(u"audio"_s, 0, 10)
                              .add(u"audio"_s, 5, 15)
                              .addRow(u"fused"_s, 2, 6, 30)
                              .add(u"visual"_s, 0, 60, 1, u"asset"_s)
                              .take());
    }

private Q_SLOTS:
    void aPlaceHoldsALineOfText()
    {
        const auto lanes = threeLanesAndAsset();
        const double line = 15;
        const std::vector<LaneBand> bands = layoutLanes(*lanes, lanePlaces(*lanes) * line);
        QVERIFY(bands.front().centre() >= line / 2 - 1e-9);
        for (size_t i = 1; i < bands.size(); ++i)
            QVERIFY(bands[i].centre() - bands[i - 1].centre() >= line - 1e-9);
        QCOMPARE(lanePlaces(LaneSet()), 0.0);
    }

    void bandsLieWithinAndApart()
    {
        const auto lanes = threeLanesAndAsset();
        for (const double height : {0.0, 3.0, 80.0, 200.0, 1000.0}) {
            const std::vector<LaneBand> bands = layoutLanes(*lanes, height);
            QCOMPARE(bands.size(), lanes->lanes().size());
            double bottom = 0;
            for (const LaneBand &band : bands) {
                QVERIFY(band.top >= bottom);
                QVERIFY(band.height >= 0);
                bottom = band.top + band.height;
            }
            QVERIFY(bottom <= height + 1e-9);
        }
        QVERIFY(layoutLanes(LaneSet(), 100).empty());
    }

    void everyClipIsHitInItsRow()
    {
        const auto lanes = threeLanesAndAsset();
        const std::vector<LaneBand> bands = layoutLanes(*lanes, 300);
        for (size_t lane = 0; lane < bands.size(); ++lane) {
            const Lane &each = lanes->lanes()[lane];
            for (size_t i = 0; i < each.clips.size(); ++i) {
                const double middle = each.clips[i].startSec + each.clips[i].lengthSec() / 2;
                const double y = bands[lane].rowTop(each.rowOfClip[i]) + bands[lane].rowHeight() / 2;
                QCOMPARE(segmentAt(*lanes, bands, middle, y, 0), each.clips[i].segment);
            }
        }
    }

    void gapsAndTheSpaceBetweenHitNothing()
    {
        const auto lanes = threeLanesAndAsset();
        const std::vector<LaneBand> bands = layoutLanes(*lanes, 300);
        const double fused = bands[2].centre();
        QVERIFY(!segmentAt(*lanes, bands, 20, fused, 0));
        QVERIFY(!segmentAt(*lanes, bands, 29.5, fused, 0.4));
        QVERIFY(segmentAt(*lanes, bands, 29.5, fused, 0.6));
        QVERIFY(!segmentAt(*lanes, bands, 3, bands[0].top + bands[0].height + 1, 0));
        QVERIFY(!segmentAt(*lanes, bands, 3, -1, 0));
        QVERIFY(!segmentAt(*lanes, bands, 3, 1000, 0));
    }

    void aMissingLaneHasNothingToHit()
    {
        const auto lanes = buildLanes(MadeUpTask().missing(u"audio"_s).take());
        const std::vector<LaneBand> bands = layoutLanes(*lanes, 100);
        QVERIFY(!segmentAt(*lanes, bands, 0, bands[0].centre(), 1e9));
    }
};

EMBEDSCOPE_TEST(TestLaneLayout)
#include "tst_lanelayout.moc"
