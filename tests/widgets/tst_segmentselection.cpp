// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmentselection.h"

#include "models/segmentsortproxy.h"
#include "models/segmenttablemodel.h"
#include "plot/madeuptask.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"
#include "widgets/rowtableview.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestSegmentSelection final : public QObject
{
    Q_OBJECT

private:
    /// The table alone: ten visual clips and five of audio in 60 s, and a vector of the whole.
    struct Stage
    {
        Stage()
        {
            proxy.setSourceModel(&model);
            table.setSortedModel(proxy, static_cast<int>(SegmentTableModel::Column::Start));
            table.setSelectionMode(QAbstractItemView::ExtendedSelection);
            selection = std::make_unique<SegmentSelection>(table, model, proxy, time, nullptr);
            time.setDuration(60);
            show(MadeUpTask()
                     .duration(60)
                     .addRow(u"visual"_s, 10, 6)
                     .addRow(u"audio"_s, 5, 12, 0, 0.5)
                     .add(u"visual"_s, 0, 60, 1, u"asset"_s)
                     .share());
            table.resize(700, 600);
            table.show();
        }
        void show(const SharedTask &task)
        {
            selection->changeRows([&] { model.setTask(task); });
        }
        void filter(const QString &text)
        {
            selection->changeRows([&] { proxy.setFilterText(text); });
        }
        void hide(const QSet<QString> &modalities)
        {
            selection->changeRows([&] { proxy.setHiddenModalities(modalities); });
        }

        SharedTime time;
        SegmentTableModel model;
        SegmentSortProxy proxy;
        RowTableView table;
        std::unique_ptr<SegmentSelection> selection;
    };

private Q_SLOTS:
    void severalRowsCanBeSelected()
    {
        Stage stage;
        QTableView &table = stage.table;
        table.setFocus();
        table.selectRow(2);
        QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(stage.selection->segments(), (std::vector<int>{2, 3, 4}));
        QCOMPARE(stage.time.selectedSegment(), 4);
        QCOMPARE(stage.time.selectedSegments(), (std::vector{2, 3, 4})); // all views mark them
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(6, 0)).center());
        QCOMPARE(stage.time.selectedSegments(), std::vector{6});
    }

    void whatAFilterLeavesOfSeveralStaysSelectedEverywhere()
    {
        Stage stage;
        stage.table.selectAll();
        stage.filter(u"audio"_s);
        const std::vector<int> left = stage.selection->segments();
        QCOMPARE(left.size(), size_t(5));
        QCOMPARE(stage.time.selectedSegments(), left);
        QVERIFY(std::ranges::binary_search(left, stage.time.selectedSegment().value_or(-1)));
        stage.filter(QString());
        QCOMPARE(stage.selection->segments(), left); // what was let go stays so
        QCOMPARE(stage.time.selectedSegments(), left);
        stage.hide({u"audio"_s}); // nothing of them is shown: one is left, in the charts
        QCOMPARE(stage.time.selectedSegments().size(), size_t(1));
        QVERIFY(stage.selection->segments().empty());
    }

    void aRowThatOnlyHasTheKeyboardIsNoneThatIsSelected()
    {
        Stage stage;
        QTableView &table = stage.table;
        const auto click = [&table](int row, Qt::KeyboardModifiers modifiers) {
            QTest::mouseClick(table.viewport(), Qt::LeftButton, modifiers, table.visualRect(table.model()->index(row, 0)).center());
        };
        click(2, {});
        click(4, Qt::ControlModifier);
        click(5, Qt::ControlModifier);
        QCOMPARE(stage.time.selectedSegments().size(), size_t(3));
        click(5, Qt::ControlModifier); // not any more
        QCOMPARE(stage.selection->segments().size(), size_t(2));
        QCOMPARE(stage.time.selectedSegments(), stage.selection->segments());
        QVERIFY(std::ranges::binary_search(stage.selection->segments(), stage.time.selectedSegment().value_or(-1)));
        click(2, Qt::ControlModifier);
        click(4, Qt::ControlModifier);
        QVERIFY(stage.selection->segments().empty());
        QVERIFY(!stage.time.selectedSegment() && stage.time.selectedSegments().empty());
    }

    void clearedItIsEverywhere()
    {
        Stage stage;
        stage.table.selectAll();
        stage.selection->clear();
        QVERIFY(stage.selection->segments().empty() && !stage.time.selectedSegment());
        stage.time.setSelectedRange(TimeRange{12, 25});
        QTRY_COMPARE(stage.selection->segments().size(), size_t(5));
        stage.selection->clear();
        QVERIFY(stage.selection->segments().empty() && !stage.time.selectedRange());
        QTest::qWait(60); // and stays so
        QVERIFY(stage.selection->segments().empty());
    }

    void aClickInAChartSelectsThatClipAlone()
    {
        Stage stage;
        stage.table.setFocus();
        stage.table.selectAll();
        QCOMPARE(stage.time.selectedSegments().size(), size_t(16));
        const auto current = stage.time.selectedSegment();
        stage.time.setSelectedSegment(current.value_or(0));
        QCOMPARE(stage.selection->segments(), std::vector{current.value_or(0)});
        // In a range all of its clips are, and the charts show the range as such.
        stage.table.selectAll();
        stage.time.setSelectedRange(TimeRange{12, 25});
        QTRY_COMPARE(stage.selection->segments().size(), size_t(5));
        QCOMPARE_LT(stage.time.selectedSegments().size(), size_t(2));
        stage.filter(u"audio"_s); // what else is looked for leaves those that are shown
        QTRY_COMPARE(stage.selection->segments().size(), size_t(2));
        stage.filter(QString());
        QTRY_COMPARE(stage.selection->segments().size(), size_t(5)); // of what is shown
    }

    void aRangeOfALongFilm()
    {
        Stage stage;
        stage.time.setDuration(100'000);
        stage.show(MadeUpTask().duration(100'000).addRow(u"visual"_s, 100'000, 1).share());
        stage.time.setSelectedRange(TimeRange{0, 100'000});
        QTRY_COMPARE(stage.selection->segments().size(), size_t(100'000));
    }
};

EMBEDSCOPE_TEST(TestSegmentSelection)
#include "tst_segmentselection.moc"
