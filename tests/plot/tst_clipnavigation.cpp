// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/clipnavigation.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestClipNavigation final : public QObject
{
    Q_OBJECT

private:
    EmbeddingTask m_task = MadeUpTask()
                               .addRow(u"visual"_s, 10, 6)
                               .add(u"transcription"_s, 12, 18)
                               .add(u"transcription"_s, 42, 44)
                               .missing(u"audio"_s)
                               .add(u"visual"_s, 0, 60, 1, u"asset"_s)
                               .take();
    std::shared_ptr<const LaneSet> m_lanes = buildLanes(m_task);

    std::optional<int> step(std::optional<int> from, ClipStep to) const
    {
        return stepFrom(*m_lanes, from, to, {0, 60});
    }
    int segmentOf(size_t lane, size_t clip) const { return m_lanes->lanes()[lane].clips[clip].segment; }

private Q_SLOTS:
    void rightAndLeftStayInTheLane()
    {
        for (size_t i = 0; i + 1 < 10; ++i) {
            QCOMPARE(step(segmentOf(0, i), ClipStep::Next), segmentOf(0, i + 1));
            QCOMPARE(step(segmentOf(0, i + 1), ClipStep::Previous), segmentOf(0, i));
        }
        QCOMPARE(step(segmentOf(0, 9), ClipStep::Next), segmentOf(0, 9));
        QCOMPARE(step(segmentOf(0, 0), ClipStep::Previous), segmentOf(0, 0));
    }

    void downSkipsTheMissingLaneAndKeepsTheTime()
    {
        QCOMPARE(m_lanes->lanes()[1].kind, LaneKind::Missing);
        QCOMPARE(step(segmentOf(0, 2), ClipStep::LaneBelow), segmentOf(2, 0)); // at the same time
        QCOMPARE(step(segmentOf(0, 5), ClipStep::LaneBelow), segmentOf(2, 1)); // the nearest
        QCOMPARE(step(segmentOf(2, 1), ClipStep::LaneAbove), segmentOf(0, 7));
        QCOMPARE(step(segmentOf(2, 1), ClipStep::LaneBelow), segmentOf(3, 0)); // the asset's vector
        QCOMPARE(step(segmentOf(3, 0), ClipStep::LaneBelow), segmentOf(3, 0));
        QCOMPARE(step(segmentOf(0, 0), ClipStep::LaneAbove), segmentOf(0, 0));
    }

    void withoutASelectionTheFirstVisibleClip()
    {
        QCOMPARE(step(std::nullopt, ClipStep::Next), segmentOf(0, 0));
        QCOMPARE(stepFrom(*m_lanes, std::nullopt, ClipStep::Next, {13, 20}), segmentOf(0, 2));
        QCOMPARE(stepFrom(*m_lanes, 9999, ClipStep::Next, {13, 20}), segmentOf(0, 2));
        QVERIFY(!stepFrom(LaneSet(), std::nullopt, ClipStep::Next, {0, 1}));
    }

    void overlappingClipsAreAllReached()
    {
        const auto lanes = buildLanes(
            MadeUpTask().add(u"visual"_s, 0, 10).add(u"visual"_s, 5, 15).add(u"visual"_s, 6, 8).take());
        std::optional<int> segment;
        QList<int> walked;
        for (int i = 0; i < 3; ++i) {
            segment = stepFrom(*lanes, segment, ClipStep::Next, {0, 20});
            walked.append(*segment);
        }
        QCOMPARE(walked, (QList<int>{0, 1, 2}));
        QCOMPARE(nearestInLane(lanes->lanes()[0], 20), 1);
        QCOMPARE(nearestInLane(lanes->lanes()[0], -3), 0);
        QVERIFY(!nearestInLane(Lane(), 0));
    }

    void framesHaveRoom()
    {
        const TimeRange frame = frameOf({6, 12, 1, 0});
        QCOMPARE(frame, (TimeRange{4, 14}));
        QVERIFY(frameOf({6, 6, 1, 0}).span() > 0);
    }
};

EMBEDSCOPE_TEST(TestClipNavigation)
#include "tst_clipnavigation.moc"
