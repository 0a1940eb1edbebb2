// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "plot/sharedtime.h"
#include "store/sessionopening.h"
#include "store/taskkeeper.h"
#include "support/testprogram.h"
#include "widgets/addtasksdialog.h"
#include "widgets/appsettings.h"
#include "widgets/archivedialog.h"
#include "widgets/desktopscheme.h"
#include "widgets/exportbar.h"
#include "widgets/inspector.h"
#include "widgets/likenesspage.h"
#include "widgets/likethispage.h"
#include "widgets/matrixpage.h"
#include "widgets/messagepage.h"
#include "widgets/noticebar.h"
#include "widgets/scenespage.h"
#include "widgets/settingsdialog.h"
#include "widgets/shortcutssheet.h"
#include "widgets/statusline.h"
#include "widgets/taskpage.h"
#include "widgets/windowstage.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollBar>
#include <QSet>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// The whole window with real key presses, on a real feed that asks a scripted server.
class TestMainWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void fromAClipToTheMostAlikeOneOfAnotherTask()
    {
        WindowStage stage;
        stage.served.serve(1, readyAnswer(1, 3));
        stage.served.serve(2, readyAnswer(2, 3)); // all vectors are equal
        stage.window.addTasks(std::array{testId(1), testId(2)});
        QTRY_COMPARE(stage.served.stateOf(2), TaskState::Ready);
        QTRY_VERIFY(stage.inspector().result());
        QVERIFY(stage.waitForFocusIn(stage.page()));
        stage.press(Qt::Key_6, Qt::ControlModifier);
        QVERIFY(stage.waitForFocusIn(*stage.window.findChild<MatrixPage *>()));
        stage.inspector().time().setSelectedSegment(0);
        auto &likeThis = *stage.window.findChild<LikeThisPage *>();
        stage.window.findChild<LikenessPage *>()->findChild<QTabWidget *>()->setCurrentIndex(1);
        QVERIFY(likeThis.isVisible());
        QTest::keyClick(likeThis.findChild<QComboBox *>(u"scopeCombo"_s), Qt::Key_Down);
        auto &hits = *likeThis.findChild<QTableView *>();
        QTRY_COMPARE(hits.model()->rowCount(), 2 + 3);
        hits.setFocus();
        hits.selectRow(4); // the last clip of the other task
        QTest::keyClick(&hits, Qt::Key_Return);
        QCOMPARE(stage.page().currentTask(), testId(2));
        QTRY_COMPARE(stage.inspector().time().selectedSegment(), 4);
        QCOMPARE(stage.inspector().result()->id, testId(2));
        QCOMPARE(hits.model()->rowCount(), 5); // still there, to go on to the next
        QTest::keyClick(&hits, Qt::Key_Up);
        QTest::keyClick(&hits, Qt::Key_Return); // of the task that is shown
        QCOMPARE(stage.inspector().time().selectedSegment(), 2);
    }

    void theArchiveOpensAndItsSettingsCountAtOnce()
    {
        const QTemporaryDir data;
        ServedFeed served;
        QTemporaryDir folder;
        AppSettings settings(folder.filePath(u"s.ini"_s));
        DesktopScheme desktop([] { return QDBusConnection(u"none"_s); }, folder.filePath(u"kdeglobals"_s));
        Theme theme(desktop);
        OpenDays days; // the program was open yesterday and the day before
        for (const int ago : {1, 2})
            days.note(QDateTime::currentDateTimeUtc().date().addDays(-ago));
        QVERIFY(!openSession(data.path())->database->apply({.days = days}));
        TaskKeeper keeper(served.feed, data.path());
        keeper.open();
        MainWindow window(served.feed, settings, theme, {.keeper = &keeper});
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (const int number : {1, 2}) {
            served.serve(number, readyAnswer(number, 3));
            served.feed.add(std::array{testId(number)});
        }
        QTRY_VERIFY(served.feed.list().at(0).archived && served.feed.list().at(1).archived);
        window.findChild<TaskPage *>()->selectTask(testId(1));
        for (int row : {0, 1})
            served.feed.list().edit(row, [](TaskRecord &record) { record.settledAt = record.settledAt.addDays(-3); });
        QTest::keyClick(&window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        auto *const dialog = window.findChild<ArchiveDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->findChild<QTableView *>()->model()->rowCount(), 2);
        dialog->close();
        window.findChild<QAction *>(u"settingsAction"_s)->trigger();
        auto *const dialogOfSettings = window.findChild<SettingsDialog *>();
        dialogOfSettings->findChild<QSpinBox *>(u"ageBox"_s)->setValue(1);
        dialogOfSettings->accept();
        QTRY_VERIFY(served.feed.list().at(1).dropped);
        QVERIFY(served.feed.list().at(0).archived); // it is shown
    }

    void anEmptyWindowSaysWhatToDo()
    {
        WindowStage stage;
        QCOMPARE(stage.window.windowTitle(), u"Embedscope"_s);
        QVERIFY(textOf(stage.page(), "emptyTitle").contains("Ctrl+V"_L1));
        QVERIFY(stage.page().findChild<QLabel *>(u"emptyTitle"_s)->isVisible());
        QVERIFY(!stage.notice().isVisible());
        QVERIFY(!stage.inspector().isVisible());
        QVERIFY(!stage.action("exportAction").isEnabled());
    }

    void pasteALogAndPressReturn()
    {
        WindowStage stage;
        for (const int number : {1, 2})
            stage.served.serve(number, readyAnswer(number, 5));
        stage.addByPaste(
            u"10:00 created %1\n10:01 created %2, thanks"_s.arg(testId(1).toString(), testId(2).toString()));
        QCOMPARE(stage.served.feed.list().size(), 2);
        QCOMPARE(stage.table().model()->rowCount(), 2);
        QCOMPARE(stage.page().currentTask(), testId(1));
        QTRY_VERIFY(stage.table().hasFocus()); // once the window is active again
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Ready);
        // The inspector goes on to its charts by itself.
        QTRY_VERIFY(stage.inspector().result() && stage.inspector().result()->id == testId(1));
        QCOMPARE(stage.inspector().time().duration(), 30.0);
        stage.press(Qt::Key_Down);
        QTRY_VERIFY(stage.inspector().result() && stage.inspector().result()->id == testId(2));
    }

    void inALineEditPasteIsPaste()
    {
        WindowStage stage;
        stage.served.feed.add(std::array{testId(1)});
        stage.press(Qt::Key_F, Qt::ControlModifier);
        auto *const filter = stage.page().findChild<QLineEdit *>(u"filterEdit"_s);
        QVERIFY(filter->hasFocus());
        QGuiApplication::clipboard()->setText(testId(1).toString());
        stage.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(filter->text(), testId(1).toString());
        QVERIFY(!stage.window.findChild<AddTasksDialog *>());
    }

    void aDropOpensTheDialog()
    {
        WindowStage stage;
        const QString path = stage.folder.filePath(u"run.log"_s);
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("task " + testId(7).toString().toLatin1() + '\n');
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&stage.window, &enter); // without it Qt knows of no target for the drop
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&stage.window, &drop);
        QTRY_VERIFY(stage.window.findChild<AddTasksDialog *>());
        QTRY_COMPARE(stage.window.findChild<AddTasksDialog *>()->ids(), std::vector{testId(7)});
    }

    void aDroppedAnswerIsATaskThatNobodyIsAskedFor()
    {
        WindowStage stage;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral(EMBEDSCOPE_TEST_DATA
                                                         "/imports/v1_67edc5a731cc2c99458c1d4c.json"))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&stage.window, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&stage.window, &drop);
        QTRY_COMPARE(stage.served.feed.list().size(), 1);
        const TaskId id = *TaskId::fromString(u"67edc5a731cc2c99458c1d4c");
        QTRY_COMPARE(stage.page().currentTask(), id);
        QVERIFY(!stage.window.findChild<AddTasksDialog *>());
        QTRY_VERIFY(textOf(stage.inspector(), "factsLabel").startsWith(u"from file “v1_67ed"_s));
        QTRY_COMPARE(stage.inspector().segmentTable().model()->rowCount(), 2);
        QVERIFY(!stage.action("againAction").isEnabled());
        QVERIFY(stage.action("againAction").toolTip().contains("not asked"_L1));

        stage.press(Qt::Key_F5);
        stage.press(Qt::Key_R, Qt::ControlModifier);
        QTest::qWait(150);
        QCOMPARE(stage.served.server.requests().size(), size_t(0));
    }

    void copiedFilesArePasted()
    {
        WindowStage stage;
        const QString path = stage.folder.filePath(u"export.jsonl"_s);
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(readyAnswer(1, 2) + '\n' + processingAnswer(2) + '\n');
        file.close();
        auto *const data = new QMimeData;
        data->setUrls({QUrl::fromLocalFile(path)});
        data->setText(path); // as file managers do
        QGuiApplication::clipboard()->setMimeData(data);
        stage.press(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(stage.served.feed.list().size(), 2);
        stage.served.feed.add(std::array{testId(3)}); // its answer is processing: it is polled, and they are not
        stage.served.serve(3, processingAnswer(3));
        QTRY_VERIFY(stage.served.server.requestsFor(testId(3).toString()) > 2);
        QCOMPARE(stage.served.server.requestsFor(testId(1).toString()), 0);
        QCOMPARE(stage.served.server.requestsFor(testId(2).toString()), 0);
        stage.page().showTask(testId(2));
        QTRY_VERIFY(textOf(stage.inspector(), "headlineLabel").contains("when the file was written"_L1));
    }

    void pollsLeaveSelectionAndScrollAlone()
    {
        WindowStage stage;
        std::vector<TaskId> ids;
        for (int number = 0; number < 200; ++number) {
            stage.served.serve(number, processingAnswer(number));
            ids.push_back(testId(number));
        }
        stage.window.addTasks(ids);
        stage.page().selectTask(testId(150));
        stage.table().scrollTo(stage.table().currentIndex(), QAbstractItemView::PositionAtTop);
        const int scrolled = stage.table().verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        // Every task has been asked at least twice.
        QTRY_VERIFY(stage.served.server.requestsFor(testId(199).toString()) >= 2);
        for (const int number : {149, 150, 199})
            QTRY_COMPARE(stage.served.stateOf(number), TaskState::Processing);
        QCOMPARE(stage.page().currentTask(), testId(150));
        QCOMPARE(stage.page().selectedTasks(), std::vector{testId(150)});
        QCOMPARE(stage.table().verticalScrollBar()->value(), scrolled);
    }

    void aFailedTaskShowsTheMessageAndWhatToDo()
    {
        WindowStage stage;
        stage.served.serve(1,
                           failedAnswer(1,
                                        "We could not process your media for embedding. Please verify the "
                                        "input file and try again."));
        stage.window.addTasks(std::array{testId(1)});
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Failed);
        const MessagePage &message = *stage.inspector().findChild<MessagePage *>();
        QTRY_COMPARE(textOf(message, "headlineLabel"), u"The task failed"_s);
        QVERIFY(textOf(message, "detailLabel").contains("verify the input file"_L1));
        QVERIFY(textOf(message, "detailLabel").contains("create the task again"_L1));
        QVERIFY(message.isVisible());
    }

    void anotherServiceIsNamedAndNotAsked()
    {
        WindowStage stage;
        stage.window.showOtherService(u"https://other.example/v1.3"_s);
        QVERIFY(std::ranges::any_of(stage.window.findChildren<NoticeBar *>(), [](const NoticeBar *bar) {
            return bar->isVisible() && bar->text().contains(u"https://other.example/v1.3"_s);
        }));
    }

    void exportByKeyboard()
    {
        WindowStage stage;
        stage.served.serve(1, readyAnswer(1, 3));
        stage.served.serve(2, "{}", 404);
        stage.window.addTasks(std::array{testId(1), testId(2)});
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Ready);
        QTRY_COMPARE(stage.served.stateOf(2), TaskState::NotFound);

        stage.press(Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::activeModalWidget());
        QVERIFY(WindowStage::waitForFocusIn(*QApplication::activeModalWidget()));
        stage.press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"out.json"_s);
        stage.press(Qt::Key_Return);
        const ExportBar &bar = *stage.window.findChild<ExportBar *>();
        QTRY_VERIFY2(bar.text().startsWith("Exported 1 task, 1 problem to out.json"_L1),
                     qPrintable(bar.text()));
        QVERIFY(bar.isVisible());

        QFile file(stage.folder.filePath(u"out.json"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains(readyAnswer(1, 3))); // byte for byte
        const QJsonObject document = QJsonDocument::fromJson(bytes).object();
        QCOMPARE(document.value("service"_L1).toString(), stage.served.server.baseUrl());
        const QJsonObject problem = document.value("problems"_L1).toArray().at(0).toObject();
        QCOMPARE(problem.value("task_id"_L1).toString(), testId(2).toString());
        QCOMPARE(problem.value("kind"_L1).toString(), u"not_found"_s);
        QVERIFY(problem.value("message"_L1).toString().endsWith(u'.'));
    }

    void everyActionHasAKeyOfItsOwnAndStandsInTheSheet()
    {
        WindowStage stage;
        QSet<QString> keys;
        QList<const QAction *> actions;
        for (QList<QAction *> left = stage.window.menuBar()->actions(); !left.isEmpty();) {
            const QAction *const action = left.takeFirst();
            if (action->menu())
                left.append(action->menu()->actions());
            else if (!action->isSeparator())
                actions.append(action);
        }
        QVERIFY(actions.size() > 50);
        for (const QAction *const action : qAsConst(actions)) {
            const QString key = action->shortcut().toString();
            const bool isOfColumn = key.isEmpty() && action->isCheckable(); // too many for keys
            QVERIFY2(!key.isEmpty() || isOfColumn, qPrintable(action->text()));
            QVERIFY2(!keys.contains(key) || isOfColumn, qPrintable(key));
            keys.insert(key);
        }
        keys.remove({});
        QVERIFY(keys.contains(u"Ctrl+7"_s));
        stage.press(Qt::Key_Question);
        auto *const sheet = stage.window.findChild<ShortcutsSheet *>();
        QVERIFY(sheet);
        auto *const tree = sheet->findChild<QTreeWidget *>();
        for (const QString &key : qAsConst(keys)) {
            const QString shown = QKeySequence(key).toString(QKeySequence::NativeText);
            QVERIFY2(!tree->findItems(shown, Qt::MatchExactly | Qt::MatchRecursive, 1).isEmpty(),
                     qPrintable(key));
        }
    }

    void aKeyLeadsToTheScenes()
    {
        WindowStage stage;
        stage.served.serve(1, readyAnswer(1, 10));
        stage.window.addTasks(std::array{testId(1)});
        QTRY_VERIFY(stage.inspector().result());
        QVERIFY(stage.waitForFocusIn(stage.page()));
        QVERIFY(!stage.inspector().scenesPage().isVisible());
        stage.press(Qt::Key_7, Qt::ControlModifier);
        QVERIFY(stage.inspector().scenesPage().isVisible());
        QVERIFY(stage.waitForFocusIn(stage.inspector().scenesPage()));
    }

    void theStatusLineSaysWhatWasFoundWhereF8LedTo()
    {
        WindowStage stage;
        stage.served.serve(1, LoopbackServer::taskBody(
            testId(1).toString(), "ready",
            ",\"metadata\":{\"duration\":12},\"data\":["
            "{\"embedding\":[1,2],\"embedding_option\":\"visual\",\"embedding_scope\":\"clip\",\"start_sec\":0,\"end_sec\":6},"
            "{\"embedding\":[0,0],\"embedding_option\":\"visual\",\"embedding_scope\":\"clip\",\"start_sec\":6,\"end_sec\":12}]"));
        stage.served.serve(2, readyAnswer(2, 3));
        stage.window.addTasks(std::array{testId(1), testId(2)});
        QTRY_VERIFY(stage.inspector().result());
        const auto &passing = *stage.window.findChild<QLabel *>(u"passingLabel"_s);
        const auto &counts = *stage.window.findChild<QLabel *>(u"countsLabel"_s);
        QVERIFY(!passing.isVisible() && counts.isVisible());
        const StatusLine &line = *stage.window.findChild<StatusLine *>();
        const int width = line.minimumSizeHint().width();
        stage.press(Qt::Key_F8);
        QTRY_VERIFY(passing.isVisible());
        QCOMPARE(passing.text(), u"1 of 1, error: zero vector (visual clips, 0:00:06.000 – 0:00:12.000)"_s);
        QVERIFY(!counts.isVisible());
        QTRY_VERIFY(passing.width() > 100); // once it is laid out
        QVERIFY(line.minimumSizeHint().width() <= width); // words do not widen the window
        stage.page().selectTask(testId(2));
        QVERIFY(!passing.isVisible() && counts.isVisible()); // they were about the other task
        QTRY_VERIFY(stage.inspector().result() && stage.inspector().result()->id == testId(2));
        stage.press(Qt::Key_F8);
        QTRY_VERIFY(passing.isVisible());
        QVERIFY2(passing.text().contains("equal to 0:00:"_L1), qPrintable(passing.text()));
        QTRY_VERIFY(!passing.isVisible() && counts.isVisible()); // they pass
    }

    // The menu's entry is there before anybody looked at the scenes.
    void whatWasSavedIsToldInPassing()
    {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        WindowStage stage;
        stage.served.serve(1, readyAnswer(1, 10));
        stage.window.addTasks(std::array{testId(1)});
        QTRY_VERIFY(stage.inspector().result());
        QVERIFY(stage.waitForFocusIn(stage.page()));
        const auto &passing = *stage.window.findChild<QLabel *>(u"passingLabel"_s);
        const auto save = [&](Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &path) {
            QTest::keyClick(&stage.window, key, modifiers);
            if (!test::waitFor([&] { return stage.window.findChild<QFileDialog *>() != nullptr; }))
                return false;
            auto *const dialog = stage.window.findChild<QFileDialog *>();
            dialog->selectFile(path);
            static_cast<QDialog &>(*dialog).accept();
            if (!test::waitFor([&] { return stage.window.findChild<QFileDialog *>() == nullptr; }))
                return false;
            stage.window.activateWindow(); // what a window manager does when the dialog in front goes
            return QTest::qWaitForWindowActive(&stage.window);
        };
        QVERIFY(save(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier, stage.folder.filePath(u"chart.png"_s)));
        QTRY_VERIFY2(passing.text().startsWith("The chart was saved as "_L1), qPrintable(passing.text()));
        QVERIFY(passing.isVisible() && !stage.notice().isVisible());
        QVERIFY(save(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier, stage.folder.filePath(u"scenes.vtt"_s)));
        QTRY_VERIFY2(passing.text().startsWith("The scene boundaries were saved as "_L1), qPrintable(passing.text()));
        for (const NoticeBar *const bar : stage.window.findChildren<NoticeBar *>())
            QVERIFY(!bar->isVisible());
        QVERIFY(save(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier, stage.folder.filePath(u"gone/chart.png"_s)));
        QTRY_VERIFY(std::ranges::any_of(stage.window.findChildren<NoticeBar *>(), &NoticeBar::isVisible)); // a failure stays
    }

    void pauseIsSeenAndGoesOn()
    {
        WindowStage stage;
        stage.served.serve(1, processingAnswer(1));
        stage.press(Qt::Key_P, Qt::ControlModifier);
        QVERIFY(stage.served.feed.isPaused());
        QVERIFY(stage.window.findChild<QLabel *>(u"pausedLabel"_s)->isVisible());
        stage.window.addTasks(std::array{testId(1)});
        QCOMPARE(stage.served.feed.requestsUnderWay(), 0);
        stage.press(Qt::Key_P, Qt::ControlModifier);
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Processing);
        QVERIFY(!stage.window.findChild<QLabel *>(u"pausedLabel"_s)->isVisible());
    }
};

EMBEDSCOPE_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
