// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/scenefiles.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestSceneFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineAScene()
    {
        const SceneList scenes{u"abc"_s, u"a,b"_s, 7300, {{62.5, 0.25}, {3661.007, 0.5}}};
        QCOMPARE(sceneCsv(scenes),
                 QByteArray("task,modality,scene,start,end,strength\r\nabc,\"a,b\",1,0,62.5,\r\n"
                            "abc,\"a,b\",2,62.5,3661.007,0.25\r\nabc,\"a,b\",3,3661.007,7300,0.5\r\n"));
    }

    void noTextIsAFormula()
    {
        QVERIFY(sceneCsv({u"-2"_s, u"=1"_s, 10}).endsWith("\r\n'-2,'=1,1,0,10,\r\n"));
    }

    void aCueAScene()
    {
        const SceneList scenes{u"abc"_s, u"visual"_s, 7300, {{62.5, 0.25}, {3661.007, 0.5}}};
        QCOMPARE(sceneVtt(scenes),
                 QByteArray("WEBVTT\n\nNOTE Scenes of abc, by the change of visual\n"
                            "\n00:00:00.000 --> 00:01:02.500\nScene 1\n"
                            "\n00:01:02.500 --> 01:01:01.007\nScene 2 (0.250)\n"
                            "\n01:01:01.007 --> 02:01:40.000\nScene 3 (0.500)\n"));
    }

    void withoutABoundaryItIsOneScene()
    {
        QCOMPARE(sceneCsv({u"abc"_s, u"visual"_s, 10}), QByteArray("task,modality,scene,start,end,strength\r\nabc,visual,1,0,10,\r\n"));
        QVERIFY(sceneVtt({u"abc"_s, u"visual"_s, 10}).endsWith("\n00:00:00.000 --> 00:00:10.000\nScene 1\n"));
    }

    void whatStandsOutsideHasNoCue()
    {
        QVERIFY(sceneCsv({u"abc"_s, QString(), 10, {{12, 1}}}).endsWith(",2,12,12,1\r\n"));
        // Beyond the media's end no scene is left over, and no cue runs backwards.
        const QByteArray vtt = sceneVtt({u"abc"_s, QString(), 10, {{0, 1}, {12, 1}}});
        QCOMPARE(vtt.count("-->"), 1);
        QVERIFY(vtt.endsWith("\n00:00:00.000 --> 00:00:12.000\nScene 2 (1.000)\n"));
    }

    void namesCannotPoseAsCues()
    {
        const QByteArray vtt = sceneVtt({u"abc"_s, u"x\n\n00:00 --> 00:01 <b>"_s, 10});
        QCOMPARE(vtt.count("-->"), 1);
        QVERIFY(!vtt.contains('<'));
    }
};

EMBEDSCOPE_TEST(TestSceneFiles)
#include "tst_scenefiles.moc"
