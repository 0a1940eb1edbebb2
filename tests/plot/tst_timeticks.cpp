// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/timeticks.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTimeTicks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clock_data()
    {
        QTest::addColumn<double>("sec");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<bool>("withHours");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << 0 << false << u"0:00"_s;
        QTest::newRow("minutes") << 723.0 << 0 << false << u"12:03"_s;
        QTest::newRow("hours") << 3723.45 << 3 << false << u"1:02:03.450"_s;
        QTest::newRow("hours asked for") << 12.0 << 3 << true << u"0:00:12.000"_s;
        QTest::newRow("rounds up into the next minute") << 59.9996 << 3 << false << u"1:00.000"_s;
        QTest::newRow("rounds to the digits asked for") << 59.96 << 1 << false << u"1:00.0"_s;
        QTest::newRow("two digits") << 1.239 << 2 << false << u"0:01.24"_s;
        QTest::newRow("negative") << -61.5 << 1 << false << u"-1:01.5"_s;
        QTest::newRow("no negative zero") << -0.0001 << 3 << false << u"0:00.000"_s;
        QTest::newRow("not a number") << std::nan("") << 3 << true << u"—"_s;
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 0 << false << u"—"_s;
        QTest::newRow("a day") << 86400.0 << 0 << false << u"24:00:00"_s;
    }

    void clock()
    {
        QFETCH(double, sec);
        QFETCH(int, decimals);
        QFETCH(bool, withHours);
        QTEST(clockText(sec, decimals, withHours), "text");
    }

    void steps()
    {
        QCOMPARE(niceTimeStep(0), 0.001);
        QCOMPARE(niceTimeStep(0.0011), 0.002);
        QCOMPARE(niceTimeStep(7), 10.0);
        QCOMPARE(niceTimeStep(11), 15.0);
        QCOMPARE(niceTimeStep(31), 60.0);
        QCOMPARE(niceTimeStep(61 * 60), 7200.0);
        QVERIFY(niceTimeStep(1e9) >= 1e9);
    }

    void labelsOfAFilm()
    {
        const std::vector<TimeTick> ticks = timeTicks({0, 720}, 850, 7);
        QCOMPARE(ticks.size(), size_t(13));
        QCOMPARE(ticks.front(), (TimeTick{0, u"0:00"_s}));
        QCOMPARE(ticks.back(), (TimeTick{720, u"12:00"_s}));
    }

    void labelsOfHoursAndOfMilliseconds()
    {
        QCOMPARE(timeTicks({0, 14400}, 850, 8).at(1), (TimeTick{1800, u"0:30:00"_s}));
        const std::vector<TimeTick> close = timeTicks({61.0, 61.1}, 850, 7);
        QCOMPARE(close.at(0), (TimeTick{61.0, u"1:01.00"_s}));
        QCOMPARE(close.at(1), (TimeTick{61.01, u"1:01.01"_s}));
    }

    void everyRangeHasTicksThatFit()
    {
        for (double span = 0.1; span < 1e9; span *= 1.37) {
            for (const double start : {0.0, 3599.95, 50'000.5}) {
                for (const double width : {40.0, 300.0, 1200.0, 4000.0}) {
                    const TimeRange visible{start, start + span};
                    const std::vector<TimeTick> ticks = timeTicks(visible, width, 8);
                    double before = -1e9;
                    for (const TimeTick &tick : ticks) {
                        const double x = (tick.sec - start) / span * width;
                        QVERIFY(x > -0.001 && x < width + 0.001);
                        QVERIFY2(x - before >= static_cast<double>(tick.label.size()) * 8,
                                 qPrintable(tick.label));
                        before = x;
                    }
                    if (width >= 300)
                        QVERIFY2(!ticks.empty(), qPrintable(u"%1 s from %2"_s.arg(span).arg(start)));
                }
            }
        }
    }

    void nothingToLabel()
    {
        QVERIFY(timeTicks({0, 0}, 100, 8).empty());
        QVERIFY(timeTicks({0, 10}, 0, 8).empty());
        QVERIFY(timeTicks({0, std::nan("")}, 100, 8).empty());
    }

    void pagesAreNamedWhereTheyBegin()
    {
        const auto ticks = timeTicks({0, 6}, 900, 8, AxisUnit::Pages);
        QCOMPARE(ticks.size(), size_t(6));
        QCOMPARE(ticks.front().label, u"page 1"_s);
        QCOMPARE(ticks.back(), (TimeTick{5, u"page 6"_s}));
        // Where not all have room, round numbers are named.
        const auto few = timeTicks({0, 1000}, 900, 8, AxisUnit::Pages);
        QVERIFY(few.size() < 15 && few.size() > 4);
        QCOMPARE(few.front(), (TimeTick{199, u"page 200"_s}));
        QVERIFY(timeTicks({2.2, 2.8}, 900, 8, AxisUnit::Pages).empty());
        QCOMPARE(timeTicks({0, 3}, 900, 8, AxisUnit::Chunks).front().label, u"chunk 0"_s);
        QVERIFY(timeTicks({0, 1}, 900, 8, AxisUnit::None).empty());
    }
};

EMBEDSCOPE_TEST(TestTimeTicks)
#include "tst_timeticks.moc"
