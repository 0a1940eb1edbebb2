// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/chosenclips.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

#include <array>
#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

using Runs = std::vector<ColumnRun>;

class TestChosenClips final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighboursAreOneRun()
    {
        const auto lanes = buildLanes(MadeUpTask().duration(60).addRow(u"visual"_s, 10, 6).take());
        const ChosenClips chosen(lanes, std::array{2, 3, 7});
        QCOMPARE(chosen.runsOfRow(0, 0, {0, 60}, 60), (Runs{{12, 24}, {42, 48}}));
        QCOMPARE(chosen.runsOfRow(0, 0, {15, 45}, 30), (Runs{{0, 9}, {27, 30}})); // cut at what is visible
        QCOMPARE(chosen.runsOfRow(0, 0, {0, 60}, 2), (Runs{{0, 2}}));
        QCOMPARE(chosen.runsOfRow(0, 0, {0, 60}, 0), Runs());
    }

    void eachLaneHasItsOwnAndAssetsStayOutOfTheWhole()
    {
        const EmbeddingTask task = MadeUpTask()
                                       .duration(60)
                                       .addRow(u"visual"_s, 2, 30)
                                       .addRow(u"audio"_s, 2, 30)
                                       .add(u"visual"_s, 0, 60, 1, u"asset"_s)
                                       .take();
        std::vector<int> visualFirst;
        int asset = -1;
        int audioLast = -1;
        for (int i = 0; i < static_cast<int>(task.segments.size()); ++i) {
            const Segment &segment = task.segments[static_cast<size_t>(i)];
            const bool isVisual = task.modalities.at(segment.modality) == u"visual"_s;
            if (task.isAsset(segment))
                asset = i;
            else if (isVisual && segment.startSec < 1)
                visualFirst.push_back(i);
            else if (!isVisual && segment.startSec > 1)
                audioLast = i;
        }
        const auto lanes = buildLanes(task);
        const ChosenClips one(lanes, visualFirst);
        QCOMPARE(one.runsOfRow(0, 0, {0, 60}, 60), (Runs{{0, 30}}));
        QCOMPARE(one.runsOfRow(1, 0, {0, 60}, 60), Runs());
        const ChosenClips other(lanes, std::array{audioLast, asset});
        QCOMPARE(other.runsOfClips({0, 60}, 60), (Runs{{30, 60}}));
        QCOMPARE(other.runsOfRow(2, 0, {0, 60}, 60), (Runs{{0, 60}}));
    }

    void unknownSegmentsCountForNothing()
    {
        const auto lanes = buildLanes(MadeUpTask().duration(60).addRow(u"visual"_s, 10, 6).take());
        QCOMPARE(ChosenClips(lanes, std::array{-1, 99}).runsOfClips({0, 60}, 60), Runs());
        QCOMPARE(ChosenClips(std::make_shared<const LaneSet>(), std::array{0}).runsOfClips({0, 60}, 60), Runs());
    }

    /// Against every clip asked one by one.
    void anySelectionEqualsTheSlowWay()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            const int count = 1 + static_cast<int>(random() % 60);
            const auto lanes = buildLanes(MadeUpTask().duration(count).addRow(u"visual"_s, count, 1).take());
            std::vector<int> segments;
            for (int i = 0; i < count; ++i) {
                if (random() % 3 == 0)
                    segments.push_back(i);
            }
            const ChosenClips chosen(lanes, segments);
            const int columns = count * 4; // the edges of clips are edges of columns
            std::vector<char> wanted(static_cast<size_t>(columns), 0);
            for (const int segment : segments)
                std::fill_n(wanted.begin() + segment * 4, 4, char(1));
            std::vector<char> found(static_cast<size_t>(columns), 0);
            int last = -1;
            for (const ColumnRun &run : chosen.runsOfClips({0, static_cast<double>(count)}, columns)) {
                QVERIFY(run.first > last && run.last > run.first); // apart, in order
                last = run.last;
                std::fill(found.begin() + run.first, found.begin() + run.last, char(1));
            }
            QCOMPARE(found, wanted);
        }
    }
};

EMBEDSCOPE_TEST(TestChosenClips)
#include "tst_chosenclips.moc"
