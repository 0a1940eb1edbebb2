// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/twinspage.h"

#include "models/heldtasks.h"
#include "models/taskanalysis.h"
#include "support/testprogram.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTwinsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTwoRunsAreDuplicatesAndTheOtherFilmIsNot()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        held.addReal(HeldTasks::island);
        held.addReal(HeldTasks::robinAgain);
        TaskAnalysis analysis;
        TwinsPage page(held.feed, analysis);
        page.resize(600, 400);
        page.show();
        auto *const button = page.findChild<QPushButton *>(u"compareButton"_s);
        QVERIFY(!button->isEnabled());
        analysis.setTask(held.read(HeldTasks::robin), {});
        QTRY_VERIFY(button->isEnabled());
        QTest::keyClick(button, Qt::Key_Space);
        auto &table = *page.findChild<QTableView *>();
        auto *const notes = page.findChild<QLabel *>(u"notesLabel"_s);
        QTRY_COMPARE(notes->text(), u"Duplicates of this task: 1 of 2 others."_s);
        QCOMPARE(table.model()->index(0, 0).data().toString(), u"robin-bird.mp4 (…27b0a9)"_s);
        QCOMPARE(table.model()->index(0, 1).data().toString(), u"duplicates of each other"_s);
        QVERIFY(table.model()->index(1, 0).data().toString().startsWith("island.mp4"_L1));
        QVERIFY(table.model()->index(1, 1).data().toString() != u"duplicates of each other"_s);
        QSignalSpy requested(&page, &TwinsPage::jumpRequested);
        table.setFocus();
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested.at(0).at(0).value<TaskId>(), HeldTasks::id(HeldTasks::robinAgain));
        const int segment = requested.at(0).at(1).toInt();
        QVERIFY(segment >= 0 && static_cast<size_t>(segment) < held.read(HeldTasks::robinAgain)->segments.size());
        const QString tip = table.model()->index(0, 1).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("Most alike: 0:00:"_L1), qPrintable(tip));
        analysis.setTask(held.read(HeldTasks::robin), {}); // read anew: the same
        QCOMPARE(table.model()->rowCount(), 2);
        analysis.setTask(held.read(HeldTasks::island), {});
        QCOMPARE(table.model()->rowCount(), 0);
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QTRY_COMPARE(notes->text(), u"None of 2 other tasks is a duplicate of this one."_s);
    }

    void alone()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        TaskAnalysis analysis;
        TwinsPage page(held.feed, analysis);
        page.show();
        analysis.setTask(held.read(HeldTasks::robin), {});
        auto *const button = page.findChild<QPushButton *>(u"compareButton"_s);
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QTRY_COMPARE(page.findChild<QLabel *>(u"notesLabel"_s)->text(), u"There is no other task with vectors."_s);
    }
};

EMBEDSCOPE_TEST(TestTwinsPage)
#include "tst_twinspage.moc"
