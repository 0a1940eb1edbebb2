// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/likethispage.h"

#include "analysis/vectortask.h"
#include "models/heldtasks.h"
#include "models/taskanalysis.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLikeThisPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : page(held.feed, analysis, time)
        {
            page.resize(620, 500);
            page.show();
        }
        void show(const char *id)
        {
            const SharedTask task = held.read(id);
            time.setDuration(task->durationSec());
            analysis.setTask(task, held.feed.list().find(HeldTasks::id(id))->model);
        }
        void everywhere() { QTest::keyClick(page.findChild<QComboBox *>(u"scopeCombo"_s), Qt::Key_Down); }
        QTableView &table() { return *page.findChild<QTableView *>(); }
        int rows() { return table().model()->rowCount(); }
        QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
        QString text(const QString &label) { return page.findChild<QLabel *>(label)->text(); }
        QCheckBox &follow() { return *page.findChild<QCheckBox *>(u"followCheck"_s); }

        HeldTasks held;
        SharedTime time;
        TaskAnalysis analysis;
        LikeThisPage page;
    };

private Q_SLOTS:
    void theSelectedClipIsLookedFor()
    {
        Stage stage;
        stage.held.addReal(HeldTasks::robin);
        stage.show(HeldTasks::robin);
        QTRY_VERIFY(stage.text(u"queryLabel"_s).startsWith("Select a clip"_L1));
        stage.time.setSelectedSegment(1);
        QTRY_COMPARE(stage.rows(), 3);
        QCOMPARE(stage.text(u"queryLabel"_s), u"Clips like 0:00:06.000 – 0:00:12.000"_s);
        QVERIFY(stage.cell(0, 1).toDouble() >= stage.cell(1, 1).toDouble());
        QCOMPARE(stage.cell(0, 2), u"robin-bird.mp4 (…0dc3ba)"_s);
        auto *const most = stage.page.findChild<QSpinBox *>(u"countSpin"_s);
        most->setValue(2);
        QTRY_COMPARE(stage.rows(), 2);
        stage.analysis.setTask({}, {});
        QCOMPARE(stage.rows(), 0);
    }

    void theOtherRunIsFoundAndGoneToByKeyboard()
    {
        Stage stage;
        stage.held.addReal(HeldTasks::robin);
        stage.held.addReal(HeldTasks::island);
        stage.held.addReal(HeldTasks::robinAgain);
        stage.show(HeldTasks::robin);
        stage.everywhere();
        stage.time.setSelectedSegment(2);
        QTRY_COMPARE(stage.rows(), 3 + 2 + 4);
        QCOMPARE(stage.cell(0, 2), u"robin-bird.mp4 (…27b0a9)"_s);
        QSignalSpy jumped(&stage.page, &LikeThisPage::jumpRequested);
        stage.table().setFocus();
        stage.table().selectRow(0);
        QVERIFY(!stage.time.hoveredSegment()); // of another task
        QTest::keyClick(&stage.table(), Qt::Key_Return);
        QCOMPARE(jumped.size(), 1);
        QCOMPARE(jumped.at(0).at(0).value<TaskId>(), HeldTasks::id(HeldTasks::robinAgain));
        QCOMPARE(jumped.at(0).at(1).toInt(), 2);
        // The list stays, although another task with another selection is shown.
        QVERIFY(!stage.follow().isChecked());
        stage.show(HeldTasks::robinAgain);
        stage.time.setSelectedSegment(2);
        QTest::qWait(400);
        QCOMPARE(stage.rows(), 9);
        QCOMPARE(stage.text(u"queryLabel"_s), u"Clips like 0:00:12.000 – 0:00:18.000 of robin-bird.mp4 (…0dc3ba)"_s);
        stage.follow().click();
        QTRY_COMPARE(stage.cell(0, 2), u"robin-bird.mp4 (…0dc3ba)"_s);
        QCOMPARE(stage.text(u"queryLabel"_s), u"Clips like 0:00:12.000 – 0:00:18.000"_s);
    }

    void whatIsCurrentIsMarkedInTheCharts()
    {
        Stage stage;
        stage.held.addReal(HeldTasks::robin);
        stage.show(HeldTasks::robin);
        stage.time.setSelectedSegment(0);
        QTRY_COMPARE(stage.rows(), 3);
        stage.table().selectRow(1);
        QVERIFY(stage.time.hoveredSegment());
        QVERIFY(*stage.time.hoveredSegment() != 0);
        stage.page.hide(); // it was this list's
        QVERIFY(!stage.time.hoveredSegment());
        stage.page.show(); // and is again
        QVERIFY(stage.time.hoveredSegment());
    }

    void modalitiesCountAsTheUserSays()
    {
        Stage stage;
        auto visual = randomVectors(6, 8, 1);
        auto audio = randomVectors(6, 8, 2);
        visual[3] = visual[0];
        audio[5] = audio[0];
        stage.held.addMade("aaaaaaaaaaaaaaaaaaaaaaaa", {{"visual", visual}, {"audio", audio}});
        stage.show("aaaaaaaaaaaaaaaaaaaaaaaa");
        const SharedTask &task = stage.analysis.task();
        const int own = task->modalities.at(task->segments[0].modality) == "visual"_L1 ? 0 : 1;
        stage.time.setSelectedSegment(own);
        QTRY_COMPARE(stage.rows(), 5);
        QCOMPARE(stage.cell(0, 3), u"0:00:18.000 – 0:00:24.000"_s); // clip 3
        const auto boxes = stage.page.findChildren<QDoubleSpinBox *>();
        QCOMPARE(boxes.size(), 2);
        boxes[0]->setValue(0);
        boxes[1]->setValue(1);
        QTRY_COMPARE(stage.cell(0, 3), u"0:00:30.000 – 0:00:36.000"_s); // clip 5, by its sound
        boxes[1]->setValue(0);
        QTRY_VERIFY(stage.text(u"notesLabel"_s).startsWith("No modality with a weight above 0"_L1));
        QCOMPARE(stage.rows(), 0);
    }

    void whatDoesNotCompareIsSaid()
    {
        Stage stage;
        const auto vectors = randomVectors(4, 8, 1);
        stage.held.addMade("aaaaaaaaaaaaaaaaaaaaaaaa", {{"visual", vectors}}, u"marengo3.0"_s);
        stage.held.addMade("bbbbbbbbbbbbbbbbbbbbbbbb", {{"visual", vectors}}, u"marengo2.7"_s);
        stage.held.addMade("cccccccccccccccccccccccc", {{"visual", vectors}}, u"marengo2.7"_s);
        stage.held.addBytes("dddddddddddddddddddddddd", "gone");
        stage.show("aaaaaaaaaaaaaaaaaaaaaaaa");
        stage.everywhere();
        stage.time.setSelectedSegment(0);
        QTRY_COMPARE(stage.text(u"notesLabel"_s),
                     u"2 tasks were left out: visual vectors of another model (marengo2.7) do not compare. "
                     "1 answer could not be read any more."_s);
        QCOMPARE(stage.rows(), 3);
    }

    void whatWasSaidOfAClipGoesWithIt()
    {
        Stage stage;
        auto vectors = randomVectors(6, 8, 1);
        vectors[3].assign(8, 0); // does not compare
        stage.held.addMade("aaaaaaaaaaaaaaaaaaaaaaaa", {{"visual", vectors}});
        stage.show("aaaaaaaaaaaaaaaaaaaaaaaa");
        stage.time.setSelectedSegment(3);
        QTRY_VERIFY(stage.text(u"notesLabel"_s).startsWith("This clip has no vector"_L1));
        stage.time.setSelectedSegment(std::nullopt);
        QVERIFY(stage.text(u"queryLabel"_s).startsWith("Select a clip"_L1));
        QCOMPARE(stage.text(u"notesLabel"_s), QString());
        stage.time.setSelectedSegment(0);
        QTRY_COMPARE(stage.rows(), 4);
        QCOMPARE(stage.text(u"notesLabel"_s), QString());
        stage.time.setSelectedSegment(std::nullopt);
        QCOMPARE(stage.rows(), 0); // like which clip?
        stage.time.setSelectedSegment(0); // the same again
        QTRY_COMPARE(stage.rows(), 4);
        stage.time.setSelectedSegment(1);
        QTest::qWait(35);
        stage.time.setSelectedSegment(2); // perhaps while the search is under way
        QTRY_COMPARE(stage.text(u"queryLabel"_s), u"Clips like 0:00:12.000 – 0:00:18.000"_s);
        QVERIFY(!stage.text(u"notesLabel"_s).startsWith("Stopped"_L1));
    }

    void unseenItDoesNothing()
    {
        Stage stage;
        stage.page.hide();
        stage.held.addReal(HeldTasks::robin);
        stage.show(HeldTasks::robin);
        stage.time.setSelectedSegment(1);
        QTest::qWait(100);
        QVERIFY(!stage.analysis.isUnderWay(TaskAnalysis::Part::Searchable));
        QCOMPARE(stage.rows(), 0);
        stage.page.show();
        QTRY_COMPARE(stage.rows(), 3);
    }
};

EMBEDSCOPE_TEST(TestLikeThisPage)
#include "tst_likethispage.moc"
