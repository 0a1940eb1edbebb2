// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmentpage.h"

#include "analysis/vectortask.h"
#include "models/segmentmeasures.h"
#include "models/segmenttablemodel.h"
#include "plot/madeuptask.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"
#include "support/widetask.h"
#include "widgets/tablecolumns.h"

#include <QAbstractProxyModel>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestSegmentPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : measures(analysis), page(time, measures)
        {
            time.setDuration(60);
            page.setTask(MadeUpTask()
                             .duration(60)
                             .addRow(u"visual"_s, 10, 6)
                             .addRow(u"audio"_s, 5, 12, 0, 0.5)
                             .add(u"visual"_s, 0, 60, 1, u"asset"_s)
                             .share());
            page.resize(700, 400);
            page.show();
        }
        void filter(const QString &text)
        {
            auto *const edit = page.findChild<QLineEdit *>(u"filterEdit"_s);
            edit->selectAll();
            QTest::keyClicks(edit, text.isEmpty() ? u" "_s : text);
            QTest::qWait(200);
        }
        QToolButton *chip(const QString &modality)
        {
            for (QToolButton *const each : page.findChildren<QToolButton *>()) {
                if (each->property("modality").toString() == modality)
                    return each;
            }
            return nullptr;
        }
        int rows() const { return page.table().model()->rowCount(); }
        /// Ten clips: two directions.
        void showVectors()
        {
            VectorTask maker;
            std::vector<std::vector<float>> vectors(5, {1, 0});
            vectors.resize(10, {0, 1});
            maker.metadata(60).addRow(u"visual"_s, vectors, 6);
            const SharedTask task = maker.share();
            analysis.setTask(task, {});
            page.setTask(task);
        }
        /// Of the segment with this index, whatever row it is in.
        QString cell(int segment, SegmentTableModel::Column column) const
        {
            const auto &proxy = *qobject_cast<const QAbstractProxyModel *>(page.table().model());
            return proxy.sourceModel()->index(segment, static_cast<int>(column)).data().toString();
        }
        QString counts() const { return page.findChild<QLabel *>(u"countLabel"_s)->text(); }

        SharedTime time;
        TaskAnalysis analysis;
        SegmentMeasures measures;
        SegmentPage page;
    };

