// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartgestures.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// 1,000 pixels for what is visible; every click hits the clip of the only lane at that time.
class PlainSurface final : public GestureSurface
{
public:
    explicit PlainSurface(SharedTime &time) : m_time(time) { }

    TimeScale timeScale() const override { return {m_time.visible(), 0, 1000}; }
    bool isInPlot(QPointF position) const override { return QRectF(0, 0, 1000, 100).contains(position); }
    std::optional<int> segmentAt(QPointF position) const override
    {
        return nearestInLane(lanes->lanes()[0], timeScale().secAt(position.x()));
    }
    const LaneSet &laneSet() const override { return *lanes; }

    std::shared_ptr<const LaneSet> lanes =
        buildLanes(MadeUpTask().addRow(u"visual"_s, 10, 10).addRow(u"audio"_s, 5, 20).take());

private:
    SharedTime &m_time;
};

} // namespace

class TestChartGestures final : public QObject
{
    Q_OBJECT

private:
    SharedTime m_time;
    PlainSurface m_surface{m_time};
    std::unique_ptr<ChartGestures> m_gestures;

    bool wheel(double x, QPoint angle, Qt::KeyboardModifiers modifiers)
    {
        const QWheelEvent event({x, 50}, {x, 50}, {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                                false);
        return m_gestures->wheel(event);
    }
    static QMouseEvent mouse(QEvent::Type type, double x, Qt::MouseButton button, Qt::MouseButtons held)
    {
        return {type, QPointF(x, 50), QPointF(x, 50), button, held, Qt::NoModifier};
    }
    void drag(double from, double to, Qt::MouseButton button)
    {
        m_gestures->press(mouse(QEvent::MouseButtonPress, from, button, button));
        for (int i = 1; i <= 5; ++i)
            m_gestures->move(mouse(QEvent::MouseMove, from + (to - from) * i / 5, Qt::NoButton, button));
        m_gestures->release(mouse(QEvent::MouseButtonRelease, to, button, Qt::NoButton));
    }
    bool key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        return m_gestures->keyPress(QKeyEvent(QEvent::KeyPress, key, modifiers));
    }
    int segmentOf(size_t lane, size_t clip) const
    {
        return m_surface.lanes->lanes()[lane].clips[clip].segment;
    }
    static bool isNear(TimeRange a, TimeRange b)
    {
        return std::abs(a.startSec - b.startSec) < 1e-6 && std::abs(a.endSec - b.endSec) < 1e-6;
    }

private Q_SLOTS:
    void init()
    {
        m_time.setDuration(100);
        m_gestures = std::make_unique<ChartGestures>(m_time, m_surface);
    }

    void ctrlWheelZoomsAtThePointer()
    {
        QVERIFY(wheel(250, {0, 120}, Qt::ControlModifier));
        QVERIFY(isNear(m_time.visible(), {5, 85}));
        QVERIFY(wheel(250, {0, -120}, Qt::ControlModifier));
        QVERIFY(isNear(m_time.visible(), {0, 100}));
    }

    void shiftWheelAndSidewaysPan()
    {
        m_time.setVisible({40, 60});
        QVERIFY(wheel(500, {0, -120}, Qt::ShiftModifier));
        QVERIFY(isNear(m_time.visible(), {42, 62}));
        QVERIFY(wheel(500, {120, 0}, Qt::NoModifier));
        QVERIFY(isNear(m_time.visible(), {40, 60}));
    }

    void thePlainWheelIsForOthers()
    {
        QVERIFY(!wheel(500, {0, 120}, Qt::NoModifier));
        QVERIFY(isNear(m_time.visible(), {0, 100}));
    }

    void middleDragPans()
    {
        m_time.setVisible({40, 60});
        drag(500, 250, Qt::MiddleButton);
        QVERIFY(isNear(m_time.visible(), {45, 65}));
        QVERIFY(!m_time.selectedRange());
        m_time.goBack(); // the whole drag is one step
        QVERIFY(isNear(m_time.visible(), {40, 60}));
    }

