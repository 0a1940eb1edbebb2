// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/modalitycolours.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QPalette paletteOf(const QColor &window, const QColor &base, const QColor &text)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    return palette;
}

const QPalette light = paletteOf(QColor(0xEF, 0xEF, 0xEF), Qt::white, Qt::black);
const QPalette dark = paletteOf(QColor(0x2B, 0x2B, 0x2E), QColor(0x1E, 0x1E, 0x20), QColor(0xE6, 0xE6, 0xE6));

} // namespace

class TestModalityColours final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("onLight");
        QTest::addColumn<QString>("onDark");
        QTest::newRow("visual") << u"visual"_s << u"#0072b2"_s << u"#56b4e9"_s;
        QTest::newRow("audio") << u"audio"_s << u"#d55e00"_s << u"#e69f00"_s;
        QTest::newRow("transcription") << u"transcription"_s << u"#009e73"_s << u"#009e73"_s;
        QTest::newRow("fused") << u"fused"_s << u"#b05c8e"_s << u"#cc79a7"_s;
    }

    void theTable()
    {
        QFETCH(QString, name);
        QFETCH(QString, onLight);
        QFETCH(QString, onDark);
        QCOMPARE(modalityColour(name, light).name(), onLight);
        QCOMPARE(modalityColour(name, dark).name(), onDark);
    }

    void graphicsStandOut()
    {
        QStringList names{u"visual"_s, u"audio"_s, u"transcription"_s, u"fused"_s, QString()};
        for (int i = 0; i < 50; ++i)
            names.append(u"other%1"_s.arg(i));
        for (const QString &name : names) {
            QVERIFY2(contrastRatio(modalityColour(name, light), Qt::white) >= 3, qPrintable(name));
            QVERIFY2(contrastRatio(modalityColour(name, dark), QColor(0x1E, 0x1E, 0x20)) >= 3,
                     qPrintable(name));
            QVERIFY2(contrastRatio(modalityColour(name, dark), QColor(0x35, 0x35, 0x35)) >= 3,
                     qPrintable(name));
        }
    }

    void gapsStandOut()
    {
        QStringList names{u"visual"_s, u"audio"_s, u"transcription"_s, u"fused"_s, QString()};
        for (int i = 0; i < 50; ++i)
            names.append(u"other%1"_s.arg(i));
        const QPalette greyDark = paletteOf(QColor(0x35, 0x35, 0x35), QColor(0x35, 0x35, 0x35), Qt::white);
        for (const QPalette &palette : {light, dark, greyDark}) {
            for (const QString &name : names) {
                const Hatching hatching = hatchingOf(modalityColour(name, palette), palette);
                const double onGround = contrastRatio(hatching.line, hatching.ground);
                QVERIFY2(onGround >= 3 && onGround < 4, qPrintable(u"%1: %2"_s.arg(name).arg(onGround)));
                QVERIFY(contrastRatio(hatching.line, palette.color(QPalette::Base)) >= 3);
                QVERIFY(hatching.line != modalityColour(name, palette)); // and are no clips
            }
            QVERIFY(contrastRatio(hatchingOf(palette.color(QPalette::Text), palette).line, palette.color(QPalette::Base)) >= 3);
        }
        QVERIFY(contrastRatio(hatchingOf(Qt::white, light).line, Qt::white) >= 3); // a colour that is none
    }

    void otherNamesKeepTheirColour()
    {
        // Fixed, so that a picture taken today and one taken after an update can be compared.
        QCOMPARE(modalityColour(u"text"_s, light), modalityColour(u"text"_s, light));
        QSet<QRgb> colours;
        for (int i = 0; i < 50; ++i)
            colours.insert(modalityColour(u"other%1"_s.arg(i), light).rgb());
        QVERIFY(colours.size() >= 4);
        QVERIFY(!colours.contains(modalityColour(u"visual"_s, light).rgb()));
    }

    void contrast()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
        QVERIFY(!isDark(light));
        QVERIFY(isDark(dark));
        QCOMPARE(mixed(Qt::black, Qt::white, 0.0), QColor(Qt::black));
        QCOMPARE(mixed(Qt::black, Qt::white, 1.0), QColor(Qt::white));
        QCOMPARE(mixed(QColor(0, 100, 200), QColor(100, 0, 200), 0.5), QColor(50, 50, 200));
    }

    void aNameOfAMegabyteHasAColourToo()
    {
        const QString name(1'000'000, u'x');
        QCOMPARE(modalityColour(name, light), modalityColour(name, light));
    }
};

EMBEDSCOPE_TEST(TestModalityColours)
#include "tst_modalitycolours.moc"
