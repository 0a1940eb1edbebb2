// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskpage.h"

#include "models/tasktablemodel.h"
#include "support/testprogram.h"
#include "widgets/servedfeed.h"
#include "widgets/tablecolumns.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPaintEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// The table with its filter and chips, on a feed that is paused and edited by hand.
class TestTaskPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : page(served.feed)
        {
            served.feed.setPaused(true);
            page.resize(1200, 500);
            page.show();
        }
        void add(int count)
        {
            std::vector<TaskId> ids;
            for (int number = 0; number < count; ++number)
                ids.push_back(testId(number));
            served.feed.add(ids);
        }
        void setState(int number, TaskState state)
        {
            TaskList &list = served.feed.list();
            list.edit(list.rowOf(testId(number)), [state](TaskRecord &record) { record.state = state; });
            list.flush();
        }
        void typeFilter(const QString &text)
        {
            auto *const edit = page.findChild<QLineEdit *>(u"filterEdit"_s);
            edit->setText(text);
            QTest::keyClick(edit, Qt::Key_Return);
        }
        int rows() { return page.table().model()->rowCount(); }
        QString chip(const char *name)
        {
            return page.findChild<QToolButton *>(QLatin1StringView(name))->text();
        }
        QWidget &widget(const char *name) { return *page.findChild<QWidget *>(QLatin1StringView(name)); }

        ServedFeed served;
        TaskPage page;
    };

    /// What of a widget is painted.
    class PaintedRegion final : public QObject
    {
    public:
        explicit PaintedRegion(QWidget &widget) { widget.installEventFilter(this); }
        QRegion region;

    protected:
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                region += static_cast<QPaintEvent *>(event)->region();
            return false;
        }
    };

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    // More than a few that are no neighbours are one reset of the model.
    void whatIsSelectedOutlastsManyRemovals()
    {
        Stage stage;
        stage.add(200);
        TaskPage &page = stage.page;
        page.selectTasks(std::array{testId(41), testId(45), testId(160)});
        page.table().verticalScrollBar()->setValue(12);
        QSignalSpy current(&page, &TaskPage::currentTaskChanged);
        std::vector<int> even;
        for (int row = 0; row < 200; row += 2)
            even.push_back(row);
        const auto removed = stage.served.feed.remove(even);
        QCOMPARE(stage.rows(), 100);
        QCOMPARE(page.selectedTasks(), (std::vector{testId(41), testId(45)}));
        QCOMPARE(page.currentTask(), testId(41));
        QCOMPARE(page.table().verticalScrollBar()->value(), 12);
        QCOMPARE(current.size(), 0);
        stage.served.feed.restore(removed);
        QCOMPARE(stage.rows(), 200);
        QCOMPARE(page.selectedTasks(), (std::vector{testId(41), testId(45)}));
        QCOMPARE(page.currentTask(), testId(41));
        // Where the current one goes with them, the one in its place is current and selected.
        page.selectTasks(std::array{testId(40), testId(60)});
        stage.served.feed.remove(even);
        QCOMPARE(page.currentTask(), testId(81)); // row 40
        QCOMPARE(page.selectedTasks(), std::vector{testId(81)});
        QCOMPARE(current.last().first().value<TaskId>(), testId(81));
    }

    void saysWhatIsBeingRead()
    {
        Stage stage;
        auto *const title = stage.page.findChild<QLabel *>(u"emptyTitle"_s);
        const QString words = title->text();
        stage.page.setReading(100'000);
        QVERIFY(title->text().contains(u"100,000"_s));
        QVERIFY(stage.widget("emptyHint").isHidden());
        stage.page.setReading(0);
        QCOMPARE(title->text(), words);
        QVERIFY(!stage.widget("emptyHint").isHidden());
    }

    void chipsCountAndFilter()
    {
        Stage stage;
        stage.add(5);
        stage.setState(1, TaskState::Ready);
        stage.setState(2, TaskState::Failed);
        stage.setState(3, TaskState::NotFound);
        QCOMPARE(stage.chip("allChip"), u"All  5"_s);
        QCOMPARE(stage.chip("openChip"), u"Open  2"_s);
        QCOMPARE(stage.chip("readyChip"), u"Ready  1"_s);
        QCOMPARE(stage.chip("failedChip"), u"Failed  1"_s);
        QCOMPARE(stage.chip("problemsChip"), u"Problems  1"_s);
        stage.page.findChild<QToolButton *>(u"openChip"_s)->click();
        QCOMPARE(stage.rows(), 2);
        stage.setState(0, TaskState::Ready); // leaves the chip's table
        QCOMPARE(stage.rows(), 1);
    }

    void clocksArePaintedEachSecondAndNothingElse()
    {
        Stage stage;
        stage.add(3);
        QTableView &table = stage.page.table();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QTest::qWait(100); // what adding paints
        const PaintedRegion painted(*table.viewport());
        QTRY_VERIFY(!painted.region.isEmpty());
        const int left = table.columnViewportPosition(static_cast<int>(TaskTableModel::Column::Elapsed));
        const int last = static_cast<int>(TaskTableModel::Column::NextPoll);
        const int right = table.columnViewportPosition(last) + table.columnWidth(last);
        const QRect clocks(left, 0, right - left, table.viewport()->height());
        QCOMPARE(painted.region.boundingRect(), clocks & table.viewport()->rect());
    }

    void anEmptyTableAndAFilterWithoutHitsSaySo()
    {
        Stage stage;
        QVERIFY(stage.widget("emptyPage").isVisible());
        stage.add(3);
        QVERIFY(stage.page.table().isVisible());
        stage.typeFilter(u"nothing has this"_s);
        QVERIFY(stage.widget("noHitPage").isVisible());
        QTest::mouseClick(&stage.widget("showAllButton"), Qt::LeftButton);
        QVERIFY(stage.page.table().isVisible());
        QCOMPARE(stage.rows(), 3);
    }

    void theWordsOfAnEmptyListTakeNoRoomFromTheTable()
    {
        Stage stage;
        const auto least = [&stage] { return stage.widget("stack").layout()->minimumSize().height(); };
        const int words = stage.widget("emptyPage").minimumSizeHint().height();
        QTRY_COMPARE(least(), words);
        stage.add(1);
        QTRY_COMPARE_LT(least(), words);
        QVERIFY(stage.page.table().isVisible());
    }

    void tellsTheCurrentTaskOnce()
    {
        Stage stage;
        stage.add(3);
        QSignalSpy told(&stage.page, &TaskPage::currentTaskChanged);
        stage.page.selectTask(testId(1));
        QCOMPARE(told.size(), 1);
        stage.setState(1, TaskState::Ready);
        QCOMPARE(told.size(), 1);
        stage.served.feed.remove({1});
        QCOMPARE(stage.page.currentTask(), testId(2));
        QCOMPARE(told.size(), 2);
    }

    void selectedRowsComeInTheOrderOfTheList()
    {
        Stage stage;
        stage.add(4);
        stage.page.table().sortByColumn(static_cast<int>(TaskTableModel::Column::Id), Qt::DescendingOrder);
        stage.page.table().selectAll();
        QCOMPARE(stage.page.selectedRows(), (std::vector{0, 1, 2, 3}));
        QCOMPARE(stage.page.selectedTasks().front(), testId(0));
    }

    void aTaskThatTheFilterHidesIsShownOnPurpose()
    {
        Stage stage;
        stage.add(2);
        stage.page.setChip(TaskFilterProxy::Chip::Ready);
        QCOMPARE(stage.rows(), 0);
        stage.page.showTask(testId(1));
        QCOMPARE(stage.page.currentTask(), testId(1));
        QVERIFY(stage.page.table().isVisible());
    }

    void tenThousandRowsFilterSortAndScroll()
    {
        Stage stage;
        stage.add(10'000);
        QCOMPARE(stage.rows(), 10'000);
        stage.page.selectTask(testId(5'000));
        const int scrolled = stage.page.table().verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        for (int number = 0; number < 10'000; ++number)
            stage.served.feed.list().edit(number, [](TaskRecord &record) { record.tries = 1; });
        stage.served.feed.list().flush();
        QCOMPARE(stage.page.currentTask(), testId(5'000));
        QCOMPARE(stage.page.table().verticalScrollBar()->value(), scrolled);
        stage.typeFilter(testId(4'321).toString());
        QCOMPARE(stage.rows(), 1);
        stage.typeFilter({});
        stage.page.table().sortByColumn(static_cast<int>(TaskTableModel::Column::Id), Qt::DescendingOrder);
        // Every row has the same height, taken from no row's content.
        QCOMPARE(stage.page.table().verticalHeader()->sectionResizeMode(0), QHeaderView::Fixed);
    }

    void columnsHideAndComeBack()
    {
        Stage stage;
        const int column = static_cast<int>(TaskTableModel::Column::Modalities);
        stage.page.columns().actions().at(column)->trigger();
        QVERIFY(stage.page.table().isColumnHidden(column));
        const QByteArray state = stage.page.columns().save();
        Stage other;
        other.page.columns().restore(state);
        QVERIFY(other.page.table().isColumnHidden(column));
        QVERIFY(!other.page.columns().actions().at(column)->isChecked());
        other.page.columns().restore("rubbish");
        QVERIFY(other.page.table().isColumnHidden(column));
        QVERIFY(!other.page.columns().actions().at(0)->isEnabled()); // one always stays
    }

    void fromTheFilterToTheTable()
    {
        Stage stage;
        stage.add(3);
        stage.page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.page));
        stage.page.focusFilter();
        QTest::keyClicks(QApplication::focusWidget(), testId(2).toString());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(stage.page.table().hasFocus());
        QCOMPARE(stage.page.currentTask(), testId(2));
        stage.page.focusFilter();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(stage.rows(), 3);
    }
};

EMBEDSCOPE_TEST(TestTaskPage)
#include "tst_taskpage.moc"
