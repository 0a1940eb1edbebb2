// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/change.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChange final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsWhereClipsAdjoin()
    {
        VectorTask maker;
        maker.add(u"visual"_s, 0, 2, {1, 0})
            .add(u"visual"_s, 2.04, 4, {0, 2}) // within 0.05 s
            .add(u"visual"_s, 4, 5, {0, -1})
            .add(u"visual"_s, 5.06, 7, {0, 1}) // a gap
            .add(u"visual"_s, 6, 9, {1, 1}) // an overlap
            .add(u"visual"_s, 9, 10, {1, 0});
        const auto points = *changes(maker.clips());
        QCOMPARE(points.size(), size_t(3));
        QCOMPARE(points[0], (ChangePoint{2.02, 0, 1.0}));
        QCOMPARE(points[1], (ChangePoint{4, 1, 2.0}));
        QCOMPARE(points[2].clip, size_t(4));
        QVERIFY(std::abs(points[2].change - (1 - std::sqrt(0.5))) < 1e-7);
    }

    void noneOneAndCancelled()
    {
        QVERIFY(changes(VectorTask().clips())->empty());
        VectorTask one;
        one.add(u"visual"_s, 0, 2, {1, 0});
        QVERIFY(changes(one.clips())->empty());
        VectorTask three;
        three.addRow(u"visual"_s, randomVectors(3, 4, 1), 1);
        QVERIFY(!changes(three.clips(), [] { return true; }));
    }
};

EMBEDSCOPE_TEST(TestChange)
#include "tst_change.moc"
