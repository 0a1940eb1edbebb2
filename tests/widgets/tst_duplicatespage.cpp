// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/duplicatespage.h"

#include "analysis/vectortask.h"
#include "models/taskanalysis.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"
#include "widgets/cosinehistogram.h"

#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestDuplicatesPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : page(analysis, time)
        {
            page.resize(620, 500);
            page.show();
            auto vectors = randomVectors(80, 8, 5);
            vectors[70] = vectors[9]; // planted
            vectors[10] = vectors[9]; // a neighbour: not looked at
            time.setDuration(480);
            analysis.setTask(VectorTask().addRow(u"visual"_s, vectors, 6).share(), {});
        }
        QTableView &table() { return *page.findChild<QTableView *>(); }
        QString text(const QString &label) { return page.findChild<QLabel *>(label)->text(); }

        SharedTime time;
        TaskAnalysis analysis;
        DuplicatesPage page;
    };

private Q_SLOTS:
    void thePlantedOneIsFoundAndGoneToByKeyboard()
    {
        Stage stage;
        QTRY_COMPARE(stage.table().model()->rowCount(), 2); // 70 with 9 and with 10
        QCOMPARE(stage.text(u"countLabel"_s), u"2 of 2850 pairs that start at least 30 s apart."_s);
        QSignalSpy jumped(&stage.page, &DuplicatesPage::jumpRequested);
        stage.table().setFocus();
        stage.table().selectRow(0);
        QCOMPARE(stage.time.hoveredSegment(), 9); // both are marked in the charts
        QCOMPARE(stage.time.comparedSegment(), 70);
        stage.page.hide(); // they were this list's
        QVERIFY(!stage.time.hoveredSegment() && !stage.time.comparedSegment());
        stage.page.show();
        QCOMPARE(stage.time.comparedSegment(), 70);
        stage.table().setFocus();
        QTest::keyClick(&stage.table(), Qt::Key_Return);
        QCOMPARE(jumped.size(), 1);
        QCOMPARE(jumped.at(0).at(1).toInt(), 9);
        QCOMPARE(stage.time.mark(TimeMark::A), 57.0);
        QCOMPARE(stage.time.mark(TimeMark::B), 423.0);
    }

    void theThresholdIsOneThing()
    {
        Stage stage;
        QTRY_COMPARE(stage.table().model()->rowCount(), 2);
        auto *const histogram = stage.page.findChild<CosineHistogram *>();
        auto *const spin = stage.page.findChild<QDoubleSpinBox *>(u"thresholdSpin"_s);
        QCOMPARE(spin->value(), 0.98);
        QTest::keyClick(histogram, Qt::Key_Home);
        QCOMPARE(spin->value(), histogram->threshold());
        QCOMPARE(stage.table().model()->rowCount(), 1000); // of all
        QVERIFY2(stage.text(u"countLabel"_s).startsWith("2850 of 2850 pairs that start at least 30 s apart; the 1000 most alike"_L1),
                 qPrintable(stage.text(u"countLabel"_s)));
        spin->setValue(1);
        QCOMPARE(histogram->threshold(), 1.0);
        QCOMPARE(stage.table().model()->rowCount(), 2);
        auto *const usual = stage.page.findChild<QToolButton *>(u"usualButton"_s);
        QVERIFY(usual->isEnabled());
        usual->click();
        QCOMPARE(spin->value(), 0.98);
        QCOMPARE(histogram->threshold(), 0.98);
        QVERIFY(!usual->isEnabled());
    }

    void aShortFilmHasNoPairs()
    {
        Stage stage;
        QTRY_COMPARE(stage.table().model()->rowCount(), 2);
        stage.analysis.setTask(VectorTask(u"short"_s).addRow(u"visual"_s, randomVectors(5, 8, 1), 6).share(), {});
        QTRY_COMPARE(stage.text(u"countLabel"_s),
                     u"There is nothing to compare: no two clips of this lane start at least 30 s apart."_s);
    }

    void noTitleIsCutWhereThereIsLittleRoom()
    {
        Stage stage;
        QTRY_COMPARE(stage.table().model()->rowCount(), 2);
        const QHeaderView &header = *stage.table().horizontalHeader();
        const int last = header.count() - 1;
        const int whole = stage.table().fontMetrics().horizontalAdvance(u"0:00:00.000"_s);
        stage.page.resize(stage.page.minimumSizeHint().width(), 500);
        QCoreApplication::processEvents();
        QVERIFY2(header.sectionSize(last) > whole, qPrintable(QString::number(header.sectionSize(last))));
        stage.page.resize(1500, 500);
        QCoreApplication::processEvents();
        QCOMPARE(header.length(), stage.table().viewport()->width()); // what is left over is the last one's
    }

    void anotherTaskForgets()
    {
        Stage stage;
        QTRY_COMPARE(stage.table().model()->rowCount(), 2);
        stage.analysis.setTask({}, {});
        QCOMPARE(stage.table().model()->rowCount(), 0);
        QVERIFY(stage.text(u"countLabel"_s).isEmpty());
        VectorTask broken;
        broken.add(u"visual"_s, 0, 6, {});
        stage.analysis.setTask(broken.share(), {});
        QTRY_COMPARE(stage.text(u"countLabel"_s), u"No clip has a vector to compare."_s);
    }
};

EMBEDSCOPE_TEST(TestDuplicatesPage)
#include "tst_duplicatespage.moc"
