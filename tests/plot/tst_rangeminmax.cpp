// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/rangeminmax.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace embedscope;

class TestRangeMinMax final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRangeEqualsTheNaiveOne_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 15, 16, 17, 40, 255, 256, 257, 300})
            QTest::addRow("%d values", count) << count;
    }

    void everyRangeEqualsTheNaiveOne()
    {
        QFETCH(int, count);
        std::mt19937 random(static_cast<unsigned>(count));
        std::vector<double> values(static_cast<size_t>(count));
        for (double &value : values)
            value = random() % 7 == 0 ? std::nan("") : static_cast<double>(random() % 1000);
        const RangeMinMax pyramid(values);
        for (size_t first = 0; first <= values.size(); ++first) {
            for (size_t last = first; last <= values.size(); ++last) {
                MinMax naive;
                for (size_t i = first; i < last; ++i)
                    naive.add(values[i]);
                QVERIFY2(pyramid.query(first, last) == naive,
                         qPrintable(QStringLiteral("%1 to %2").arg(first).arg(last)));
            }
        }
    }

    void nothingIsEmpty()
    {
        QVERIFY(RangeMinMax().query(0, 0).isEmpty());
        const std::vector<double> values{std::nan(""), std::nan("")};
        QVERIFY(RangeMinMax(values).query(0, 2).isEmpty());
        QVERIFY(RangeMinMax(values).query(1, 1).isEmpty());
    }
};

EMBEDSCOPE_TEST(TestRangeMinMax)
#include "tst_rangeminmax.moc"
