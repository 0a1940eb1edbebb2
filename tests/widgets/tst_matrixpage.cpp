// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matrixpage.h"

#include "analysis/vectortask.h"
#include "models/taskanalysis.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"
#include "widgets/lanecombo.h"
#include "widgets/matrixview.h"

#include <QCheckBox>
#include <QLabel>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMatrixPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : page(analysis, time)
        {
            page.resize(500, 520);
        }
        void show(const SharedTask &task, double duration)
        {
            time.setDuration(duration);
            analysis.setTask(task, {});
        }
        QString summary() { return page.view().summaryText(); }

        SharedTime time;
        TaskAnalysis analysis;
        MatrixPage page;
    };
    static SharedTask film(size_t visual, size_t audio)
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(visual, 8, 1), 2);
        if (audio > 0)
            maker.addRow(u"audio"_s, randomVectors(audio, 8, 2), 2);
        return maker.share();
    }

private Q_SLOTS:
    void nothingIsComputedUnseen()
    {
        Stage stage;
        stage.show(film(10, 0), 20);
        QTest::qWait(50);
        QVERIFY(!stage.analysis.isUnderWay(TaskAnalysis::Part::Searchable));
        QCOMPARE(stage.summary(), u"Nothing to show"_s);
        stage.page.show();
        QTRY_VERIFY(stage.summary().contains("10 clips"_L1));
    }

    void lanesCanBeChosenAndGoWithTheTask()
    {
        Stage stage;
        stage.page.show();
        stage.show(film(10, 7), 20);
        QTRY_VERIFY(stage.summary().contains("visual with every other: 10 clips"_L1));
        QTest::keyClick(stage.page.findChild<LaneCombo *>(), Qt::Key_Down);
        QTRY_VERIFY(stage.summary().contains("audio with every other: 7 clips"_L1));
        stage.show({}, 0);
        QTRY_COMPARE(stage.summary(), u"Nothing to show"_s);
        stage.show(film(3, 5), 20);
        QTRY_VERIFY(stage.summary().contains("audio with every other: 5 clips"_L1));
        VectorTask broken;
        broken.add(u"visual"_s, 0, 6, {});
        stage.show(broken.share(), 6);
        QTRY_COMPARE(stage.page.findChild<QLabel *>(u"readoutLabel"_s)->text(), u"No clip has a vector to compare"_s);
    }

    void zoomingALongFilmBringsDetail()
    {
        Stage stage;
        stage.page.show();
        stage.show(film(3000, 0), 6000);
        QTRY_VERIFY(stage.summary().contains("3000 clips in 1024 groups"_L1));
        stage.time.setVisible({1000, 1100});
        QTRY_VERIFY2(stage.summary().contains("50 clips, 0:16:40.000 to 0:18:20.000"_L1), qPrintable(stage.summary()));
        stage.page.findChild<QCheckBox *>(u"followCheck"_s)->click();
        QTRY_VERIFY(stage.summary().contains("3000 clips in 1024 groups, 0:00:00.000 to 1:40:00.000"_L1));
    }

    void whatIsUnderTheCrosshairIsSaid()
    {
        Stage stage;
        stage.page.show();
        stage.show(film(10, 0), 20);
        QTRY_VERIFY(stage.summary().contains("10 clips"_L1));
        auto *const label = stage.page.findChild<QLabel *>(u"readoutLabel"_s);
        QCOMPARE(label->text(), u"Point at two clips, or use the arrow keys"_s);
        QTest::keyClick(&stage.page.view(), Qt::Key_Down);
        QCOMPARE(label->text(), u"0:00:00.000 and 0:00:00.000: 1.000"_s);
    }
};

EMBEDSCOPE_TEST(TestMatrixPage)
#include "tst_matrixpage.moc"