private Q_SLOTS:
    void wordsFilter()
    {
        Stage stage;
        QCOMPARE(stage.rows(), 16);
        QCOMPARE(stage.counts(), u"16 segments"_s);
        stage.filter(u"AUDIO"_s);
        QTRY_COMPARE(stage.rows(), 5);
        QCOMPARE(stage.counts(), u"5 of 16 segments"_s);
        Stage one;
        one.page.setTask(MadeUpTask().duration(6).add(u"visual"_s, 0, 6).share());
        QCOMPARE(one.counts(), u"1 segment"_s);
        one.filter(u"audio"_s);
        QTRY_COMPARE(one.counts(), u"0 of 1 segment"_s);
        stage.filter(u"audio 0:00:36"_s); // both words
        QTRY_COMPARE(stage.rows(), 2);
        stage.filter(u"nowhere"_s);
        QTRY_COMPARE(stage.rows(), 0);
        stage.filter({});
        QTRY_COMPARE(stage.rows(), 16);
    }

    void chipsHideModalities()
    {
        Stage stage;
        QVERIFY(stage.chip(u"visual"_s)->isChecked());
        QTest::keyClick(stage.chip(u"visual"_s), Qt::Key_Space);
        QCOMPARE(stage.rows(), 5);
        stage.chip(u"audio"_s)->click();
        QCOMPARE(stage.rows(), 0);
        stage.page.setTask(MadeUpTask().addRow(u"fused"_s, 3, 6).share());
        QVERIFY(!stage.chip(u"visual"_s));
        QCOMPARE(stage.rows(), 3);
    }

    void whatIsFilteredAwayStaysSelectedInTheCharts()
    {
        Stage stage;
        stage.time.setSelectedSegment(3);
        const QString modality = stage.page.table().currentIndex().siblingAtColumn(1).data().toString();
        stage.chip(modality)->click();
        QCOMPARE(stage.time.selectedSegment(), 3);
        QVERIFY(!stage.page.table().currentIndex().isValid());
        QTRY_VERIFY2(stage.counts().endsWith("; the one that is chosen in the charts is filtered away"_L1), qPrintable(stage.counts()));
        stage.chip(modality)->click();
        QVERIFY(stage.page.table().currentIndex().isValid());
        QCOMPARE(stage.page.selectedSegments(), std::vector<int>{3});
    }

    void escSelectsNothing()
    {
        Stage stage;
        stage.page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.page));
        stage.page.table().setFocus();
        stage.page.table().selectAll();
        QTest::keyClick(&stage.page.table(), Qt::Key_Escape);
        QTRY_VERIFY(stage.page.selectedSegments().empty());
        QVERIFY(!stage.time.selectedSegment());
        QVERIFY(!stage.page.exportAction()->isEnabled());
    }

    void aRangeSelectsItsClips()
    {
        Stage stage;
        QVERIFY(!stage.page.exportAction()->isEnabled());
        stage.time.setSelectedRange(TimeRange{12, 25}); // touches 12-18, 18-24, 24-30 and 12-24, 24-36
        QTRY_COMPARE(stage.page.selectedSegments().size(), size_t(5));
        QCOMPARE(stage.counts(), u"16 segments, 5 selected"_s);
        QVERIFY(stage.page.exportAction()->isEnabled());
        stage.page.table().sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(stage.page.selectedSegments().size(), size_t(5));
        stage.time.setSelectedRange(TimeRange{12, 13});
        QTRY_COMPARE(stage.page.selectedSegments().size(), size_t(2));
        stage.time.setSelectedRange(std::nullopt);
        QTRY_VERIFY(stage.page.selectedSegments().empty());
        QVERIFY(!stage.time.selectedSegment());
    }

    void columnsAskForWhatTheyShowWhileTheyAreSeen()
    {
        Stage stage;
        const auto column = [&stage](SegmentTableModel::Column which) -> QAction & {
            return *stage.page.columns().actions().at(static_cast<int>(which));
        };
        using Column = SegmentTableModel::Column;
        QVERIFY(column(Column::Change).isChecked() && !column(Column::Novelty).isChecked());
        column(Column::Change).setChecked(false);
        column(Column::Findings).setChecked(false);
        stage.showVectors();
        QTest::qWait(30);
        QVERIFY(!stage.analysis.isUnderWay(TaskAnalysis::Part::Change));
        QCOMPARE(stage.cell(0, Column::Change), QString());
        column(Column::Change).setChecked(true);
        QTRY_VERIFY(!stage.cell(0, Column::Change).isEmpty());
        QCOMPARE(stage.cell(4, Column::Change), u"1.0000"_s);
        QCOMPARE(stage.cell(0, Column::Novelty), QString());
        column(Column::Novelty).setChecked(true);
        QTRY_VERIFY(!stage.cell(4, Column::Novelty).isEmpty());
        column(Column::Findings).setChecked(true);
        QTRY_VERIFY(stage.cell(0, Column::Findings).contains("equal"_L1));
        QCOMPARE(column(Column::Number).isEnabled(), false); // the first one stays
    }

    void likenessIsToTheSelectedClip()
    {
        Stage stage;
        using Column = SegmentTableModel::Column;
        stage.page.columns().actions().at(static_cast<int>(Column::Likeness))->setChecked(true);
        stage.showVectors();
        QCOMPARE(stage.cell(0, Column::Likeness), QString());
        stage.time.setSelectedSegment(0);
        QTRY_COMPARE(stage.cell(0, Column::Likeness), u"1.0000"_s);
        QCOMPARE(stage.cell(7, Column::Likeness), u"0.0000"_s);
        QVERIFY2(stage.counts().endsWith("likeness to no. 1"_L1), qPrintable(stage.counts()));
        stage.time.setSelectedSegment(7);
        QTRY_COMPARE(stage.cell(0, Column::Likeness), u"0.0000"_s);
    }

    // Else each step through "clips like this one" would order them anew.
    void aTableOrderedByLikenessKeepsToItsClip()
    {
        Stage stage;
        using Column = SegmentTableModel::Column;
        stage.page.columns().actions().at(static_cast<int>(Column::Likeness))->setChecked(true);
        stage.showVectors();
        stage.time.setSelectedSegment(7);
        QTableView &table = stage.page.table();
        table.sortByColumn(static_cast<int>(Column::Likeness), Qt::DescendingOrder);
        QTRY_COMPARE(stage.cell(7, Column::Likeness), u"1.0000"_s);
        stage.page.activateWindow();
        table.setFocus();
        QTRY_VERIFY(table.hasFocus());
        table.setCurrentIndex(table.model()->index(0, 0));
        for (int row = 1; row < 4; ++row) {
            QTest::keyClick(&table, Qt::Key_Down);
            QCOMPARE(table.currentIndex().row(), row);
        }
        QCOMPARE(stage.measures.chosen(), 7);
        QVERIFY(stage.time.selectedSegment() != 7);
        table.clearFocus();
        stage.time.setSelectedSegment(1); // chosen elsewhere
        QCOMPARE(stage.measures.chosen(), 1);
    }

    void ofVeryManyModalitiesAFewHaveChips()
    {
        Stage stage;
        const auto *const more = stage.page.findChild<QLabel *>(u"moreChipsLabel"_s);
        QVERIFY(more->isHidden());
        stage.page.setTask(std::make_shared<const EmbeddingTask>(test::wideTask(5000)));
        QVERIFY(stage.page.findChildren<QToolButton *>().size() < 20);
        QVERIFY(stage.chip(u"m0"_s));
        QVERIFY(!stage.chip(u"m4999"_s));
        QVERIFY(more->isVisible());
        QCOMPARE(more->text(), u"8 of 5000 modalities"_s);
        QCOMPARE(stage.rows(), 5000);
        QVERIFY(stage.page.minimumSizeHint().width() < 900);
        stage.page.setTask(MadeUpTask().addRow(u"m0"_s, 3, 6).share());
        QVERIFY(more->isHidden());
    }
};

EMBEDSCOPE_TEST(TestSegmentPage)
#include "tst_segmentpage.moc"
