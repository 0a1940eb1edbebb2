// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportflow.h"

#include "widgets/appsettings.h"
#include "widgets/exportbar.h"
#include "widgets/exportdialog.h"
#include "widgets/servedfeed.h"
#include "widgets/taskpage.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

class TestExportFlow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_MAIN(TestExportFlow)
#include "tst_exportflow.moc"
