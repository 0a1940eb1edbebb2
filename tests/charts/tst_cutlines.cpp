// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/cutlines.h"

#include "support/testprogram.h"

#include <QChart>
#include <QLineSeries>
#include <QTest>

#include <memory>

using namespace embedscope;

class TestCutLines final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesEndWhereTheVisibleTimeDoesAndComeBack()
    {
        QChart chart;
        const QList<QPointF> wide{{0, 1}, {100, 1}};
        const QList<QPointF> outside{{0, 2}, {5, 2}};
        auto *const both = new QLineSeries;
        auto *const before = new QLineSeries;
        auto *const empty = new QLineSeries;
        both->replace(wide);
        before->replace(outside);
        for (QLineSeries *const line : {both, before, empty})
            chart.addSeries(line);
        {
            const CutLines cut(chart, {20, 40});
            QCOMPARE(both->points(), (QList<QPointF>{{20, 1}, {40, 1}}));
            QVERIFY(before->points().isEmpty()); // nothing of it is in view
        }
        QCOMPARE(both->points(), wide);
        QCOMPARE(before->points(), outside);
        QVERIFY(empty->points().isEmpty());
    }
};

EMBEDSCOPE_TEST(TestCutLines)
#include "tst_cutlines.moc"
