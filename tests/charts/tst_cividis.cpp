// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/cividis.h"

#include "support/testprogram.h"

#include <QColor>
#include <QTest>

#include <cmath>

using namespace embedscope;

class TestCividis final : public QObject
{
    Q_OBJECT

private:
    static double channel(int value)
    {
        const double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    }
    /// CIE L*, 0 to 100.
    static double lightness(QRgb colour)
    {
        const double y = 0.2126 * channel(qRed(colour)) + 0.7152 * channel(qGreen(colour)) + 0.0722 * channel(qBlue(colour));
        return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
    }

private Q_SLOTS:
    void goesThroughThePublishedColours()
    {
        const QRgb published[] = {0xff00224e, 0xff123570, 0xff3b496c, 0xff575d6d, 0xff707173,
                                  0xff8a8678, 0xffa59c74, 0xffc3b369, 0xffe1cc55, 0xfffee838};
        for (int i = 0; i < 10; ++i) {
            const QRgb colour = cividis(i / 9.0);
            QVERIFY(std::abs(qRed(colour) - qRed(published[i])) <= 2);
            QVERIFY(std::abs(qGreen(colour) - qGreen(published[i])) <= 2);
            QVERIFY(std::abs(qBlue(colour) - qBlue(published[i])) <= 2);
        }
        QCOMPARE(cividis(-1), cividis(0));
        QCOMPARE(cividis(2), cividisTable().back());
    }

    void lightnessRisesEvenly()
    {
        const double step = (lightness(cividis(1)) - lightness(cividis(0))) / 255;
        for (size_t i = 8; i < cividisTable().size(); ++i) {
            const double rise = lightness(cividisTable()[i]) - lightness(cividisTable()[i - 8]);
            QVERIFY2(rise > 8 * step * 0.5 && rise < 8 * step * 1.5, qPrintable(QString::number(i)));
        }
    }
};

EMBEDSCOPE_TEST(TestCividis)
#include "tst_cividis.moc"
