// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/normhistogram.h"

#include "charts/chartprobe.h"
#include "charts/modalitycolours.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QPainter>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestNormHistogram final : public QObject
{
    Q_OBJECT

private:
    static QImage painted(const std::vector<NormBand> &bands, const NormScale &scale)
    {
        NormHistogram item(nullptr);
        item.setPalette(lightPalette());
        item.setPlace({10, 0, 80, 100});
        item.setScale(scale);
        item.setContent(buildLanes(MadeUpTask().addRow(u"visual"_s, 4, 1).take()), bands);
        QImage image(100, 100, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        item.paint(&painter, nullptr, nullptr);
        return image;
    }
    static int widthAt(const QImage &image, int y)
    {
        int width = 0;
        while (width + 12 < image.width() && image.pixelColor(12 + width, y) != Qt::white)
            ++width;
        return width;
    }

private Q_SLOTS:
    void barsAreAsWideAsTheirBinsAreFull()
    {
        NormBand band{.lane = 0, .histogramLow = 0, .histogramHigh = 4};
        band.histogram = {10, 5, 0, 1};
        const QImage image = painted({band}, {.low = 0, .high = 4});
        QCOMPARE(widthAt(image, 90), 76); // low is at the bottom
        QCOMPARE(widthAt(image, 65), 38);
        QCOMPARE(widthAt(image, 35), 0);
        QVERIFY(widthAt(image, 10) >= 7);
    }

    void aSpikeIsSeenAndWhatLacksStaysOut()
    {
        NormBand spike{.lane = 0, .histogramLow = 1, .histogramHigh = 1.0000001};
        spike.histogram = {7};
        const QImage image = painted({spike}, {.low = 0.9, .high = 1.1});
        QVERIFY(widthAt(image, 49) > 70 || widthAt(image, 50) > 70);
        NormBand unknown = spike;
        unknown.lane = 9;
        NormBand empty{.lane = 0};
        const QImage blank = painted({unknown, empty}, {.low = 0.9, .high = 1.1});
        for (int y = 0; y < 100; ++y)
            QCOMPARE(widthAt(blank, y), 0);
    }
};

EMBEDSCOPE_TEST(TestNormHistogram)
#include "tst_normhistogram.moc"
