// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/normscale.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

NormScale scaleOf(const std::vector<double> &norms, const std::vector<double> &others = {})
{
    MadeUpTask maker;
    for (size_t i = 0; i < norms.size(); ++i)
        maker.add(u"visual"_s, static_cast<double>(i), static_cast<double>(i + 1), norms[i]);
    for (size_t i = 0; i < others.size(); ++i)
        maker.add(u"audio"_s, static_cast<double>(i), static_cast<double>(i + 1), others[i]);
    return normScale(*buildLanes(maker.take()), 300, 30);
}

} // namespace

class TestNormScale final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deviationsAreAsFineAsTheyAre()
    {
        MadeUpTask maker;
        for (int i = 0; i < 100; ++i)
            maker.add(QStringLiteral("visual"), i, i + 1, 1 + (i % 2 == 0 ? 1e-7 : -2e-7));
        const auto lanes = buildLanes(maker.take());
        const NormScale scale = normScale(*lanes, 300, 30, NormAxis::Deviation);
        QVERIFY(scale.low < -2e-7 && scale.low > -3e-7);
        QVERIFY(scale.high > 1e-7 && scale.high < 2e-7);
        QVERIFY(scale.isScientific);
        QVERIFY(scale.shareOf(1 + scale.low) < 1e-6);
        QCOMPARE(scale.shareOf(5), 1.0);
        QVERIFY(std::abs(scale.shareOf(1) - -scale.low / (scale.high - scale.low)) < 1e-6);
        QStringList labels;
        for (const double tick : normTicks(scale))
            labels.append(normTickText(tick, scale));
        QVERIFY2(labels.contains(QStringLiteral("0")), qPrintable(labels.join(QLatin1Char(' '))));
        QVERIFY(labels.contains(QStringLiteral("-1e-07")));
        // All of them exactly 1: still an axis.
        const auto ones = buildLanes(MadeUpTask().addRow(QStringLiteral("visual"), 5, 6).take());
        const NormScale fine = normScale(*ones, 300, 30, NormAxis::Deviation);
        QVERIFY(fine.low < 0 && fine.high > 0);
    }

    void unitLengthIsNoDrama()
    {
        const NormScale scale = scaleOf({0.9999998, 1.0000001, 1.0000002});
        QCOMPARE(scale.low, 0.9);
        QCOMPARE(scale.high, 1.1);
        QStringList labels;
        for (const double tick : normTicks(scale))
            labels.append(normTickText(tick, scale));
        QCOMPARE(labels,
                 (QStringList{u"0.90"_s, u"0.92"_s, u"0.94"_s, u"0.96"_s, u"0.98"_s, u"1.00"_s, u"1.02"_s,
                              u"1.04"_s, u"1.06"_s, u"1.08"_s, u"1.10"_s}));
        QCOMPARE(scaleOf({1}), scaleOf({0.996, 1.004}));
    }

    void otherNormsAreFitted()
    {
        const NormScale scale = scaleOf({5, 15});
        QVERIFY(scale.low > 3.5 && scale.low < 5);
        QVERIFY(scale.high > 15 && scale.high < 16.5);
        QVERIFY(scaleOf({0.994, 1.0}).high < 1.1); // just not of unit length: fitted
    }

    void bothTogetherShowBoth()
    {
        const NormScale scale = scaleOf({1, 1.0001}, {7, 9});
        QVERIFY(scale.low <= 0.9);
        QVERIFY(scale.high > 9);
    }

    void anythingGivesAnAxis_data()
    {
        QTest::addColumn<std::vector<double>>("norms");
        const double nan = std::nan("");
        QTest::newRow("none") << std::vector<double>{};
        QTest::newRow("not a number") << std::vector<double>{nan, nan};
        QTest::newRow("one") << std::vector<double>{3.7};
        QTest::newRow("zero") << std::vector<double>{0, 0};
        QTest::newRow("constant") << std::vector<double>{42, 42, 42};
        QTest::newRow("tiny") << std::vector<double>{1e-300, 2e-300};
        QTest::newRow("denormal") << std::vector<double>{5e-324};
        QTest::newRow("huge") << std::vector<double>{1.79e308, 1.0};
        QTest::newRow("both ends") << std::vector<double>{0, 1.7e308, nan};
        QTest::newRow("large, close together") << std::vector<double>{1e12, 1e12 + 1};
    }

    void anythingGivesAnAxis()
    {
        QFETCH(std::vector<double>, norms);
        const NormScale scale = scaleOf(norms);
        QVERIFY(std::isfinite(scale.low) && std::isfinite(scale.high));
        QVERIFY(scale.low >= 0);
        QVERIFY(scale.high > scale.low);
        QVERIFY(scale.high <= 2 * greatestDrawnNorm);
        const std::vector<double> ticks = normTicks(scale);
        QVERIFY(ticks.size() >= 2);
        QVERIFY(ticks.size() <= 20);
        QStringList labels;
        for (const double tick : ticks)
            labels.append(normTickText(tick, scale));
        QCOMPARE(labels.removeDuplicates(), 0);
    }

    void assetVectorsDoNotCount()
    {
        const auto lanes =
            buildLanes(MadeUpTask().add(u"visual"_s, 0, 1, 1).add(u"visual"_s, 0, 1, 500, u"asset"_s).take());
        QCOMPARE(normScale(*lanes, 300, 30).high, 1.1);
    }

    void readouts()
    {
        QCOMPARE(normReadout(1.00024), u"1.0002"_s);
        QCOMPARE(normReadout(0), u"0.0000"_s);
        QCOMPARE(normReadout(123.456), u"123.46"_s);
        QCOMPARE(normReadout(12345678), u"1.235e+07"_s);
        QCOMPARE(normReadout(0.00001234), u"1.234e-05"_s);
        QCOMPARE(normReadout(std::nan("")), u"—"_s);
    }
};

EMBEDSCOPE_TEST(TestNormScale)
#include "tst_normscale.moc"