    void spaceDragPans()
    {
        m_time.setVisible({40, 60});
        QVERIFY(key(Qt::Key_Space));
        QVERIFY(m_gestures->isReadyToPan());
        drag(500, 750, Qt::LeftButton);
        QVERIFY(isNear(m_time.visible(), {35, 55}));
        QVERIFY(m_gestures->keyRelease(QKeyEvent(QEvent::KeyRelease, Qt::Key_Space, Qt::NoModifier)));
        drag(500, 750, Qt::LeftButton);
        QVERIFY(isNear(m_time.visible(), {35, 55}));
        QVERIFY(m_time.selectedRange());
    }

    void aSpaceThatIsReleasedElsewhereIsForgotten()
    {
        key(Qt::Key_Space);
        m_gestures->focusOut();
        QVERIFY(!m_gestures->isReadyToPan());
    }

    void leftDragSelectsTimeInBothDirections()
    {
        drag(200, 400, Qt::LeftButton);
        QVERIFY(isNear(*m_time.selectedRange(), {20, 40}));
        drag(700, 600, Qt::LeftButton);
        QVERIFY(isNear(*m_time.selectedRange(), {60, 70}));
        QVERIFY(!m_time.selectedSegment());
    }

    void clickSelectsAndClearsTheRange()
    {
        drag(200, 400, Qt::LeftButton);
        drag(355, 356, Qt::LeftButton); // a hand is not that still
        QCOMPARE(m_time.selectedSegment(), segmentOf(0, 3));
        QVERIFY(!m_time.selectedRange());
    }

    void hoverTellsTimeAndClip()
    {
        m_gestures->move(mouse(QEvent::MouseMove, 255, Qt::NoButton, Qt::NoButton));
        QCOMPARE(m_time.cursor(), 25.5);
        QCOMPARE(m_time.hoveredSegment(), segmentOf(0, 2));
        m_gestures->leave();
        QVERIFY(!m_time.cursor() && !m_time.hoveredSegment());
    }

    void arrowsWalk()
    {
        QVERIFY(key(Qt::Key_Right));
        QCOMPARE(m_time.selectedSegment(), segmentOf(0, 0));
        key(Qt::Key_Right);
        key(Qt::Key_Right);
        QCOMPARE(m_time.selectedSegment(), segmentOf(0, 2));
        key(Qt::Key_Left);
        QCOMPARE(m_time.selectedSegment(), segmentOf(0, 1));
        key(Qt::Key_Down);
        QCOMPARE(m_time.selectedSegment(), segmentOf(1, 0));
        key(Qt::Key_Up);
        QCOMPARE(m_time.selectedSegment(), segmentOf(0, 1));
    }

    void walkingKeepsTheClipInView()
    {
        m_time.setVisible({0, 25});
        m_time.setSelectedSegment(segmentOf(0, 1));
        key(Qt::Key_Right);
        QVERIFY(isNear(m_time.visible(), {5, 30}));
    }

    void fFitsTheClipThenAll()
    {
        m_time.setSelectedSegment(segmentOf(0, 4));
        QVERIFY(key(Qt::Key_F));
        QVERIFY(m_time.visible().contains(40) && m_time.visible().contains(50));
        QVERIFY(m_time.visible().span() < 20);
        key(Qt::Key_F);
        QVERIFY(isNear(m_time.visible(), {0, 100}));
        key(Qt::Key_F);
        QVERIFY(m_time.visible().span() < 20);
        m_time.setSelectedSegment(std::nullopt);
        key(Qt::Key_F);
        QVERIFY(isNear(m_time.visible(), {0, 100}));
    }

    void zAndBackspace()
    {
        QVERIFY(key(Qt::Key_Z)); // nothing selected: nothing happens
        QVERIFY(isNear(m_time.visible(), {0, 100}));
        m_time.setSelectedRange(TimeRange{20, 30});
        key(Qt::Key_Z);
        QVERIFY(isNear(m_time.visible(), {20, 30}));
        key(Qt::Key_Backspace);
        QVERIFY(isNear(m_time.visible(), {0, 100}));
    }

