// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/rangestrip.h"

#include "charts/chartprobe.h"
#include "support/testprogram.h"

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestRangeStrip final : public QObject
{
    Q_OBJECT

private:
    SharedTime m_time;
    std::unique_ptr<RangeStrip> m_strip;

    static bool isNear(TimeRange a, TimeRange b)
    {
        return std::abs(a.startSec - b.startSec) < 1 && std::abs(a.endSec - b.endSec) < 1;
    }
    QPoint at(double x) const { return QPointF(x, m_strip->height() / 2.0).toPoint(); }

private Q_SLOTS:
    void init()
    {
        m_time.setDuration(100);
        m_strip = std::make_unique<RangeStrip>(m_time);
        m_strip->setPalette(lightPalette());
        m_strip->resize(1005, 16); // 1,000 for the whole
        m_strip->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_strip.get()));
    }

    void calmWhileAllIsShown()
    {
        QCOMPARE(m_strip->accessibleDescription(), u"All of the time is shown"_s);
        const QImage calm = m_strip->grab().toImage();
        QTest::mousePress(m_strip.get(), Qt::LeftButton, {}, at(300));
        QTest::mouseMove(m_strip.get(), at(500));
        QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, at(500));
        QCOMPARE(m_time.visible(), (TimeRange{0, 100}));
        QVERIFY(!m_time.canGoBack());
        m_time.setVisible({20, 40});
        QVERIFY(m_strip->grab().toImage() != calm);
        QCOMPARE(m_strip->accessibleDescription(), u"0:00:20 to 0:00:40 of 0:01:40"_s);
    }

    void theWindowStandsWhereItIs()
    {
        m_time.setVisible({20, 40});
        QCOMPARE(m_strip->windowRect().left(), 202.5);
        QCOMPARE(m_strip->windowRect().width(), 200.0);
        m_time.setDuration(14'400);
        m_time.setVisible({14'399, 14'400});
        QVERIFY(m_strip->windowRect().width() >= 6); // still to be taken hold of
        QVERIFY(m_strip->windowRect().right() <= 1'003);
    }

    void draggingPansInOneStep()
    {
        m_time.setVisible({20, 40});
        QTest::mousePress(m_strip.get(), Qt::LeftButton, {}, at(250));
        for (int x = 260; x <= 550; x += 10)
            QTest::mouseMove(m_strip.get(), at(x));
        QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, at(550));
        QVERIFY(isNear(m_time.visible(), {50, 70}));
        QTest::mouseMove(m_strip.get(), at(900)); // let go of
        QVERIFY(isNear(m_time.visible(), {50, 70}));
        m_time.goBack();
        QVERIFY(isNear(m_time.visible(), {20, 40}));
    }

    void aClickBesideBringsTheWindowThere()
    {
        m_time.setVisible({20, 40});
        QTest::mouseClick(m_strip.get(), Qt::LeftButton, {}, at(702));
        QVERIFY(isNear(m_time.visible(), {60, 80}));
        QTest::mouseClick(m_strip.get(), Qt::LeftButton, {}, at(1'000));
        QVERIFY(isNear(m_time.visible(), {80, 100}));
    }

    void keys()
    {
        m_time.setVisible({20, 40});
        QTest::keyClick(m_strip.get(), Qt::Key_Right);
        QVERIFY(isNear(m_time.visible(), {22, 42}));
        QTest::keyClick(m_strip.get(), Qt::Key_PageDown);
        QVERIFY(isNear(m_time.visible(), {42, 62}));
        QTest::keyClick(m_strip.get(), Qt::Key_End);
        QVERIFY(isNear(m_time.visible(), {80, 100}));
        QTest::keyClick(m_strip.get(), Qt::Key_Home);
        QVERIFY(isNear(m_time.visible(), {0, 20}));
        QTest::keyClick(m_strip.get(), Qt::Key_Left);
        QVERIFY(isNear(m_time.visible(), {0, 20}));
    }

    void marksAndRangeAreSeen()
    {
        const QImage before = m_strip->grab().toImage();
        m_time.setMark(TimeMark::A, 50);
        const QImage marked = m_strip->grab().toImage();
        QVERIFY(marked != before);
        m_time.setMark(TimeMark::A, std::nullopt);
        m_time.setMark(TimeMark::B, 50);
        QVERIFY(m_strip->grab().toImage() != marked); // B is dashed
        m_time.setMark(TimeMark::B, std::nullopt);
        m_time.setSelectedRange(TimeRange{10, 30});
        QVERIFY(m_strip->grab().toImage() != before);
    }
};

EMBEDSCOPE_TEST(TestRangeStrip)
#include "tst_rangestrip.moc"
