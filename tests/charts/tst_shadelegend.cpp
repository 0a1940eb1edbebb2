// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/shadelegend.h"

#include "charts/cividis.h"
#include "support/testprogram.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace embedscope;

class TestShadeLegend final : public QObject
{
    Q_OBJECT

private:
    static std::shared_ptr<const ClipShades> shades()
    {
        ClipShades made;
        made.numbers = std::make_shared<const std::vector<float>>(std::vector<float>{0, 0.5F});
        made.title = QStringLiteral("change to the next clip");
        made.fitScale();
        return std::make_shared<const ClipShades>(made);
    }
    static QImage picture(ShadeLegend &legend)
    {
        QImage image(700, 40, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        legend.paint(&painter, nullptr, nullptr);
        return image;
    }
    static int count(const QImage &image, QRgb colour)
    {
        int total = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                total += image.pixel(x, y) == colour ? 1 : 0;
        }
        return total;
    }

private Q_SLOTS:
    void itStatesTheScale()
    {
        ShadeLegend legend(nullptr);
        legend.setPlace(10, 680);
        QCOMPARE(legend.height(), 0.0);
        QCOMPARE(count(picture(legend), qRgb(255, 255, 255)), 700 * 40);
        QPalette palette;
        palette.setColor(QPalette::Base, Qt::white);
        palette.setColor(QPalette::Text, Qt::black);
        legend.setContent(shades(), {}, palette, QApplication::font());
        QVERIFY(legend.height() > 15 && legend.height() < 40);
        const QImage image = picture(legend);
        QVERIFY(count(image, cividisTable()[128]) + count(image, cividisTable()[129]) > 5);
        QVERIFY(count(image, ClipShades::noneColour(palette).rgb()) > 50);
        int dark = 0; // words
        for (int x = 10; x < 60; ++x) {
            for (int y = 0; y < image.height(); ++y)
                dark += qGray(image.pixel(x, y)) < 100 ? 1 : 0;
        }
        QVERIFY(dark > 20);
        QCOMPARE(ShadeLegend::sentence(*shades()),
                 QStringLiteral(
                     "Clips are coloured by change to the next clip, dark at 0.0000, bright at 0.5000."));
    }

    void whatDoesNotFitIsLeftOut()
    {
        ShadeLegend legend(nullptr);
        legend.setContent(shades(), {}, QPalette(), QApplication::font());
        legend.setPlace(10, 5);
        QCOMPARE(count(picture(legend), qRgb(255, 255, 255)), 700 * 40);
    }

    void withoutShadesItSaysWhatIsMissing()
    {
        QPalette palette;
        palette.setColor(QPalette::Text, Qt::black);
        ShadeLegend legend(nullptr);
        legend.setPlace(10, 680);
        legend.setContent(nullptr, QStringLiteral("choose a clip"), palette, QApplication::font());
        const double height = legend.height();
        QVERIFY(height > 15);
        const auto words = count(picture(legend), qRgb(255, 255, 255));
        QVERIFY(words < 700 * 40);
        legend.setPlace(10, 40); // cut off with an ellipsis, not left out
        const auto cut = count(picture(legend), qRgb(255, 255, 255));
        QVERIFY(cut > words && cut < 700 * 40);
        legend.setContent(shades(), QStringLiteral("choose a clip"), palette, QApplication::font());
        QCOMPARE(legend.height(), height); // the scale stands in its place
        legend.setContent(nullptr, {}, palette, QApplication::font());
        QCOMPARE(legend.height(), 0.0);
    }
};

EMBEDSCOPE_TEST(TestShadeLegend)
#include "tst_shadelegend.moc"
