// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/sharedtime.h"

#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace embedscope;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

class TestSharedTime final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAllAtFirst()
    {
        SharedTime time;
        QSignalSpy changed(&time, &SharedTime::visibleChanged);
        time.setDuration(60);
        QCOMPARE(time.visible(), (TimeRange{0, 60}));
        QCOMPARE(changed.count(), 1);
        time.setDuration(60);
        QCOMPARE(changed.count(), 1);
    }

    void oddDurations_data()
    {
        QTest::addColumn<double>("given");
        QTest::addColumn<double>("taken");
        QTest::newRow("zero") << 0.0 << 1.0;
        QTest::newRow("negative") << -5.0 << 1.0;
        QTest::newRow("not a number") << std::nan("") << 1.0;
        QTest::newRow("infinite") << infinity << 1e9;
        QTest::newRow("huge") << 1e300 << 1e9;
        QTest::newRow("shorter than the shortest span") << 0.04 << 0.04;
    }

    void oddDurations()
    {
        QFETCH(double, given);
        QFETCH(double, taken);
        SharedTime time;
        time.setDuration(given);
        QCOMPARE(time.duration(), taken);
        QCOMPARE(time.visible(), (TimeRange{0, taken}));
        time.zoomAround(taken / 2, 0.5);
        QVERIFY(time.visible().span() > 0);
        QVERIFY(time.visible().endSec <= taken);
    }

    void backAndForward()
    {
        SharedTime time;
        time.setDuration(100);
        QVERIFY(!time.canGoBack() && !time.canGoForward());
        time.setVisible({10, 20});
        time.setVisible({30, 40});
        time.goBack();
        QVERIFY(time.canGoForward());
        time.goBack();
        QCOMPARE(time.visible(), (TimeRange{0, 100}));
        time.goForward();
        time.goForward();
        QCOMPARE(time.visible(), (TimeRange{30, 40}));
        time.goForward(); // nothing further
        QCOMPARE(time.visible(), (TimeRange{30, 40}));
        time.goBack();
        time.pan(0.5); // another way was taken
        QVERIFY(!time.canGoForward());
        time.goBack();
        QCOMPARE(time.visible(), (TimeRange{10, 20}));
        time.setDuration(50);
        QVERIFY(!time.canGoForward());
    }

    void marksAreClampedToldAndCleared()
    {
        SharedTime time;
        time.setDuration(100);
        QSignalSpy told(&time, &SharedTime::marksChanged);
        time.setMark(TimeMark::A, 12);
        time.setMark(TimeMark::A, 12);
        QCOMPARE(told.count(), 1);
        time.setMark(TimeMark::B, 1e9);
        QCOMPARE(time.mark(TimeMark::A), 12.0);
        QCOMPARE(time.mark(TimeMark::B), 100.0);
        time.setMark(TimeMark::B, std::nan(""));
        QVERIFY(!time.mark(TimeMark::B));
        time.setDuration(60);
        QVERIFY(!time.mark(TimeMark::A));
        QCOMPARE(told.count(), 4);
    }

    void visibleIsClamped()
    {
        SharedTime time;
        time.setDuration(100);
        time.setVisible({-10, 20});
        QCOMPARE(time.visible(), (TimeRange{0, 30}));
        time.setVisible({90, 130});
        QCOMPARE(time.visible(), (TimeRange{60, 100}));
        time.setVisible({-1000, 1000});
        QCOMPARE(time.visible(), (TimeRange{0, 100}));
        time.setVisible({40, 20});
        QCOMPARE(time.visible(), (TimeRange{20, 40}));
        time.setVisible({50, 50});
        QCOMPARE(time.visible().span(), 0.1);
        QVERIFY(time.visible().contains(50));
        const TimeRange before = time.visible();
        time.setVisible({std::nan(""), 3});
        time.setVisible({0, infinity});
        QCOMPARE(time.visible(), before);
    }

    void zoomKeepsItsAnchor()
    {
        SharedTime time;
        time.setDuration(100);
        time.zoomAround(30, 0.5);
        QCOMPARE(time.visible(), (TimeRange{15, 65}));
        time.zoomAround(15, 0.5);
        QCOMPARE(time.visible(), (TimeRange{15, 40}));
        time.zoomAround(20, 1000);
        QCOMPARE(time.visible(), (TimeRange{0, 100}));
        time.zoomAround(50, 1e-12);
        QVERIFY(std::abs(time.visible().span() - 0.1) < 1e-9);
        QVERIFY(time.visible().contains(50));
    }

    void backGoesStepByStep()
    {
        SharedTime time;
        time.setDuration(100);
        QVERIFY(!time.canGoBack());
        for (int i = 0; i < 5; ++i)
            time.zoomAround(50, 0.9); // five notches of the wheel are one step
        const TimeRange zoomed = time.visible();
        time.pan(0.1);
        time.pan(0.1);
        time.setVisible({10, 12});
        time.setVisible({20, 22});
        time.goBack();
        QCOMPARE(time.visible(), (TimeRange{10, 12}));
        time.goBack(); // to where the panning ended
        QVERIFY(time.visible().startSec > zoomed.startSec);
        time.goBack();
        QCOMPARE(time.visible(), zoomed);
        time.goBack();
        QCOMPARE(time.visible(), (TimeRange{0, 100}));
        QVERIFY(!time.canGoBack());
        QSignalSpy changed(&time, &SharedTime::visibleChanged);
        time.goBack();
        QCOMPARE(changed.count(), 0);
    }

    void revealMovesNoFurtherThanNeeded()
    {
        SharedTime time;
        time.setDuration(100);
        time.setVisible({20, 40});
        time.reveal({25, 30});
        QCOMPARE(time.visible(), (TimeRange{20, 40}));
        time.reveal({38, 44});
        QCOMPARE(time.visible(), (TimeRange{24, 44}));
        time.reveal({10, 12});
        QCOMPARE(time.visible(), (TimeRange{10, 30}));
        time.reveal({50, 90}); // wider than the view: its start
        QCOMPARE(time.visible(), (TimeRange{50, 70}));
        time.goBack();
        QCOMPARE(time.visible(), (TimeRange{0, 100}));
    }

    void newDurationForgetsTheOldTask()
    {
        SharedTime time;
        time.setDuration(100);
        time.setVisible({1, 2});
        time.setSelectedSegment(3);
        time.setHoveredSegment(4);
        time.setCursor(5);
        time.setSelectedRange(TimeRange{1, 2});
        time.setDuration(50);
        QVERIFY(!time.canGoBack());
        QVERIFY(!time.selectedSegment() && !time.hoveredSegment() && !time.cursor() && !time.selectedRange());
        QCOMPARE(time.visible(), (TimeRange{0, 50}));
    }

    void changesAreToldOnce()
    {
        SharedTime time;
        time.setDuration(10);
        QSignalSpy selected(&time, &SharedTime::selectedSegmentChanged);
        QSignalSpy hovered(&time, &SharedTime::hoveredSegmentChanged);
        QSignalSpy cursor(&time, &SharedTime::cursorChanged);
        QSignalSpy range(&time, &SharedTime::selectedRangeChanged);
        for (int i = 0; i < 2; ++i) {
            time.setSelectedSegment(1);
            time.setHoveredSegment(2);
            time.setCursor(3);
        }
        QCOMPARE(selected.count(), 1);
        QCOMPARE(hovered.count(), 1);
        QCOMPARE(cursor.count(), 1);
        for (int i = 0; i < 2; ++i)
            time.setSelectedRange(TimeRange{4, 5});
        QCOMPARE(range.count(), 1);
        QVERIFY(!time.selectedSegment()); // there is one selection
        time.setSelectedSegments(1, {1, 2});
        QVERIFY(!time.selectedRange());
        QCOMPARE(range.count(), 2);
        time.setSelectedSegment(-1);
        QVERIFY(!time.selectedSegment());
        time.setCursor(99);
        QCOMPARE(time.cursor(), 10.0);
        time.setCursor(std::nan(""));
        QVERIFY(!time.cursor());
        time.setSelectedRange(TimeRange{20, 30}); // nothing of it is within the duration
        QVERIFY(!time.selectedRange());
        time.setSelectedRange(TimeRange{7, -3});
        QCOMPARE(time.selectedRange(), (TimeRange{0, 7}));
    }

    void severalAreSelectedAndTwoComparedTogether()
    {
        SharedTime time;
        time.setDuration(10);
        QSignalSpy current(&time, &SharedTime::selectedSegmentChanged);
        QSignalSpy all(&time, &SharedTime::selectedSegmentsChanged);
        time.setSelectedSegments(2, {1, 2, 3});
        QCOMPARE(time.selectedSegment(), 2);
        QCOMPARE(time.selectedSegments(), (std::vector{1, 2, 3}));
        time.setSelectedSegments(2, {1, 2});
        QCOMPARE(current.count(), 1);
        QCOMPARE(all.count(), 2);
        time.setSelectedSegment(2); // that one alone
        QCOMPARE(time.selectedSegments(), std::vector{2});
        QCOMPARE(current.count(), 1);
        QCOMPARE(all.count(), 3);
        time.setSelectedSegment(std::nullopt);
        QVERIFY(time.selectedSegments().empty());

        QSignalSpy hovered(&time, &SharedTime::hoveredSegmentChanged);
        time.setHoveredSegment(1, 4);
        QCOMPARE(time.comparedSegment(), 4);
        time.setHoveredSegment(1, 5);
        time.setHoveredSegment(1);
        QVERIFY(!time.comparedSegment());
        QCOMPARE(hovered.count(), 3);
        time.setHoveredSegment(1, 5);
        time.setSelectedSegment(7); // the pair was about something else
        QVERIFY(!time.comparedSegment() && !time.hoveredSegment());
        time.setHoveredSegment(1);
        time.setSelectedSegment(8); // what is under the pointer stays
        QCOMPARE(time.hoveredSegment(), 1);
        time.setSelectedSegments(2, {1, 2});
        time.setHoveredSegment(1, 5);
        time.setDuration(20); // another task
        QVERIFY(time.selectedSegments().empty() && !time.hoveredSegment() && !time.comparedSegment());
    }

    void anyGesturesKeepTheRangeWithinTheDuration()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> anywhere(-50, 250);
        for (const double duration : {0.05, 0.3, 7.0, 200.0, 14400.0}) {
            SharedTime time;
            time.setDuration(duration);
            for (int i = 0; i < 3000; ++i) {
                const double a = anywhere(random);
                const double b = anywhere(random);
                switch (random() % 6) {
                case 0:
                    time.setVisible({a, b});
                    break;
                case 1:
                    time.zoomAround(a, std::exp(b / 100));
                    break;
                case 2:
                    time.zoomAround(a, std::exp(-b / 100));
                    break;
                case 3:
                    time.pan(a / 100);
                    break;
                case 4:
                    time.reveal({a, a + std::abs(b)});
                    break;
                default:
                    time.goBack();
                }
                const TimeRange visible = time.visible();
                QVERIFY(visible.startSec >= 0);
                QVERIFY(visible.endSec <= duration);
                QVERIFY(visible.span() >= std::min(0.1, duration) * (1 - 1e-9));
            }
        }
    }
};

EMBEDSCOPE_TEST(TestSharedTime)
#include "tst_sharedtime.moc"
