// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/robuststatistics.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestRobustStatistics final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void medianAndMad()
    {
        const double nan = std::nan("");
        const RobustSpread spread = robustSpread(std::vector<double>{9, 1, nan, 2, 4, 100, 6});
        QCOMPARE(spread.count, size_t(6));
        QCOMPARE(spread.median, 5.0);
        QCOMPARE(spread.scaledMad, 1.4826 * 3.5); // deviations 1 1 3 4 4 95
        QCOMPARE(spread.bandLow(), 5.0 - 1.4826 * 3.5);
        QCOMPARE(robustSpread(std::vector<double>{7}).median, 7.0);
        QCOMPARE(robustSpread(std::vector<double>{7}).scaledMad, 0.0);
        QVERIFY(std::isnan(robustSpread({}).median));
    }

    void hugeValuesDoNotOverflow()
    {
        QCOMPARE(robustSpread(std::vector<double>{1.7e308, 1.7e308}).median, 1.7e308);
        const double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(robustSpread(std::vector<double>{infinity, infinity}).median, infinity);
    }

    void outliersLieBeyondThreeAndAHalfMads()
    {
        std::vector<double> values;
        for (int i = 0; i < 99; ++i)
            values.push_back(i % 3); // median 1, MAD 1
        const double limit = 3.5 * 1.4826;
        values.push_back(1 + limit * 1.001);
        values.push_back(1 - limit * 1.001);
        values.push_back(1 + limit * 0.999);
        values.push_back(std::nan(""));
        const RobustSpread spread = robustSpread(values);
        QCOMPARE(outliers(values, spread), (std::vector<size_t>{99, 100}));
        QVERIFY(outliers(values, spread, 6).empty());
    }

    void histogramCounts()
    {
        const Histogram two = histogram(std::vector<double>{0, 1, 2, 3, 4, std::nan("")}, 4);
        QCOMPARE(two.counts, (std::vector<uint64_t>{1, 1, 1, 2})); // the last bin has both edges
        QCOMPARE(two.low, 0.0);
        QCOMPARE(two.high, 4.0);
        QCOMPARE(two.total(), uint64_t(5));
        const Histogram equal = histogram(std::vector<double>{1, 1, 1});
        QVERIFY(equal.low < 1 && equal.high > 1);
        QCOMPARE(equal.greatest(), uint64_t(3));
        QCOMPARE(equal.counts.size(), usualBins);
        QCOMPARE(histogram({}).total(), uint64_t(0));
        Histogram fixed = emptyHistogram(-1, 1, 4);
        fixed.add(-2);
        fixed.add(2, 3);
        fixed.add(0.25);
        QCOMPARE(fixed.below, uint64_t(1));
        QCOMPARE(fixed.above, uint64_t(3));
        QCOMPARE(fixed.counts, (std::vector<uint64_t>{0, 0, 1, 0}));
        QCOMPARE(fixed.lowOf(2), 0.0);
    }
};

EMBEDSCOPE_TEST(TestRobustStatistics)
#include "tst_robuststatistics.moc"
