// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cosinehistogram.h"

#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestCosineHistogram final : public QObject
{
    Q_OBJECT

private:
    static Histogram cosines()
    {
        Histogram histogram = emptyHistogram(-1, 1, 400);
        histogram.add(0.512, 1000);
        histogram.add(0.9775, 5);
        histogram.add(0.9825, 3);
        histogram.add(1, 2);
        return histogram;
    }

private Q_SLOTS:
    void keysAndPointerMoveTheThreshold()
    {
        CosineHistogram view;
        view.setHistogram(cosines());
        view.resize(416, 120);
        view.show();
        QSignalSpy moved(&view, &CosineHistogram::thresholdChanged);
        QCOMPARE(view.threshold(), 0.98);
        QCOMPARE(view.countAbove(), uint64_t(5));
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.threshold(), 0.975);
        QCOMPARE(view.countAbove(), uint64_t(10));
        QTest::keyClick(&view, Qt::Key_PageUp);
        QCOMPARE(view.threshold(), 1.0);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.threshold(), 0.5); // where the axis begins
        QCOMPARE(view.countAbove(), uint64_t(1010));
        QCOMPARE(moved.size(), 3);
        QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(208, 40));
        QCOMPARE(view.threshold(), 0.75);
        QCOMPARE(view.accessibleDescription(), u"10 of 1010 pairs have a cosine of 0.750 and more"_s);
        view.setThreshold(0.7512); // rounds to where it is
        QCOMPARE(moved.size(), 4);
    }

    void theBarsAboveStandOut()
    {
        CosineHistogram view;
        view.resize(416, 120);
        view.setHistogram({});
        const QImage empty = view.grab().toImage();
        QCOMPARE(view.countAbove(), uint64_t(0));
        QCOMPARE(view.accessibleDescription(), u"Nothing to show"_s);
        view.setHistogram(cosines());
        const QImage high = view.grab().toImage();
        QVERIFY(high != empty);
        view.setThreshold(0.5);
        const QRgb strong = view.palette().color(QPalette::Highlight).rgb();
        const QPoint first(19, 80); // the bar of 1000
        QVERIFY(high.pixel(first) != strong);
        QCOMPARE(view.grab().toImage().pixel(first), strong);
    }
};

EMBEDSCOPE_TEST(TestCosineHistogram)
#include "tst_cosinehistogram.moc"
