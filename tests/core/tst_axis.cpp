// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/axis.h"
#include "support/testprogram.h"

#include <QTest>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace embedscope;

/// Places on the axis of a document or a text have names.
class TestAxis final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesCountFromOneAndChunksFromZero()
    {
        QCOMPARE(placeText(AxisUnit::Pages, 0), u"page 1"_s);
        QCOMPARE(placeText(AxisUnit::Pages, 2.99), u"page 3"_s);
        QCOMPARE(placeText(AxisUnit::Chunks, 0), u"chunk 0"_s);
        QCOMPARE(placeName(AxisUnit::Pages, std::numeric_limits<double>::quiet_NaN()), u"—"_s);
        QCOMPARE(placeNumber(AxisUnit::Pages, 1e300), qint64(1'000'000'000'000'001));
    }

    void aStretchNamesWhatItHolds()
    {
        QCOMPARE(stretchText(AxisUnit::Pages, 2, 3), u"page 3"_s);
        QCOMPARE(stretchText(AxisUnit::Pages, 2, 5), u"pages 3 – 5"_s);
        QCOMPARE(stretchText(AxisUnit::Chunks, 0, 2), u"chunks 0 – 1"_s);
        QCOMPARE(stretchText(AxisUnit::Pages, 2, 2), u"page 3"_s);
        QCOMPARE(stretchCountText(AxisUnit::Pages, 6), u"6 pages"_s);
        QCOMPARE(stretchCountText(AxisUnit::Chunks, 1), u"1 chunk"_s);
        QCOMPARE(stretchCountText(AxisUnit::Seconds, 0), u"no clips"_s);
        QCOMPARE(distanceText(AxisUnit::Pages, 1), u"1 page"_s);
        QCOMPARE(distanceText(AxisUnit::Pages, 2.5), u"2.5 pages"_s);
    }

    void unitsReadBack()
    {
        for (const AxisUnit unit : {AxisUnit::Seconds, AxisUnit::Pages, AxisUnit::Chunks, AxisUnit::None})
            QCOMPARE(unitOfWord(QString::fromLatin1(unitWord(unit))), unit);
        QCOMPARE(unitOfWord({}), AxisUnit::Seconds);
    }

    void aQuadrantIsOfItsPage()
    {
        QVERIFY(isLocalScope(u"page/top_left"_s));
        QCOMPARE(wholeScope(u"page/top_left"_s), u"page"_s);
        QCOMPARE(quadrantOf(u"page/top_left"_s), u"top_left"_s);
        QCOMPARE(quadrantOf(u"page"_s), QString());
        QVERIFY(!isLocalScope(u"asset"_s));
    }
};

EMBEDSCOPE_TEST(TestAxis)

#include "tst_axis.moc"
