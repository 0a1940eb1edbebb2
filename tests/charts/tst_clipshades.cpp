// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/clipshades.h"

#include "charts/cividis.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;

class TestClipShades final : public QObject
{
    Q_OBJECT

private:
    static ClipShades shadesOf(std::vector<float> numbers)
    {
        ClipShades shades;
        shades.numbers = std::make_shared<const std::vector<float>>(std::move(numbers));
        shades.fitScale();
        return shades;
    }

private Q_SLOTS:
    void theScaleFitsWhatIsThere()
    {
        const float nan = std::nanf("");
        const ClipShades shades = shadesOf({0.25F, nan, 0.75F, 0.5F, std::numeric_limits<float>::infinity()});
        QCOMPARE(shades.low, 0.25);
        QCOMPARE(shades.high, 0.75);
        QCOMPARE(shades.shadeOf(0.25F), cividisTable().front());
        QCOMPARE(shades.shadeOf(0.75F), cividisTable().back());
        QCOMPARE(shades.shadeOf(0.5F), cividisTable()[128]);
        QCOMPARE(shades.shadeOf(-7), cividisTable().front());
        QCOMPARE(shades.shadeOf(7), cividisTable().back());
        QVERIFY(std::isnan(shades.numberOf(1)) && std::isnan(shades.numberOf(-1))
                && std::isnan(shades.numberOf(5)));
        QCOMPARE(shades.numberOf(2), 0.75F);
    }

    void withoutNumbersAndWithOneAlone()
    {
        QCOMPARE(shadesOf({}).high, 1.0);
        QVERIFY(std::isnan(ClipShades().numberOf(0)));
        ClipShades close = shadesOf({1, 1.001F});
        close.fitScale(0.01);
        QCOMPARE_LT(std::abs(close.low - 0.9955), 1e-6);
        QCOMPARE_LT(std::abs(close.high - 1.0055), 1e-6);
        QCOMPARE(shadesOf({3, 3}).shadeOf(3), cividisTable()[128]); // neither little nor much
    }
};

EMBEDSCOPE_TEST(TestClipShades)
#include "tst_clipshades.moc"