    void keysZoomAndPan()
    {
        m_time.setSelectedSegment(segmentOf(0, 2));
        key(Qt::Key_Plus, Qt::ShiftModifier);
        QVERIFY(isNear(m_time.visible(), {5, 85})); // around the clip's middle at 25 s
        key(Qt::Key_Minus);
        QVERIFY(isNear(m_time.visible(), {0, 100}));
        m_time.setVisible({40, 60});
        key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(isNear(m_time.visible(), {42, 62}));
        QCOMPARE(m_time.selectedSegment(), segmentOf(0, 2));
    }

    void shiftBackspaceGoesForwardAgain()
    {
        m_time.setVisible({20, 30});
        key(Qt::Key_Backspace);
        QVERIFY(isNear(m_time.visible(), {0, 100}));
        QVERIFY(key(Qt::Key_Backspace, Qt::ShiftModifier));
        QVERIFY(isNear(m_time.visible(), {20, 30}));
    }

    void marksAreSetAtThePointerElseAtTheClip()
    {
        m_time.setVisible({40, 60});
        QVERIFY(key(Qt::Key_A)); // neither pointer nor clip: the middle of what is visible
        QCOMPARE(m_time.mark(TimeMark::A), 50.0);
        m_time.setSelectedSegment(segmentOf(0, 2));
        key(Qt::Key_A);
        QCOMPARE(m_time.mark(TimeMark::A), 25.0);
        m_gestures->move(mouse(QEvent::MouseMove, 500, Qt::NoButton, Qt::NoButton));
        QVERIFY(key(Qt::Key_B));
        QCOMPARE(m_time.mark(TimeMark::B), *m_time.cursor());
        // Whoever walks on by key means the clip, not where the pointer was left.
        key(Qt::Key_Right);
        key(Qt::Key_B);
        QCOMPARE(m_time.mark(TimeMark::B), 35.0);
    }

    void escapeClearsTheMarksLast()
    {
        key(Qt::Key_A);
        m_time.setSelectedSegment(segmentOf(0, 2));
        QVERIFY(key(Qt::Key_Escape));
        QVERIFY(!m_time.selectedSegment() && m_time.mark(TimeMark::A));
        QVERIFY(key(Qt::Key_Escape));
        QVERIFY(!m_time.mark(TimeMark::A));
        QVERIFY(!key(Qt::Key_Escape));
    }

    void escapeClearsOnlyWhereThereIsSomething()
    {
        QVERIFY(!key(Qt::Key_Escape));
        m_time.setSelectedSegment(segmentOf(0, 2));
        m_time.setSelectedRange(TimeRange{20, 30});
        QVERIFY(key(Qt::Key_Escape));
        QVERIFY(!m_time.selectedSegment() && !m_time.selectedRange());
    }

    void shortcutsOfTheWindowStayItsOwn()
    {
        QVERIFY(!key(Qt::Key_F, Qt::ControlModifier));
        QVERIFY(!key(Qt::Key_Left, Qt::AltModifier));
        QVERIFY(!key(Qt::Key_A, Qt::ControlModifier));
        QVERIFY(!key(Qt::Key_C));
        QVERIFY(!key(Qt::Key_F5));
    }

    void anEmptyChartTakesEverything()
    {
        m_surface.lanes = buildLanes(MadeUpTask().missing(u"audio"_s).take());
        for (const int each : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_F, Qt::Key_Z,
                               Qt::Key_Backspace, Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Escape})
            key(each);
        wheel(10, {0, 120}, Qt::ControlModifier);
        drag(10, 12, Qt::LeftButton);
        QVERIFY(!m_time.selectedSegment());
        m_surface.lanes = PlainSurface(m_time).lanes;
    }
};

EMBEDSCOPE_TEST(TestChartGestures)
#include "tst_chartgestures.moc"
