// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/boundarytrack.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace embedscope;

namespace {

std::vector<BoundaryValue> randomValues(std::mt19937 &random, int count)
{
    std::vector<BoundaryValue> values;
    double sec = 0;
    for (int i = 0; i < count; ++i) {
        sec += random() % 5 == 0 ? 0 : static_cast<double>(random() % 900) / 100; // some at the same time
        values.push_back({sec, static_cast<double>(random() % 1000) / 1000, i, random() % 6 != 0});
    }
    return values;
}

} // namespace

class TestBoundaryTrack final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Not one value is lost, and none is counted twice.
    void columnsEqualTheNaiveOnes()
    {
        std::mt19937 random(3);
        for (const int count : {1, 2, 17, 400}) {
            const std::vector<BoundaryValue> values = randomValues(random, count);
            const BoundaryTrack track(values);
            const double end = values.back().atSec + 2;
            for (int round = 0; round < 40; ++round) {
                const double a = static_cast<double>(random() % 10000) / 10000 * end - 1;
                const double b = static_cast<double>(random() % 10000) / 10000 * end;
                const TimeRange visible{std::min(a, b), std::max(a, b) + 0.1};
                const int columns = 1 + static_cast<int>(random() % 200);
                const std::vector<BoundaryColumn> found = track.columns(visible, columns);
                QCOMPARE(found.size(), static_cast<size_t>(columns));
                for (int i = 0; i < columns; ++i) {
                    const double from = visible.startSec + visible.span() * i / columns;
                    const double to = visible.startSec + visible.span() * (i + 1) / columns;
                    MinMax range;
                    size_t inside = 0;
                    size_t before = 0;
                    for (const BoundaryValue &value : values) {
                        before += value.atSec < from;
                        if (value.atSec >= from && value.atSec < to) {
                            ++inside;
                            range.add(value.value);
                        }
                    }
                    const BoundaryColumn &column = found[static_cast<size_t>(i)];
                    QCOMPARE(column.first, before);
                    QCOMPARE(column.count(), inside);
                    QVERIFY(column.range == range);
                }
            }
        }
    }

    void theNearestEqualsTheNaiveOne()
    {
        std::mt19937 random(9);
        const std::vector<BoundaryValue> values = randomValues(random, 80);
        const BoundaryTrack track(values);
        for (int round = 0; round < 3000; ++round) {
            const double sec = static_cast<double>(random() % 40'000) / 100 - 5;
            const double reach = static_cast<double>(random() % 400) / 100;
            double least = reach;
            bool isAny = false;
            for (const BoundaryValue &value : values) {
                isAny = isAny || std::abs(value.atSec - sec) <= reach;
                least = std::min(least, std::abs(value.atSec - sec));
            }
            const BoundaryValue *const found = track.nearest(sec, reach);
            QCOMPARE(found != nullptr, isAny);
            if (found)
                QCOMPARE(std::abs(found->atSec - sec), least);
        }
    }

    void aSegmentsBoundaryIsFoundInAnyOrder()
    {
        const BoundaryTrack ascending({{6, 0.1, 3, true}, {12, 0.2, 7, true}, {18, 0.3, 8, true}});
        QCOMPARE(ascending.before(7)->atSec, 12.0);
        QVERIFY(!ascending.before(4) && !ascending.before(99));
        const BoundaryTrack mixed({{6, 0.1, 9, true}, {12, 0.2, 2, true}, {18, 0.3, 5, true}});
        QCOMPARE(mixed.before(5)->atSec, 18.0);
        QVERIFY(!mixed.before(4));
    }

    void aloneBetweenGaps()
    {
        const BoundaryTrack track({{0, 1, 0, true}, {6, 1, 1, false}, {12, 1, 2, false}, {18, 1, 3, true}});
        QVERIFY(track.isAlone(0)); // nothing comes before the first one, whatever it says
        QVERIFY(track.isAlone(1));
        QVERIFY(!track.isAlone(2) && !track.isAlone(3));
    }

    void nothingIsEmpty()
    {
        QVERIFY(BoundaryTrack().range().isEmpty());
        QVERIFY(BoundaryTrack(std::vector<BoundaryValue>()).columns({0, 10}, 5).back().range.isEmpty());
        QVERIFY(!BoundaryTrack().nearest(0, 100) && !BoundaryTrack().before(0));
        QVERIFY(BoundaryTrack({{6, 0.1, 3, true}}).columns({0, 10}, 0).empty());
    }
};

EMBEDSCOPE_TEST(TestBoundaryTrack)
#include "tst_boundarytrack.moc"
