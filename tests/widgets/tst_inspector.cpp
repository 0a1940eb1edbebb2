// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector.h"

#include "charts/normchart.h"
#include "charts/timechartview.h"
#include "charts/timelinechart.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"
#include "widgets/detailspage.h"
#include "widgets/messagepage.h"
#include "widgets/scenespage.h"
#include "widgets/chartspanel.h"
#include "widgets/chartviews.h"
#include "widgets/servedfeed.h"

#include <QAction>
#include <QApplication>
#include <QCategoryAxis>
#include <QChart>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// The inspector on a real feed: what it shows of tasks in every state, and that its views are one.
class TestInspector final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : inspector(served.feed)
        {
            inspector.resize(1200, 700);
            inspector.show();
        }
        void serve(int number, const QByteArray &body, int status = 200)
        {
            served.serve(number, body, status);
            served.feed.add(std::array{testId(number)});
        }
        bool waitForResult(int number)
        {
            return test::waitFor(
                [this, number] { return inspector.result() && inspector.result()->id == testId(number); });
        }
        SharedTime &time() { return inspector.time(); }
        QString text(const char *label)
        {
            return inspector.findChild<QLabel *>(QLatin1StringView(label))->text();
        }
        QString tab(int page) { return inspector.findChild<QTabWidget *>()->tabText(page); }

        ServedFeed served;
        Inspector inspector;
    };

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void chartsGetTheTaskAndShareTheTime()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        QCOMPARE(stage.time().duration(), 60.0);
        QTRY_VERIFY(stage.inspector.findChild<TimelineChart *>()->summaryText().contains("visual"_L1));
        QTRY_VERIFY(stage.inspector.findChild<NormChart *>()->summaryText().contains("audio"_L1));
        QVERIFY(stage.inspector.findChild<TimelineChart *>()->isVisible());
        QCOMPARE(stage.tab(0), u"Segments (20)"_s);
        QCOMPARE(stage.text("titleLabel"), u"film-1.mp4"_s);
        QCOMPARE(stage.text("idLabel"), testId(1).toString());
        QVERIFY(stage.text("rangeLabel").startsWith("Shown: all"_L1));
        stage.time().setVisible({12, 24});
        QCOMPARE(stage.text("rangeLabel"), u"Shown: 0:00:12.000 – 0:00:24.000 of 0:01:00.000"_s);
    }

    void scenesAreListedAndWalkedThrough()
    {
        Stage stage;
        QByteArray data;
        for (int clip = 0; clip < 40; ++clip)
            data += QByteArray(clip > 0 ? "," : "") + R"({"embedding":)" + (clip < 20 ? "[1,0]" : "[0,1]")
                + R"(,"embedding_option":"visual","embedding_scope":"clip","start_sec":)" + QByteArray::number(clip * 6)
                + R"(,"end_sec":)" + QByteArray::number(clip * 6 + 6) + '}';
        stage.serve(1, LoopbackServer::taskBody(testId(1).toString(), "ready",
                                                R"(,"metadata":{"input_type":"video","duration":240},"data":[)" + data + ']'));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        QCOMPARE(stage.tab(1), u"Scenes"_s); // nothing is computed before it is looked at
        stage.inspector.showPage(Inspector::Page::Scenes);
        QTRY_COMPARE(stage.tab(1), u"Scenes (2)"_s);
        stage.inspector.scenesPage().stepActions().constFirst()->trigger();
        QCOMPARE(stage.time().selectedSegment(), 20);
        QCOMPARE(stage.inspector.segmentTable().currentIndex().row(), 20);
    }

    void aDroppedAnswerLeavesTheScreen()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        AnswerBytes answer = stage.served.feed.list().at(0).answer;
        stage.served.feed.list().edit(0, [](TaskRecord &record) {
            record.answer = {};
            record.dropped = DroppedAnswer{QDateTime::currentDateTimeUtc(), DroppedAnswer::Cause::User};
        });
        QTRY_VERIFY(!stage.inspector.result());
        QVERIFY(stage.inspector.findChild<MessagePage *>()->isVisible());
        QCOMPARE(stage.text("headlineLabel"), u"The answer is not in the archive any more"_s);
        QTRY_VERIFY(answer.isLast()); // the raw bytes are not held either
        QSignalSpy again(&stage.inspector, &Inspector::againRequested);
        QTest::mouseClick(stage.inspector.findChild<QPushButton *>(u"againButton"_s), Qt::LeftButton);
        QCOMPARE(again.size(), 1);
        stage.served.feed.askAgain(std::array{testId(1)});
        QVERIFY(stage.waitForResult(1));
        QVERIFY(stage.inspector.findChild<TimelineChart *>()->isVisible());
    }

    void tableAndChartsSelectTheSameClip()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        QTableView &table = stage.inspector.segmentTable();
        QCOMPARE(table.model()->rowCount(), 20);
        QSignalSpy told(&stage.time(), &SharedTime::selectedSegmentChanged);
        table.selectRow(7);
        QCOMPARE(stage.time().selectedSegment(), 7);
        QCOMPARE(told.size(), 1); // no echo
        stage.time().setSelectedSegment(3);
        QCOMPARE(table.currentIndex().row(), 3);
        QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(told.size(), 2);
        QVERIFY(stage.text("clipLabel").startsWith("No. 4: "_L1));
        // Sorted another way, the same clip stays selected on both sides.
        table.sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(stage.time().selectedSegment(), 3);
        QCOMPARE(table.currentIndex().row(), 16);
        stage.time().setSelectedSegment(std::nullopt);
        QVERIFY(!table.currentIndex().isValid());
        QCOMPARE(told.size(), 3);
    }

    void cursorsTellWhatIsBetweenThem()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        auto *const frame = stage.inspector.findChild<QWidget *>(u"marksFrame"_s);
        QVERIFY(!frame->isVisible());
        auto *const view = &stage.inspector.findChild<TimelineChart *>()->view();
        stage.time().setSelectedSegment(0);
        QTest::keyClick(view, Qt::Key_A);
        QVERIFY(frame->isVisible());
        QTest::keyClick(view, Qt::Key_Right);
        QTest::keyClick(view, Qt::Key_B);
        const QString text = stage.text("marksLabel");
        QVERIFY2(text.startsWith("A 0:00:03.000, B 0:00:09.000; 6.000 s apart\n"_L1), qPrintable(text));
        QVERIFY2(text.contains("norm 1.0000 at A, norm 1.0000 at B; cosine 1.000000"_L1), qPrintable(text));
        stage.inspector.findChild<QToolButton *>(u"clearMarksButton"_s)->click();
        QVERIFY(!frame->isVisible());
    }

    void findGoesToThePageWithTheFocus()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        stage.inspector.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.inspector));
        QVERIFY(!stage.inspector.focusFind()); // the charts have nothing to find in
        stage.inspector.showPage(Inspector::Page::Answer);
        QVERIFY(stage.inspector.focusFind());
        QVERIFY(stage.inspector.findChild<QLineEdit *>(u"searchEdit"_s)->hasFocus());
        stage.inspector.showPage(Inspector::Page::Segments);
        QVERIFY(stage.inspector.focusFind());
        QVERIFY(stage.inspector.findChild<QLineEdit *>(u"filterEdit"_s)->hasFocus());
    }

    void theSelectionsPlacesInTheAnswer()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        QVERIFY(stage.inspector.selectedPositions().empty());
        stage.time().setSelectedRange(TimeRange{7, 8});
        QTRY_COMPARE(stage.inspector.selectedPositions(), (std::vector<quint32>{2, 3}));
    }

    void aSegmentOfAnotherTaskIsSelectedOnceItIsThere()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.serve(2, readyAnswer(2, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        stage.time().setVisible({0, 12});
        QSignalSpy requested(&stage.inspector, &Inspector::taskRequested);
        stage.inspector.showSegment(testId(1), 19); // here: at once, and in view
        QCOMPARE(stage.time().selectedSegment(), 19);
        QCOMPARE(stage.time().visible().endSec, 60.0);
        QCOMPARE(requested.size(), 0);
        QTRY_COMPARE(stage.served.stateOf(2), TaskState::Ready);
        stage.inspector.showSegment(testId(2), 7);
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested.at(0).at(0).value<TaskId>(), testId(2));
        stage.inspector.setTask(testId(2));
        QVERIFY(stage.waitForResult(2));
        QCOMPARE(stage.time().selectedSegment(), 7);
        stage.inspector.setTask(testId(1)); // nothing is left of it
        QVERIFY(stage.waitForResult(1));
        QVERIFY(!stage.time().selectedSegment());
    }

    void theSameTaskAgainKeepsZoomAndSelection()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        stage.time().setVisible({12, 24});
        stage.time().setSelectedSegment(5);
        const SharedTask before = stage.inspector.result();
        stage.served.feed.askAgain(std::array{testId(1)});
        QTRY_VERIFY(stage.inspector.result() != before);
        QCOMPARE(stage.time().visible(), (TimeRange{12, 24}));
        QCOMPARE(stage.time().selectedSegment(), 5);
        QCOMPARE(stage.inspector.segmentTable().currentIndex().row(), 5);
    }

    void aResultOfATaskThatWasLeftIsDropped()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10));
        stage.serve(2, readyAnswer(2, 4));
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Ready);
        QTRY_COMPARE(stage.served.stateOf(2), TaskState::Ready);
        stage.inspector.setTask(testId(1)); // its result is under way
        stage.inspector.setTask(testId(2));
        QVERIFY(stage.waitForResult(2));
        QCoreApplication::processEvents();
        QCOMPARE(stage.inspector.result()->id, testId(2));
        QCOMPARE(stage.time().duration(), 24.0);
        stage.inspector.setTask({});
        QVERIFY(!stage.inspector.result());
        QVERIFY(!stage.inspector.findChild<QTabWidget *>()->isVisible());
    }

    void fromProcessingToChartsByItself()
    {
        Stage stage;
        stage.serve(1, processingAnswer(1));
        stage.inspector.setTask(testId(1));
        QTRY_VERIFY(stage.text("headlineLabel").startsWith("Processing for "_L1));
        QVERIFY(stage.inspector.findChild<MessagePage *>()->isVisible());
        stage.served.serve(1, readyAnswer(1, 3));
        QTRY_VERIFY(stage.inspector.findChild<TimelineChart *>()->isVisible());
        QCOMPARE(stage.time().duration(), 18.0);
    }

    void anUnreadableAnswerShowsItsBytes()
    {
        Stage stage;
        stage.serve(1, "{proxy}");
        stage.inspector.setTask(testId(1));
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Unreadable);
        QCOMPARE(stage.text("headlineLabel"), u"Unreadable"_s);
        stage.inspector.showPage(Inspector::Page::Answer);
        QTRY_COMPARE(stage.inspector.findChild<QPlainTextEdit *>(u"textEdit"_s)->toPlainText(),
                     u"{proxy}"_s);
        QVERIFY(stage.text("captionLabel").startsWith("What came cannot be used"_L1));
    }

    void theAnswerIsShownAsItCamePageByPageWhereItIsLong()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 2));
        stage.serve(2, readyAnswer(2, 600));
        stage.inspector.showPage(Inspector::Page::Answer);
        stage.inspector.setTask(testId(1));
        auto *const text = stage.inspector.findChild<QPlainTextEdit *>(u"textEdit"_s);
        QTRY_COMPARE(text->toPlainText().toUtf8(), readyAnswer(1, 2));
        QVERIFY(stage.text("captionLabel").startsWith("The answer as it came, "_L1));
        QVERIFY(!stage.inspector.findChild<QWidget *>(u"pageBar"_s)->isVisible());
        stage.inspector.setTask(testId(2));
        QTRY_VERIFY(text->toPlainText().size() > 60'000);
        QVERIFY(readyAnswer(2, 600).startsWith(text->toPlainText().toUtf8()));
        QVERIFY(stage.text("pageLabel").startsWith("Page 1 of "_L1));
    }

    // Three charts in half of a low window: no plot becomes a slit, and the lowest has the times for all.
    void chartsKeepTheirHeight()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 20));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        const QList<QAction *> views = stage.inspector.charts().views().actions();
        QCOMPARE(views.size(), 3);
        views[2]->setChecked(true);
        stage.inspector.resize(1200, 300);
        QTRY_VERIFY(stage.inspector.height() < 42 * stage.inspector.fontMetrics().height()); // not the window grows
        const auto charts = stage.inspector.charts().findChildren<TimeChartView *>();
        QCOMPARE(charts.size(), 3);
        int withTimes = 0;
        for (const TimeChartView *const chart : charts) {
            QTRY_VERIFY2(chart->chart()->plotArea().height() >= 40, qPrintable(chart->accessibleName()));
            withTimes += chart->timeAxis()->labelsVisible();
        }
        QCOMPARE(withTimes, 1);
        views[2]->setChecked(false);
        QTRY_COMPARE(std::count_if(charts.begin(), charts.end(),
                                   [](const TimeChartView *chart) {
                                       return chart->isVisible() && chart->timeAxis()->labelsVisible();
                                   }),
                     1);
    }

    void suspiciousClipsAreFoundByKey()
    {
        Stage stage;
        const QByteArray odd = LoopbackServer::taskBody(
            testId(1).toString(), "ready",
            R"(,"metadata":{"input_filename":"a.mp4","duration":18},"data":[)"
            R"({"embedding":[1,2],"embedding_option":"visual","embedding_scope":"clip","start_sec":0,"end_sec":6},)"
            R"({"embedding":[0,0],"embedding_option":"visual","embedding_scope":"clip","start_sec":6,"end_sec":12},)"
            R"({"embedding":[3],"embedding_option":"visual","embedding_scope":"clip","start_sec":12,"end_sec":18}])");
        stage.serve(1, odd);
        stage.inspector.addActions(stage.inspector.suspectActions());
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        stage.inspector.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.inspector));
        QTest::keyClick(&stage.inspector, Qt::Key_F8);
        QTRY_COMPARE(stage.time().selectedSegment(), 1);
        QCOMPARE(stage.text("clipLabel"), u"1 of 2, error: zero vector (visual clips, 0:00:06.000 – 0:00:12.000)"_s);
        QCOMPARE(stage.inspector.segmentTable().currentIndex().row(), 1);
        QTest::keyClick(&stage.inspector, Qt::Key_F8);
        QCOMPARE(stage.time().selectedSegment(), 2);
        QVERIFY(stage.text("clipLabel").startsWith("2 of 2, error: dimension differs"_L1));
        QTest::keyClick(&stage.inspector, Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(stage.time().selectedSegment(), 1);
        stage.time().setSelectedSegment(0); // another clip, so other words
        QVERIFY(stage.text("clipLabel").startsWith("No. 1: "_L1));
        stage.inspector.showPage(Inspector::Page::Audit);
        auto *const findings = stage.inspector.findChild<QTableView *>(u"findingsTable"_s);
        QTRY_VERIFY(findings->isVisible());
        QTRY_VERIFY(stage.tab(2).startsWith("Audit ("_L1));
        QVERIFY(findings->hasFocus());
        QTest::keyClick(findings, Qt::Key_Return);
        QTRY_VERIFY(stage.time().selectedSegment().value_or(0) > 0);
        QVERIFY(stage.text("clipLabel").startsWith("1 of 1, error: "_L1));
    }

    void metadataAndFindings()
    {
        Stage stage;
        const QByteArray odd = LoopbackServer::taskBody(
            testId(1).toString(), "ready",
            R"(,"metadata":{"input_filename":"a.mp4","duration":12,"extra":[1,2]},"data":[)"
            R"({"embedding":[1],"embedding_option":"visual","embedding_scope":"clip","start_sec":0,"end_sec":6},)"
            R"({"embedding":[null],"embedding_option":"visual","embedding_scope":"clip","start_sec":6,"end_sec":12}])");
        stage.serve(1, odd);
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        stage.inspector.showPage(Inspector::Page::Details);
        auto *const tree = stage.inspector.findChild<QTreeWidget *>(u"metadataTree"_s);
        QCOMPARE(tree->findItems(u"extra"_s, Qt::MatchExactly).constFirst()->text(1), u"[1,2]"_s);
        QCOMPARE(tree->findItems(u"input_filename"_s, Qt::MatchExactly).constFirst()->text(1), u"a.mp4"_s);
        // What is odd stands on the audit's page alone; from here a link leads there.
        auto *const label = stage.inspector.findChild<DetailsPage *>()->findChild<QLabel *>(u"findingsLabel"_s);
        const QString count = stage.tab(2).section(u'(', 1).section(u')', 0, 0);
        QVERIFY2(count.toInt() >= 1, qPrintable(stage.tab(2)));
        QVERIFY2(label->text().startsWith(count + u" finding"_s), qPrintable(label->text()));
        QCOMPARE(stage.tab(4), u"Details"_s);
        stage.inspector.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.inspector));
        label->setFocus(Qt::TabFocusReason);
        QTest::keyClick(label, Qt::Key_Tab); // to the link in it
        QTest::keyClick(label, Qt::Key_Return);
        auto *const findings = stage.inspector.findChild<QTableView *>(u"findingsTable"_s);
        QTRY_VERIFY(findings->isVisible());
        const QModelIndexList vectors =
            findings->model()->match(findings->model()->index(0, 1), Qt::DisplayRole, u"no number"_s, 1, Qt::MatchContains);
        QCOMPARE(vectors.size(), 1);
        findings->setCurrentIndex(vectors.constFirst());
        QTest::keyClick(findings, Qt::Key_Return);
        QCOMPARE(stage.time().selectedSegment(), 1);
        QCOMPARE(stage.inspector.segmentTable().currentIndex().row(), 1);
    }

    void anOddAnswerOfATaskThatIsNotReadyHasItsFindingsToo()
    {
        Stage stage;
        stage.serve(1, LoopbackServer::taskBody(testId(1).toString(), "processing", ",\"status\":\"processing\""));
        stage.serve(2, processingAnswer(2));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        auto &tabs = *stage.inspector.findChild<QTabWidget *>();
        QVERIFY(tabs.isTabVisible(static_cast<int>(Inspector::Page::Audit)));
        auto *const label = stage.inspector.findChild<DetailsPage *>()->findChild<QLabel *>(u"findingsLabel"_s);
        QVERIFY2(label->text().startsWith("1 finding: "_L1), qPrintable(label->text()));
        Q_EMIT label->linkActivated({});
        QTRY_COMPARE(stage.inspector.findChild<QTableView *>(u"findingsTable"_s)->model()->rowCount(), 1);
        QCOMPARE(stage.text("healthLabel"), u"No health: the task is not ready"_s);
        stage.inspector.setTask(testId(2));
        QVERIFY(stage.waitForResult(2));
        QVERIFY(!tabs.isTabVisible(static_cast<int>(Inspector::Page::Audit))); // nothing to see there
        QCOMPARE(label->text(), u"Nothing to audit: the task is not ready"_s);
        stage.serve(3, failedAnswer(3, "bad media"));
        stage.inspector.setTask(testId(3));
        QVERIFY(stage.waitForResult(3));
        QCOMPARE(label->text(), u"Nothing to audit: the task has failed"_s);
    }

    void thousandsOfSegmentsAreThereAtOnce()
    {
        Stage stage;
        stage.serve(1, readyAnswer(1, 10'800));
        stage.inspector.setTask(testId(1));
        QVERIFY(stage.waitForResult(1));
        QTableView &table = stage.inspector.segmentTable();
        QCOMPARE(table.model()->rowCount(), 21'600);
        QCOMPARE(table.verticalHeader()->sectionResizeMode(0), QHeaderView::Fixed);
        stage.time().setSelectedSegment(20'000);
        QCOMPARE(table.currentIndex().row(), 20'000);
        QVERIFY(table.viewport()->rect().intersects(table.visualRect(table.currentIndex())));
    }
};

EMBEDSCOPE_TEST(TestInspector)
#include "tst_inspector.moc"
