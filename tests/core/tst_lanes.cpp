// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lanes.h"

#include "support/taskparts.h"
#include "support/testprogram.h"
#include "support/widetask.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLanes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clipsComeFirst()
    {
        EmbeddingTask task;
        test::appendSegment(task, u"audio"_s, 0, 6, u"asset"_s);
        test::appendSegment(task, u"visual"_s, 0, 6, u"page"_s);
        test::appendSegment(task, u"visual"_s, 0, 6);
        test::appendSegment(task, u"audio"_s, 0, 6);
        test::appendSegment(task, u"visual"_s, 6, 12);
        QCOMPARE(lanesOf(task), (std::vector<LaneKey>{{0, 2}, {1, 2}, {1, 1}, {0, 0}}));
        const ShownLanes shown = shownLanes(task);
        QCOMPARE(shown.keys, (std::vector<LaneKey>{{0, 2}, {1, 2}, {1, 1}})); // none of scope asset
        QCOMPARE(shown.all, size_t(3));
        QVERIFY(lanesOf(EmbeddingTask()).empty());
    }

    void ofVeryManyTheFirstAreShown()
    {
        constexpr int all = 20'000;
        const ShownLanes shown = shownLanes(test::wideTask(all, true));
        QCOMPARE(shown.keys.size(), mostLanes);
        QCOMPARE(shown.all, size_t(all));
        QCOMPARE(shown.keys.front(), LaneKey());
        QCOMPARE(shown.keys.back(), (LaneKey{63, 63}));
    }
};

EMBEDSCOPE_TEST(TestLanes)

#include "tst_lanes.moc"
