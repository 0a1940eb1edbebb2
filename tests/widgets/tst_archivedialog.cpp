// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/archivedialog.h"

#include "support/testprogram.h"
#include "widgets/servedfeed.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// The dialog over a real archive: two answers of tasks, and one that no task has.
class TestArchiveDialog final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        QTemporaryDir folder;
        ServedFeed served;
        std::unique_ptr<TaskKeeper> keeper;
        std::unique_ptr<ArchiveDialog> dialog;

        Stage()
        {
            {
                AnswerArchive archive(folder.filePath(u"archive"_s));
                if (!archive.store(testId(9), AnswerBytes::fromMemory(readyAnswer(9, 5))))
                    qFatal("not stored");
            }
            keeper = std::make_unique<TaskKeeper>(served.feed, folder.path());
            QSignalSpy opened(keeper.get(), &TaskKeeper::opened);
            keeper->open();
            if (!opened.wait(test::longestWaitMs))
                qFatal("not opened");
            for (const int number : {1, 2}) {
                served.serve(number, readyAnswer(number, 300 * number));
                served.feed.add(std::array{testId(number)});
            }
            const auto isStored = [this](int number) { return served.feed.list().find(testId(number))->archived.has_value(); };
            if (!test::waitFor([&] { return isStored(1) && isStored(2); }))
                qFatal("not stored");
            dialog = std::make_unique<ArchiveDialog>(served.feed, *keeper);
            dialog->show();
            dialog->activateWindow();
            if (!QTest::qWaitForWindowActive(dialog.get()) || !test::waitFor([this] { return rows() == 3; }))
                qFatal("no rows");
        }
        ~Stage() { dialog.reset(); }

        QTableView &table() { return *dialog->findChild<QTableView *>(u"table"_s); }
        int rows() { return table().model()->rowCount(); }
        QPushButton &button(const char *name) { return *dialog->findChild<QPushButton *>(QLatin1StringView(name)); }
        QString label(const char *name) { return dialog->findChild<QLabel *>(QLatin1StringView(name))->text(); }
        /// Filters for this task by typing, and selects what is left.
        void choose(int number)
        {
            auto *const filter = dialog->findChild<QLineEdit *>(u"filterEdit"_s);
            filter->clear();
            QTest::keyClicks(filter, testId(number).toString().right(8));
            table().setFocus();
            QTest::keyClick(&table(), Qt::Key_A, Qt::ControlModifier);
        }
        /// Presses the button by its key, which takes a moment to show.
        QMessageBox *askToFree()
        {
            dialog->activateWindow(); // what a window manager does when the question in front of it goes
            (void)QTest::qWaitForWindowActive(dialog.get());
            QTest::keyClick(dialog.get(), Qt::Key_F, Qt::AltModifier);
            (void)test::waitFor([this] { return dialog->findChild<QMessageBox *>() != nullptr; });
            return dialog->findChild<QMessageBox *>();
        }
        /// With the keyboard, as after Tab.
        static void pressRemove(QMessageBox &box)
        {
            for (QAbstractButton *const button : box.buttons()) {
                if (button->text() == u"&Remove"_s)
                    QTest::keyClick(button, Qt::Key_Space);
            }
        }
        QString cell(int row, ArchiveModel::Column column)
        {
            return table().model()->index(row, static_cast<int>(column)).data().toString();
        }
        const TaskRecord &task(int number) { return *served.feed.list().find(testId(number)); }
        qsizetype files() const { return QDir(folder.filePath(u"archive"_s)).entryList({u"*.json*"_s}, QDir::Files).size(); }
    };

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void showsWhatIsThere()
    {
        Stage stage;
        QVERIFY2(stage.label("totalsLabel").startsWith("3 answers, "_L1), qPrintable(stage.label("totalsLabel")));
        QVERIFY(stage.label("totalsLabel").contains("on disk, "_L1));
        QVERIFY(stage.label("totalsLabel").contains("; free on the disk: "_L1));
        QVERIFY(!stage.button("freeButton").isEnabled());
        QVERIFY(!stage.button("keepButton").isEnabled());
        stage.choose(1);
        QCOMPARE(stage.rows(), 1);
        QVERIFY(stage.label("totalsLabel").startsWith("1 shown of 3 answers"_L1));
        QCOMPARE(stage.cell(0, ArchiveModel::Column::File), u"film-1.mp4"_s);
        QCOMPARE(stage.cell(0, ArchiveModel::Column::Place), u"in the list"_s);
        QTRY_COMPARE(stage.cell(0, ArchiveModel::Column::Form), u"packed"_s); // packing goes on meanwhile
        stage.dialog->findChild<QLineEdit *>(u"filterEdit"_s)->clear();
        stage.dialog->findChild<QCheckBox *>(u"orphanBox"_s)->click();
        QCOMPARE(stage.rows(), 1);
        QCOMPARE(stage.cell(0, ArchiveModel::Column::Id), testId(9).toString());
    }

    void freesSpaceAfterAQuestion()
    {
        Stage stage;
        stage.choose(1);
        QVERIFY(!stage.button("addButton").isEnabled());
        QMessageBox *box = stage.askToFree();
        QVERIFY(box);
        QVERIFY(box->text().startsWith("Remove 1 answer"_L1));
        QVERIFY(box->informativeText().contains("may be lost for good"_L1)); // the answer has no date
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!stage.dialog->findChild<QMessageBox *>());
        QVERIFY(stage.task(1).archived);
        box = stage.askToFree();
        QVERIFY(box);
        Stage::pressRemove(*box);
        QTRY_VERIFY(stage.task(1).dropped);
        QTRY_COMPARE(stage.files(), 2);
        stage.dialog->findChild<QLineEdit *>(u"filterEdit"_s)->clear();
        QTRY_COMPARE(stage.rows(), 2);
        QVERIFY(stage.label("totalsLabel").startsWith("2 answers, "_L1));
        QCOMPARE(stage.served.feed.list().size(), 2); // the task stays
    }

    void keepsAndKeepsNoLonger()
    {
        Stage stage;
        stage.choose(2);
        QCOMPARE(stage.button("keepButton").text(), u"&Keep"_s);
        QTest::keyClick(stage.dialog.get(), Qt::Key_K, Qt::AltModifier);
        QTRY_VERIFY(stage.task(2).isKept);
        QCOMPARE(stage.cell(0, ArchiveModel::Column::Kept), u"kept"_s);
        QCOMPARE(stage.button("keepButton").text(), u"Do Not &Keep"_s);
        QTest::keyClick(stage.dialog.get(), Qt::Key_K, Qt::AltModifier);
        QTRY_VERIFY(!stage.task(2).isKept);
    }

    void anOrphanBecomesATaskAgain()
    {
        Stage stage;
        stage.choose(9);
        QVERIFY(!stage.button("keepButton").isEnabled());
        QTest::keyClick(stage.dialog.get(), Qt::Key_A, Qt::AltModifier);
        QTRY_COMPARE(stage.served.feed.list().size(), 3);
        QCOMPARE(stage.task(9).state, TaskState::Ready);
        QCOMPARE(stage.task(9).summary.file, u"film-9.mp4"_s);
        QTRY_COMPARE(stage.cell(0, ArchiveModel::Column::Place), u"in the list"_s);
        QVERIFY(!stage.button("addButton").isEnabled());
    }

    void anOrphanIsRemoved()
    {
        Stage stage;
        stage.choose(9);
        QMessageBox *const box = stage.askToFree();
        QVERIFY(box);
        Stage::pressRemove(*box);
        QTRY_COMPARE(stage.files(), 2);
        QTRY_COMPARE(stage.rows(), 0);
    }

    void whatWasRemovedIsWithoutATaskUntilThatIsUndone()
    {
        Stage stage;
        auto *const filter = stage.dialog->findChild<QCheckBox *>(u"orphanBox"_s);
        filter->click();
        QCOMPARE(stage.rows(), 1);
        const auto removed = stage.served.feed.remove({0});
        QTRY_COMPARE(stage.rows(), 2);
        stage.choose(1);
        QCOMPARE(stage.cell(0, ArchiveModel::Column::Place), u"removed"_s);
        QTRY_VERIFY(stage.button("freeButton").isEnabled() && stage.button("addButton").isEnabled());
        QVERIFY(!stage.button("keepButton").isEnabled());
        QMessageBox *const box = stage.askToFree();
        QVERIFY(box);
        QVERIFY(box->informativeText().contains("undoing that brings the task back without it"_L1));
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!stage.dialog->findChild<QMessageBox *>());
        stage.served.feed.restore(removed);
        QTRY_COMPARE(stage.rows(), 0);
        filter->click();
        QTRY_COMPARE(stage.cell(0, ArchiveModel::Column::Place), u"in the list"_s);
        stage.choose(1);
        QTRY_VERIFY(stage.button("freeButton").isEnabled() && !stage.button("addButton").isEnabled());
    }

    void aFolderThatIsGoneIsTold()
    {
        const QTemporaryDir folder;
        ServedFeed served;
        TaskKeeper keeper(served.feed, folder.path());
        QTRY_VERIFY(QDir(keeper.archiveFolder()).exists());
        QVERIFY(QDir(keeper.archiveFolder()).removeRecursively());
        const ArchiveDialog dialog(served.feed, keeper);
        QTRY_VERIFY(dialog.findChild<QLabel *>(u"totalsLabel"_s)->text().contains("cannot be read"_L1));
    }
};

EMBEDSCOPE_TEST(TestArchiveDialog)
#include "tst_archivedialog.moc"
