// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartwords.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChartWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeline()
    {
        const auto lanes = buildLanes(MadeUpTask()
                                          .duration(720)
                                          .addRow(u"visual"_s, 120, 6)
                                          .add(u"audio"_s, 6, 12)
                                          .add(QString(), 0, 6, 1, u"chunk"_s)
                                          .add(u"audio"_s, std::nan(""), 3)
                                          .missing(u"transcription"_s)
                                          .add(u"visual"_s, 0, 720, 1, u"asset"_s)
                                          .take());
        QCOMPARE(timelineSummary(*lanes),
                 u"5 lanes: visual: 120 clips from 0:00 to 12:00; audio: 1 clip from 0:06 to 0:12; "
                 "no transcription returned; unnamed (chunk): 1 clip from 0:00 to 0:06; "
                 "whole file: 1 vector from 0:00 to 12:00. Without times, so not drawn: 1 vector."_s);
        QCOMPARE(timelineSummary(LaneSet()), u"The timeline is empty: no segment has times."_s);
    }

    void norms()
    {
        const auto unit =
            buildLanes(MadeUpTask().add(u"visual"_s, 0, 6, 1.00001).add(u"audio"_s, 0, 6, 1.0002).take());
        QCOMPARE(normSummary(*unit),
                 u"Vector norms. visual: median 1.0000, from 1.0000 to 1.0000; audio: median 1.0002, from "
                 u"1.0002 to "
                 "1.0002. All vectors have unit length."_s);
        QCOMPARE(normLegendText(unit->lanes()[0]), u"visual: median 1.0000, unit length"_s);

        const auto mixedLengths = buildLanes(MadeUpTask()
                                                 .add(u"visual"_s, 0, 6, 1)
                                                 .add(u"audio"_s, 0, 6, 12.5)
                                                 .add(u"fused"_s, 0, 6, std::nan(""))
                                                 .take());
        QCOMPARE(unitLengthSentence(*mixedLengths), u"Unit length: visual. Not of unit length: audio."_s);
        QCOMPARE(normLegendText(mixedLengths->lanes()[1]), u"audio: median 12.5000"_s);
        QCOMPARE(normLegendText(mixedLengths->lanes()[2]), u"fused: no norms"_s);
        const auto none = buildLanes(MadeUpTask().add(u"audio"_s, 0, 6, 3).take());
        QCOMPARE(unitLengthSentence(*none), u"The vectors are not of unit length."_s);
        QCOMPARE(normSummary(LaneSet()), u"The norm chart is empty: no clip has a norm."_s);
        QVERIFY(unitLengthSentence(LaneSet()).isEmpty());
    }

    void clips()
    {
        const EmbeddingTask task = MadeUpTask()
                                       .add(u"visual"_s, 0, 6, 1)
                                       .add(QString(), 7, 3, std::nan(""))
                                       .add(u"audio"_s, std::nan(""), std::nan(""), 1, u"asset"_s)
                                       .take();
        QCOMPARE(selectionSentence(task, 0),
                 u"Selected: visual, 0:00:00.000 – 0:00:06.000 (6.000 s), norm 1.0000, 4 numbers."_s);
        QCOMPARE(modalityTitleOf(task, 1), u"unnamed"_s);
        QCOMPARE(intervalText(task, 1), u"0:00:07.000 – 0:00:03.000 (ends before it starts)"_s);
        QCOMPARE(vectorText(task.segments[1]), u"no norm: the vector holds what is no number"_s);
        QCOMPARE(intervalText(task, 2), u"the whole file"_s);
        QCOMPARE(vectorText(Segment()), u"no vector"_s);
    }
};

EMBEDSCOPE_TEST(TestChartWords)
#include "tst_chartwords.moc"
