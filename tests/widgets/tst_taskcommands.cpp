// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskcommands.h"

#include "models/tasktablemodel.h"
#include "support/testprogram.h"
#include "widgets/windowstage.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// What is done to the selected tasks, by real key presses in the window.
class TestTaskCommands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void keepsTheAnswersOfAllSelectedTasks()
    {
        WindowStage stage;
        stage.served.feed.setPaused(true);
        stage.window.addTasks(std::array{testId(1), testId(2), testId(3)});
        QVERIFY(stage.waitForFocusIn(stage.page()));
        const auto isKept = [&](int row) { return stage.served.feed.list().at(row).isKept; };
        const auto word = [&](int row) {
            return stage.table().model()->index(row, static_cast<int>(TaskTableModel::Column::Archive)).data().toString();
        };
        const int column = static_cast<int>(TaskTableModel::Column::Archive);
        QVERIFY(stage.table().isColumnHidden(column));
        stage.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(!stage.table().isColumnHidden(column));
        QVERIFY(isKept(0) && !isKept(1) && !isKept(2));
        QTRY_COMPARE(word(0), u"kept"_s);
        QCOMPARE(word(1), QString());
        QVERIFY(stage.action("keepAction").isChecked());
        stage.press(Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!stage.action("keepAction").isChecked()); // not all of them
        stage.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(isKept(0) && isKept(1) && isKept(2));
        QTRY_VERIFY(stage.action("keepAction").isChecked());
        stage.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(!isKept(0) && !isKept(1) && !isKept(2));
        QVERIFY(!stage.action("archiveAction").isEnabled()); // nothing is kept in this window
    }

    void removeAndUndo()
    {
        WindowStage stage;
        for (const int number : {1, 2, 3})
            stage.served.serve(number, readyAnswer(number, 2));
        stage.window.addTasks(std::array{testId(1), testId(2), testId(3)});
        QTRY_COMPARE(stage.served.stateOf(2), TaskState::Ready);
        stage.page().selectTask(testId(2));
        stage.press(Qt::Key_Delete);
        QCOMPARE(stage.served.feed.list().size(), 2);
        QVERIFY(!stage.page().selectedTasks().empty()); // the next key finds something
        stage.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stage.served.feed.list().rowOf(testId(2)), 1);
        QCOMPARE(stage.served.stateOf(2), TaskState::Ready); // with what was known of it
        QCOMPARE(stage.page().selectedTasks(), std::vector{testId(2)});
        QTRY_VERIFY(stage.inspector().result() && stage.inspector().result()->id == testId(2));
    }

    void undoingSelectsAllThatCameBackAndTheNoticeSaysWhatWasKept()
    {
        WindowStage stage;
        stage.window.addTasks(std::array{testId(1), testId(2), testId(3), testId(4)});
        const auto passing = [&] { return textOf(stage.window, "passingLabel"); };
        for (const int row : {1, 3})
            stage.served.feed.list().edit(row, [](TaskRecord &record) {
                record.isKept = true;
                record.archived = ArchivedAnswer();
            });
        const std::vector chosen{testId(1), testId(2), testId(4)};
        stage.page().selectTasks(chosen);
        QCOMPARE(stage.page().selectedTasks(), chosen);
        QCOMPARE(stage.page().currentTask(), testId(1));
        stage.press(Qt::Key_Delete);
        QCOMPARE(passing(), u"3 tasks were removed from the list; Ctrl+Z brings them back. 2 answers are marked as kept, and stay in "
                            "the archive."_s);
        stage.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stage.page().selectedTasks(), chosen);
        stage.page().selectTask(testId(2));
        stage.press(Qt::Key_Delete);
        QVERIFY2(passing().endsWith("Ctrl+Z brings it back. Its answer is marked as kept, and stays in the archive."_L1), qPrintable(passing()));
        stage.page().selectTask(testId(3));
        stage.press(Qt::Key_Delete);
        QCOMPARE(passing(), u"1 task was removed from the list; Ctrl+Z brings it back."_s);
    }

    void labelsAreWrittenInTheTable()
    {
        WindowStage stage;
        stage.window.addTasks(std::array{testId(1), testId(2), testId(3)});
        const auto labelOf = [&](int number) { return stage.served.feed.list().find(testId(number))->label; };
        stage.page().selectTask(testId(2));
        stage.press(Qt::Key_F2);
        QPointer<QLineEdit> editor = stage.page().table().findChild<QLineEdit *>();
        QVERIFY(editor); // though the column is hidden at first
        QTest::keyClicks(editor, u"  second   try "_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(labelOf(2), u"second try"_s);
        QCOMPARE(labelOf(1), QString());
        // Several that are selected get the same one, and undoing gives each its own back.
        QTRY_VERIFY(!editor);
        stage.press(Qt::Key_A, Qt::ControlModifier);
        stage.press(Qt::Key_F2);
        editor = stage.page().table().findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->setText(u"all"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        for (const int number : {1, 2, 3})
            QTRY_COMPARE(labelOf(number), u"all"_s);
        QTRY_VERIFY(!editor);
        stage.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(labelOf(1), QString());
        QCOMPARE(labelOf(2), u"second try"_s);
        // Esc leaves it as it was.
        stage.page().selectTask(testId(2));
        stage.press(Qt::Key_F2);
        editor = stage.page().table().findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->setText(u"other"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(labelOf(2), u"second try"_s);
    }

    void whatHasTheFocusIsCopied()
    {
        WindowStage stage;
        stage.served.serve(1, readyAnswer(1, 3));
        stage.window.addTasks(std::array{testId(1)});
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Ready);
        auto *const answer = stage.inspector().findChild<QPlainTextEdit *>();
        stage.press(Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(answer->isVisible() && answer->toPlainText().contains(testId(1).toString()));
        answer->setFocus();
        stage.press(Qt::Key_A, Qt::ControlModifier);
        stage.press(Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), answer->toPlainText());
        // Of a table beside, its rows; and all is selected there, and not in the list of tasks.
        stage.table().clearSelection();
        stage.press(Qt::Key_2, Qt::ControlModifier);
        auto *const details = stage.inspector().findChild<QTreeWidget *>(u"metadataTree"_s);
        QTRY_COMPARE(QApplication::focusWidget(), details);
        stage.press(Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!stage.table().selectionModel()->hasSelection());
        details->setCurrentItem(details->topLevelItem(0));
        stage.press(Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY2(QGuiApplication::clipboard()->text().startsWith(u"Name\tValue\n"_s),
                     qPrintable(QGuiApplication::clipboard()->text()));
    }

    void copiesGoToTheClipboardWithoutTheKey()
    {
        WindowStage stage("tlk_secret");
        stage.window.addTasks(std::array{testId(1), testId(2)});
        stage.press(Qt::Key_A, Qt::ControlModifier);
        stage.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString(testId(1).toString() + u'\n' + testId(2).toString()));
        stage.press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        const QString curl = QGuiApplication::clipboard()->text();
        QVERIFY(curl.startsWith("curl -H \"x-api-key: $TWELVELABS_API_KEY\" 'http"_L1));
        QVERIFY(!curl.contains("tlk_secret"_L1));
        QCOMPARE(curl.count(u'\n'), 1);
        stage.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 3);
    }
};

EMBEDSCOPE_TEST(TestTaskCommands)
#include "tst_taskcommands.moc"
