// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpicture.h"

#include "charts/chartprobe.h"
#include "charts/modalitycolours.h"
#include "charts/normchart.h"
#include "charts/timelinechart.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QSvgRenderer>
#include <QXmlStreamReader>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Pictures that are kept show what is seen and nothing of pointer and focus; an SVG holds shapes and text.
class TestChartPicture final : public QObject
{
    Q_OBJECT

private:
    struct Shapes
    {
        int images = 0;
        int shapes = 0;
        QString text;
    };
    static Shapes shapesOf(const QByteArray &svg)
    {
        Shapes found;
        QXmlStreamReader reader(svg);
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            const QString name = reader.name().toString();
            found.images += name == "image"_L1 ? 1 : 0;
            found.shapes += name == "rect"_L1 || name == "path"_L1 || name == "polyline"_L1 ? 1 : 0;
            if (name == "text"_L1)
                found.text += reader.readElementText().trimmed().remove(QChar(0x200B)) + u'|';
        }
        return found;
    }
    template <class Chart> static void prepare(Chart &chart, const SharedTask &task)
    {
        chart.setPalette(lightPalette());
        chart.resize(900, 300);
        chart.show();
        chart.setTask(task, buildLanes(*task));
        QCoreApplication::processEvents();
    }
    static SharedTask film()
    {
        return MadeUpTask()
            .duration(120)
            .addRow(u"visual"_s, 20, 6)
            .add(u"audio"_s, 0, 30)
            .add(u"audio"_s, 60, 120)
            .missing(u"transcription"_s)
            .share();
    }
    static QImage drawn(const QByteArray &svg, QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QSvgRenderer(svg).render(&painter);
        return image;
    }

private Q_SLOTS:
    void theDrawingHoldsShapesAndText()
    {
        SharedTime time;
        time.setDuration(120);
        TimelineChart chart(time);
        prepare(chart, film());
        const QByteArray svg = chartSvg(chart.view(), u"Timeline"_s, chart.summaryText());
        const Shapes found = shapesOf(svg);
        QCOMPARE(found.images, 0);
        QVERIFY(found.shapes > 40);
        for (const QString &word : {u"visual|"_s, u"audio|"_s, u"transcription|"_s, u"no transcription returned|"_s, u"1:00|"_s})
            QVERIFY2(found.text.contains(word), qPrintable(found.text));
        QVERIFY(svg.contains("<title>Timeline</title>"));
        QVERIFY(svg.contains("20 clips"));
        // Another renderer sees the lanes where the chart has them.
        const ChartProbe probe(chart);
        const QImage picture = drawn(svg, chart.view().viewport()->size());
        const auto x = static_cast<int>(probe.xOf(10, time));
        QVERIFY(ChartProbe::countInColumn(picture, x, modalityColour(u"visual"_s, chart.palette())) > 10);
    }

    void aLowChartHasItsWholeLegendInThePicture()
    {
        SharedTime time;
        time.setDuration(60);
        NormChart norms(time);
        MadeUpTask maker;
        for (const QString &modality : {u"visual"_s, u"audio"_s, u"transcription"_s})
            maker.addRow(modality, 10, 6);
        prepare(norms, maker.duration(60).share());
        norms.resize(640, 110);
        QCoreApplication::processEvents();
        const QSize before = norms.view().size();
        QVERIFY(!norms.view().grab().isNull());
        const QString words = shapesOf(chartSvg(norms.view(), {}, {})).text;
        for (const QString &word : {u"visual"_s, u"audio"_s, u"transcription"_s})
            QVERIFY2(words.contains(word), qPrintable(words));
        QVERIFY2(!words.contains(u'…'), qPrintable(words));
        QVERIFY(chartImage(norms.view(), 1).height() > before.height());
        QCOMPARE(norms.view().size(), before);
    }

    void nothingStandsBesideThePlot()
    {
        SharedTime time;
        time.setDuration(120);
        TimelineChart chart(time);
        NormChart norms(time);
        prepare(chart, film());
        prepare(norms, film());
        time.setVisible({40, 70}); // clips, gaps, extents and medians go on beyond both edges
        const QColor visual = modalityColour(u"visual"_s, chart.palette());
        for (TimeChart *const each : {static_cast<TimeChart *>(&chart), static_cast<TimeChart *>(&norms)}) {
            const ChartProbe probe(*each);
            const QImage picture = drawn(chartSvg(each->view(), {}, {}), each->view().viewport()->size());
            const auto right = static_cast<int>(std::ceil(probe.plot().right()));
            for (int x = right + 2; x < picture.width(); ++x)
                QCOMPARE(ChartProbe::countInColumn(picture, x, visual), 0);
            for (int y = static_cast<int>(probe.plot().top()) + 1; y < probe.plot().bottom(); ++y)
                QVERIFY(picture.pixelColor(static_cast<int>(probe.plot().left()) - 4, y) != visual);
        }
    }

    void manyClipsAreShapesToo()
    {
        SharedTime time;
        time.setDuration(20'000);
        TimelineChart chart(time);
        prepare(chart, MadeUpTask().duration(20'000).addRow(u"visual"_s, 9'000, 2).share());
        const Shapes found = shapesOf(chartSvg(chart.view(), {}, {}));
        QCOMPARE(found.images, 0);
        QVERIFY(found.shapes < 2'000); // as many as pixels can show
    }

    void pointerAndFocusStayOut()
    {
        SharedTime time;
        time.setDuration(120);
        TimelineChart chart(time);
        prepare(chart, film());
        const QImage plain = chartImage(chart.view(), 2);
        QCOMPARE(plain.size(), chart.view().viewport()->size() * 2);
        ChartProbe probe(chart);
        chart.activateWindow();
        chart.setFocus();
        probe.hover(QPointF(probe.xOf(10, time), probe.plot().center().y()));
        QCoreApplication::processEvents();
        QVERIFY(!probe.readout().isEmpty());
        QCOMPARE(chartImage(chart.view(), 2), plain);
        QVERIFY(!probe.readout().isEmpty()); // still there on the screen
        time.setMark(TimeMark::A, 30);
        QVERIFY(chartImage(chart.view(), 2) != plain);
        QVERIFY(shapesOf(chartSvg(chart.view(), {}, {})).text.contains(u"A|"_s));
    }
};

EMBEDSCOPE_TEST(TestChartPicture)
#include "tst_chartpicture.moc"
