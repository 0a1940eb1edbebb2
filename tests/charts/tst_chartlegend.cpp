// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlegend.h"

#include "support/testprogram.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChartLegend final : public QObject
{
    Q_OBJECT

private:
    static void lay(ChartLegend &legend, const std::vector<ChartLegend::Entry> &entries, double width)
    {
        legend.setEntries(entries, QGuiApplication::palette(), QGuiApplication::font(), 40, width);
    }

private Q_SLOTS:
    void growsByLinesAndNotBeyondThree()
    {
        ChartLegend legend(nullptr);
        lay(legend, {}, 300);
        const double one = legend.height();
        lay(legend, {{u"visual"_s, Qt::blue}, {u"audio"_s, Qt::red}}, 300);
        QCOMPARE(legend.height(), one); // side by side
        const QString wide(40, u'm');
        const double width = QFontMetricsF(QGuiApplication::font()).horizontalAdvance(wide) + 40;
        lay(legend, {{wide}, {wide}, {wide}}, width);
        const double three = legend.height();
        QVERIFY(three > one);
        QCOMPARE(legend.texts(), (QStringList{wide, wide, wide}));
        lay(legend, {{wide}, {wide}, {wide}, {u"lost"_s}, {u"lost too"_s}}, width);
        QCOMPARE(legend.height(), three);
        QCOMPARE(legend.texts().size(), 3);
        QCOMPARE(legend.texts().last(), QString(wide + u" …"_s)); // nothing goes without a word
        QVERIFY(legend.toolTip().endsWith(u"lost\nlost too"_s));
        legend.setEntries({{wide}, {wide}}, QGuiApplication::palette(), QGuiApplication::font(), 40, width, 1);
        QCOMPARE(legend.height(), one);
        QCOMPARE(legend.height(), ChartLegend::heightOf(1, QGuiApplication::font()));
        QCOMPARE(legend.texts(), (QStringList{wide + u" …"_s}));
        lay(legend, {{wide}}, width);
        QVERIFY(legend.toolTip().isEmpty()); // there is no more than is to be seen
    }

    void whatIsWiderThanTheChartIsCut()
    {
        ChartLegend legend(nullptr);
        lay(legend, {{u"a text that is far too long for so narrow a chart"_s, Qt::blue}}, 120);
        QVERIFY(legend.texts().first().endsWith(u'…'));
        QCOMPARE(legend.boundingRect().width(), 120.0);
    }

    void drawsTheLineAsTheChartDoes()
    {
        ChartLegend legend(nullptr);
        lay(legend, {{u"visual"_s, QColor(1, 2, 250), 5}, {u"a sentence"_s}}, 300);
        QImage image(400, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        legend.paint(&painter, nullptr, nullptr);
        painter.end();
        int rows = 0;
        for (int y = 0; y < image.height(); ++y)
            rows += image.pixelColor(45, y) == QColor(1, 2, 250) ? 1 : 0;
        QVERIFY2(rows == 4 || rows == 5, qPrintable(QString::number(rows))); // half pixels at the edges
    }
};

EMBEDSCOPE_TEST(TestChartLegend)
#include "tst_chartlegend.moc"
