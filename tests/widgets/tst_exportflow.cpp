// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportflow.h"

#include "support/testprogram.h"
#include "widgets/appsettings.h"
#include "widgets/exportbar.h"
#include "widgets/exportdialog.h"
#include "widgets/servedfeed.h"
#include "widgets/taskpage.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QTimer>

#include <array>
#include <memory>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

class TestExportFlow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void whetherTextsMayBeFormulasIsRemembered()
    {
        const QTemporaryDir folder;
        ServedFeed served;
        served.serve(1, QByteArray(readyAnswer(1, 2)).replace("visual", "=1+1"));
        served.feed.add(std::array{testId(1)});
        QTRY_COMPARE(served.stateOf(1), TaskState::Ready);
        AppSettings settings(folder.filePath(u"settings.ini"_s));
        QWidget window;
        TaskPage page(served.feed, &window);
        ExportFlow flow(served.feed, page, settings, window);
        for (const bool untick : {false, true}) {
            flow.begin();
            auto *const dialog = window.findChild<ExportDialog *>();
            dialog->findChild<QRadioButton *>(u"csvButton"_s)->click();
            if (untick)
                dialog->findChild<QCheckBox *>(u"safeCellsBox"_s)->click();
            const QString path = folder.filePath(untick ? u"plain.csv"_s : u"safe.csv"_s);
            dialog->findChild<QLineEdit *>()->setText(path);
            dialog->accept();
            QTRY_VERIFY(!flow.isRunning());
            QFile file(path);
            QVERIFY(file.open(QFile::ReadOnly));
            QCOMPARE(file.readAll().contains("'=1+1"), !untick);
            QCOMPARE(settings.exportsSafeCells(), !untick);
            QTRY_VERIFY(!window.findChild<ExportDialog *>());
        }
    }

    void whatWasSelectedIsWrittenWhateverIsSelectedThen()
    {
        const QTemporaryDir folder;
        ServedFeed served;
        for (const int number : {1, 2, 3})
            served.serve(number, readyAnswer(number, 2));
        served.feed.add(std::array{testId(1), testId(2), testId(3)});
        QTRY_VERIFY(served.stateOf(1) == TaskState::Ready && served.stateOf(2) == TaskState::Ready && served.stateOf(3) == TaskState::Ready);
        AppSettings settings(folder.filePath(u"settings.ini"_s));
        QWidget window;
        TaskPage page(served.feed, &window);
        ExportFlow flow(served.feed, page, settings, window);
        page.selectTasks(std::array{testId(1), testId(3)});
        flow.begin();
        auto *const dialog = window.findChild<ExportDialog *>();
        QVERIFY(dialog->onlySelection());
        dialog->findChild<QLineEdit *>()->setText(folder.filePath(u"out.json"_s));
        page.selectTask(testId(2)); // a second program hands a file over, and its task is shown
        dialog->accept();
        QTRY_VERIFY(!flow.isRunning());
        QFile file(folder.filePath(u"out.json"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray written = file.readAll();
        QVERIFY(written.contains(testId(1).toString().toLatin1()) && written.contains(testId(3).toString().toLatin1()));
        QVERIFY(!written.contains(testId(2).toString().toLatin1()));
    }

    void fromTheTableToTheFile()
    {
        const QTemporaryDir folder;
        ServedFeed served;
        served.serve(1, readyAnswer(1, 2));
        served.feed.add(std::array{testId(1)});
        QTRY_COMPARE(served.stateOf(1), TaskState::Ready);
        AppSettings settings(folder.filePath(u"settings.ini"_s));
        settings.setExportFolder(folder.filePath(u"gone"_s)); // then the home folder is offered
        QWidget window;
        TaskPage page(served.feed, &window);
        ExportFlow flow(served.feed, page, settings, window);
        QSignalSpy changes(&flow, &ExportFlow::runningChanged);

        flow.begin();
        auto *const dialog = window.findChild<ExportDialog *>();
        QVERIFY(dialog);
        QVERIFY2(dialog->path().startsWith(QDir::homePath()), qPrintable(dialog->path()));
        QVERIFY(!flow.isRunning()); // nothing is written before it is agreed to
        auto *const edit = dialog->findChild<QLineEdit *>();
        edit->setText(folder.filePath(u"out.json"_s));
        dialog->accept();
        QVERIFY(flow.isRunning());
        QTRY_VERIFY(!flow.isRunning());
        QCOMPARE(changes.size(), 2);
        QVERIFY2(flow.bar().text().contains("out.json"_L1), qPrintable(flow.bar().text()));
        QFile file(folder.filePath(u"out.json"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(file.readAll().contains(readyAnswer(1, 2)));
        QCOMPARE(settings.exportFolder(), folder.path()); // offered the next time
    }

    void theSelectedSegmentsAlone()
    {
        const QTemporaryDir folder;
        ServedFeed served;
        served.serve(1, readyAnswer(1, 4));
        served.feed.add(std::array{testId(1)});
        QTRY_COMPARE(served.stateOf(1), TaskState::Ready);
        AppSettings settings(folder.filePath(u"settings.ini"_s));
        settings.setExportFolder(folder.path());
        QWidget window;
        TaskPage page(served.feed, &window);
        ExportFlow flow(served.feed, page, settings, window);
        flow.beginSelection(testId(1), {});
        flow.beginSelection(testId(9), {1}); // not in the list
        QVERIFY(!window.findChild<QFileDialog *>());
        flow.beginSelection(testId(1), {1, 2});
        auto *const dialog = window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        dialog->selectFile(u"chosen.json"_s);
        static_cast<QDialog &>(*dialog).accept();
        QVERIFY(flow.isRunning());
        QTRY_VERIFY(!flow.isRunning());
        QVERIFY2(flow.bar().text().startsWith("Exported 2 segments to chosen.json"_L1), qPrintable(flow.bar().text()));
        QFile file(folder.filePath(u"chosen.json"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count("\"position\":"), 2);
        QVERIFY(text.contains("\"tasks\":[]"));

        // The ending says what is wanted, whatever filter stands there.
        flow.beginSelection(testId(1), {1, 2});
        auto *const again = window.findChild<QFileDialog *>();
        again->selectFile(u"chosen.csv"_s);
        static_cast<QDialog &>(*again).accept();
        QTRY_VERIFY(!flow.isRunning());
        QFile table(folder.filePath(u"chosen.csv"_s));
        QVERIFY(table.open(QFile::ReadOnly));
        QVERIFY(table.readAll().startsWith("task,"));

        // A matrix has a file of its rows beside it: both come into a folder.
        flow.beginSelection(testId(1), {1, 2});
        auto *const last = window.findChild<QFileDialog *>();
        last->selectFile(u"chosen.npy"_s);
        static_cast<QDialog &>(*last).accept();
        QTRY_VERIFY(!flow.isRunning());
        const QDir matrices(folder.filePath(u"chosen"_s));
        QVERIFY(!matrices.entryList({u"*.npy"_s}, QDir::Files).isEmpty());
    }

    void quittingAsksWhereAnExportIsNotFinished()
    {
        const QTemporaryDir folder;
        ServedFeed served;
        served.serve(1, readyAnswer(1, 2));
        served.feed.add(std::array{testId(1)});
        QTRY_COMPARE(served.stateOf(1), TaskState::Ready);
        AppSettings settings(folder.filePath(u"settings.ini"_s));
        QWidget window;
        TaskPage page(served.feed, &window);
        ExportFlow flow(served.feed, page, settings, window);
        QVERIFY(flow.mayEnd()); // nothing is asked

        // The export comes to its turn when this lets it.
        QThreadPool &pool = *QThreadPool::globalInstance();
        const int threads = pool.maxThreadCount();
        pool.setMaxThreadCount(1);
        const auto gate = std::make_shared<QSemaphore>();
        pool.start([gate] { gate->acquire(); });
        flow.begin();
        auto *const dialog = window.findChild<ExportDialog *>();
        dialog->findChild<QLineEdit *>()->setText(folder.filePath(u"out.json"_s));
        dialog->accept();
        QVERIFY(flow.isRunning());
        const auto answer = [&window](const QString &button) {
            QTimer::singleShot(0, &window, [&window, button] {
                auto *const box = window.findChild<QMessageBox *>();
                QVERIFY(box);
                QVERIFY(box->text().startsWith("An export is being written."_L1));
                QCOMPARE(box->defaultButton()->text(), u"&Go On Exporting"_s);
                for (QAbstractButton *const choice : box->buttons()) {
                    if (choice->text() == button)
                        choice->click();
                }
            });
        };
        answer(u"&Go On Exporting"_s);
        QVERIFY(!flow.mayEnd());
        answer(u"&Quit"_s);
        QVERIFY(flow.mayEnd());
        QVERIFY(flow.isRunning()); // who asked ends it
        QTimer::singleShot(0, &window, [gate] { gate->release(); });
        QVERIFY(flow.mayEnd()); // it has finished while the question stood there
        QVERIFY(!flow.isRunning());
        QVERIFY(QFile::exists(folder.filePath(u"out.json"_s)));
        pool.setMaxThreadCount(threads);
    }
};

EMBEDSCOPE_TEST(TestExportFlow)
#include "tst_exportflow.moc"
