// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matrixview.h"

#include "analysis/vectortask.h"
#include "charts/cividis.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMatrixView final : public QObject
{
    Q_OBJECT

private:
    /// 20 clips of 3 s in two scenes, over a minute; an asset's vector behind them.
    struct Stage
    {
        explicit Stage(int side = 400) : view(time)
        {
            VectorTask maker;
            for (int clip = 0; clip < 20; ++clip)
                maker.add(u"visual"_s, clip * 3, clip * 3 + 3, clip < 10 ? std::vector{1.0F, 0.0F} : std::vector{0.6F, 0.8F});
            clips = std::make_shared<const LaneClips>(*LaneClips::of(maker.share(), {0, 0}));
            time.setDuration(60);
            view.setMatrix(std::make_shared<const SimilarityMatrix>(*selfSimilarity(*clips)), clips, u"visual"_s);
            view.resize(side + 130, side + 40);
            view.show();
        }
        /// The plot as it is painted: the largest square that holds nothing but colours of the map.
        QRect plot()
        {
            const QImage picture = view.grab().toImage();
            const auto isMapped = [&](int x, int y) {
                const QRgb colour = picture.pixel(x, y);
                return std::find(cividisTable().begin(), cividisTable().end(), colour) != cividisTable().end();
            };
            int left = 0;
            const int middle = picture.height() / 2;
            while (left < picture.width() && !isMapped(left, middle))
                ++left;
            int right = left;
            while (isMapped(right + 1, middle))
                ++right;
            int top = middle;
            while (isMapped(left + 2, top - 1))
                --top;
            return {left, top, right - left + 1, right - left + 1};
        }
        QPoint at(double columnSec, double rowSec)
        {
            const QRect square = plotOnce();
            return {square.left() + static_cast<int>(columnSec / 60 * square.width()),
                    square.top() + static_cast<int>(rowSec / 60 * square.height())};
        }
        QRect plotOnce()
        {
            if (known.isNull())
                known = plot();
            return known;
        }

        SharedTime time;
        MatrixView view;
        SharedClips clips;
        QRect known;
    };

private Q_SLOTS:
    void theMapIsASquareWithItsColours()
    {
        Stage stage;
        const QRect plot = stage.plotOnce();
        QVERIFY(plot.width() > 300);
        const QImage picture = stage.view.grab().toImage();
        QCOMPARE(picture.pixel(stage.at(6, 12)), cividis(1));
        QCOMPARE(picture.pixel(stage.at(12, 45)), cividis(0)); // 0.6 is the least: the scale begins there
        QVERIFY2(stage.view.summaryText().contains("20 clips, 0:00:00.000 to 0:01:00.000. Colours from 0.6"_L1),
                 qPrintable(stage.view.summaryText()));
        QCOMPARE(stage.view.accessibleDescription(), stage.view.summaryText());
    }

    void thePointerMarksBothClipsEverywhere()
    {
        Stage stage;
        QSignalSpy told(&stage.view, &MatrixView::readoutChanged);
        QTest::mouseMove(&stage.view, stage.at(43, 10));
        QTRY_COMPARE(stage.time.hoveredSegment(), 3); // the row: 9 to 12 s
        QVERIFY(qAbs(*stage.time.cursor() - 43) < 0.3); // the column
        QCOMPARE(stage.time.comparedSegment(), 14); // its clip: 42 to 45 s
        QCOMPARE(stage.view.readoutText(), u"0:00:09.000 and 0:00:42.000: 0.600"_s);
        QVERIFY(stage.view.accessibleDescription().startsWith(stage.view.readoutText()));
        QVERIFY(!told.isEmpty());
        QTest::mouseMove(&stage.view, QPoint(2, 2)); // beside the plot
        QTRY_VERIFY(!stage.time.hoveredSegment());
        QVERIFY(!stage.time.comparedSegment());
        QVERIFY(!stage.time.cursor());
        QVERIFY(stage.view.readoutText().isEmpty());
    }

    void aClickSelectsTheRowsClip()
    {
        Stage stage;
        QTest::mouseClick(&stage.view, Qt::LeftButton, {}, stage.at(43, 10));
        QCOMPARE(stage.time.selectedSegment(), 3);
        const QImage before = stage.view.grab().toImage();
        stage.time.setSelectedSegment(15);
        QVERIFY(stage.view.grab().toImage() != before); // followed
    }

    void aDragSelectsARange()
    {
        Stage stage;
        QTest::mousePress(&stage.view, Qt::LeftButton, {}, stage.at(12, 12));
        QTest::mouseMove(&stage.view, stage.at(30, 30));
        QTRY_VERIFY(stage.time.selectedRange());
        QTest::mouseRelease(&stage.view, Qt::LeftButton, {}, stage.at(30, 30));
        QVERIFY(qAbs(stage.time.selectedRange()->startSec - 12) < 0.5);
        QVERIFY(qAbs(stage.time.selectedRange()->endSec - 30) < 0.5);
        QVERIFY(!stage.time.selectedSegment());
        QTest::mouseClick(&stage.view, Qt::LeftButton, {}, stage.at(43, 10));
        QVERIFY(!stage.time.selectedRange());
    }

    void theKeyboardReachesEveryPair()
    {
        Stage stage;
        stage.view.setFocus();
        stage.time.setSelectedSegment(4);
        QTest::keyClick(&stage.view, Qt::Key_Right); // begins at the selected clip
        QCOMPARE(stage.view.readoutText(), u"0:00:12.000 and 0:00:12.000: 1.000"_s);
        QTest::keyClick(&stage.view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&stage.view, Qt::Key_Up);
        QCOMPARE(stage.view.readoutText(), u"0:00:09.000 and 0:00:42.000: 0.600"_s);
        QCOMPARE(stage.time.hoveredSegment(), 3);
        QTest::keyClick(&stage.view, Qt::Key_Return);
        QCOMPARE(stage.time.selectedSegment(), 3);
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(&stage.view, Qt::Key_Down);
        QVERIFY(stage.view.readoutText().startsWith("0:00:57.000"_L1)); // stops at the end
        QTest::keyClick(&stage.view, Qt::Key_Escape);
        QVERIFY(stage.view.readoutText().isEmpty());
        QTest::keyClick(&stage.view, Qt::Key_Escape);
        QVERIFY(!stage.time.selectedSegment());
    }

    void zoomIsTheSharedOne()
    {
        Stage stage;
        stage.time.setVisible({30, 60});
        const QImage zoomed = stage.view.grab().toImage();
        QCOMPARE(zoomed.pixel(stage.plotOnce().center()), cividis(1)); // the second scene alone
        QCOMPARE(zoomed.pixel(stage.plotOnce().topRight() - QPoint(3, -3)), cividis(1));
        stage.view.setFocus();
        QTest::keyClick(&stage.view, Qt::Key_Plus);
        QCOMPARE(stage.time.visible().span(), 15.0);
        QTest::keyClick(&stage.view, Qt::Key_Backspace);
        QTest::keyClick(&stage.view, Qt::Key_F);
        QCOMPARE(stage.time.visible(), (TimeRange{0, 60}));
        const QPoint place = stage.at(30, 30);
        QWheelEvent wheel(place, stage.view.mapToGlobal(place), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&stage.view, &wheel);
        QVERIFY(stage.time.visible().span() < 60);
        // The whole, with what the charts show marked in it.
        stage.time.setVisible({30, 60});
        stage.view.setFollowing(false);
        QVERIFY(stage.view.summaryText().contains("0:00:00.000 to 0:01:00.000"_L1));
        const QImage marked = stage.view.grab().toImage();
        stage.time.showAll();
        QVERIFY(stage.view.grab().toImage() != marked);
    }

    void withoutAMatrixNothing()
    {
        Stage stage;
        QTest::mouseMove(&stage.view, stage.at(43, 10));
        QTRY_VERIFY(stage.time.cursor());
        stage.view.setMatrix(nullptr, nullptr, {});
        QVERIFY(!stage.time.cursor() && !stage.time.hoveredSegment());
        QCOMPARE(stage.view.summaryText(), u"Nothing to show"_s);
        QTest::keyClick(&stage.view, Qt::Key_Down);
        QTest::mouseClick(&stage.view, Qt::LeftButton, {}, stage.view.rect().center());
        stage.view.grab();
        QVERIFY(!stage.time.selectedSegment());
        Stage small(10);
        small.view.grab(); // no room
    }
};

EMBEDSCOPE_TEST(TestMatrixView)
#include "tst_matrixview.moc"
