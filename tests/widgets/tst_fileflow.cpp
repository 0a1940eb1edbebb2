// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fileflow.h"

#include "support/testprogram.h"
#include "widgets/appsettings.h"
#include "widgets/noticebar.h"
#include "widgets/servedfeed.h"

#include <QDir>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QUrl>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// From the dialog, the clipboard or a drop to the list and the notice.
class TestFileFlow final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : settings(folder.filePath(u"settings.ini"_s)), bar(&window), flow(served.feed, settings, bar, window)
        {
            window.show();
        }
        QString write(const QString &name, const QByteArray &content) const
        {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                qWarning("cannot write the test's file");
            return file.fileName();
        }
        QTemporaryDir folder;
        ServedFeed served;
        AppSettings settings;
        QWidget window;
        NoticeBar bar;
        FileFlow flow;
    };

private Q_SLOTS:
    /// In whatever form: what a file would give.
    void aPastedResponseIsOpened_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("tasks");
        QTest::newRow("a response") << readyAnswer(1, 2) << 1;
        QTest::newRow("after HTTP headers") << "HTTP/2 200\r\ncontent-type: application/json\r\n\r\n" + readyAnswer(1, 2) << 1;
        QTest::newRow("JSON of the JavaScript SDK")
            << QByteArray(R"({"id":"68a1c0de0000000000000001","data":[{"embedding":[0.5,1],"startSec":0,"endSec":1}]})") << 1;
        QTest::newRow("IDs and states") << QByteArray(R"({"_id":"68a1c0de0000000000000001","status":"processing"})") << 0;
        QTest::newRow("a list of numbers") << QByteArray(R"({"_id":"68a1c0de0000000000000001","shape":[1,2]})") << 0;
    }
    void aPastedResponseIsOpened()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, tasks);
        Stage stage;
        QSignalSpy taken(&stage.flow, &FileFlow::tasksTaken);
        QSignalSpy asText(&stage.flow, &FileFlow::textTaken);
        QMimeData data;
        data.setText(QString::fromUtf8(text));
        stage.flow.take(data);
        QTRY_COMPARE(taken.count() + asText.count(), 1);
        QCOMPARE(taken.count(), tasks);
        QCOMPARE(stage.served.feed.list().size(), tasks);
    }

    void theDialogRemembersItsFolder()
    {
        Stage stage;
        const QString path = stage.write(u"film.json"_s, readyAnswer(1, 2));
        stage.settings.setOpenFolder(stage.folder.filePath(u"gone"_s)); // then another one is offered
        stage.flow.choose();
        auto *const dialog = stage.window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFiles); // many at once
        QSignalSpy taken(&stage.flow, &FileFlow::tasksTaken);
        Q_EMIT dialog->filesSelected({path});
        dialog->close();
        QVERIFY(taken.wait(test::longestWaitMs));
        QCOMPARE(taken.first().first().value<TaskId>(), testId(1));
        QCOMPARE(stage.served.stateOf(1), TaskState::Ready);
        QCOMPARE(stage.bar.text(), u"1 task from file “film.json”."_s);
        QCOMPARE(stage.settings.openFolder(), stage.folder.path());
        QMimeData plain;
        plain.setText(u"abc"_s);
        QSignalSpy text(&stage.flow, &FileFlow::textTaken);
        stage.flow.take(plain);
        QVERIFY(text.wait(test::longestWaitMs));
        QVERIFY(!stage.bar.isVisible()); // that was about the file
        QCOMPARE(stage.served.server.requests().size(), size_t(0));
    }

    void filesAreTakenAndTextIsPassedOn()
    {
        Stage stage;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(stage.write(u"film.json"_s, readyAnswer(1, 2))),
                      QUrl::fromLocalFile(stage.write(u"run.log"_s, "task " + testId(2).toString().toLatin1())),
                      QUrl::fromLocalFile(stage.folder.filePath(u"none.json"_s))});
        QSignalSpy text(&stage.flow, &FileFlow::textTaken);
        stage.flow.take(data);
        QVERIFY(stage.flow.isReading());
        QVERIFY(text.wait(test::longestWaitMs));
        QVERIFY(text.first().first().toString().contains(testId(2).toString()));
        QCOMPARE(stage.served.stateOf(1), TaskState::Ready);
        QCOMPARE(stage.bar.text(), u"1 task from file “film.json”. There is no file “none.json”."_s);

        QMimeData plain;
        plain.setText(u"abc"_s);
        stage.flow.take(plain);
        QVERIFY(text.wait(test::longestWaitMs));
        QCOMPARE(text.last().first().toString(), u"abc"_s);
        QVERIFY(!stage.bar.isVisible()); // about what was opened before
    }

    void amongOthersWhatHoldsNothingIsToldAndNotOffered()
    {
        Stage stage;
        const QSignalSpy text(&stage.flow, &FileFlow::textTaken);
        stage.flow.open({stage.write(u"film.json"_s, readyAnswer(1, 2)), stage.write(u"run.log"_s, "nothing"),
                         stage.write(u"list.json"_s, "[1, 2]")});
        QTRY_COMPARE(stage.bar.text(),
                     u"1 task from file “film.json”. There are neither answers nor task IDs in these 2 files: “run.log”, "
                     "“list.json”."_s);
        QVERIFY(text.isEmpty());
    }

    void anAnswerThatIsCutOffIsNamedAndItsIdOffered()
    {
        Stage stage;
        QSignalSpy text(&stage.flow, &FileFlow::textTaken);
        stage.flow.open({stage.write(u"cut.json"_s, readyAnswer(1, 2).chopped(10))});
        QVERIFY(text.wait(test::longestWaitMs));
        QVERIFY2(stage.bar.text().contains(u"“cut.json”, at byte "_s), qPrintable(stage.bar.text()));
        QVERIFY(text.first().first().toString().contains(testId(1).toString()));
        QCOMPARE(stage.served.feed.list().size(), 0);
    }

    /// The notice tells of it, and a dialog about nothing new would stand in the way.
    void anAnswerThatIsCutOffOffersNothingWhereItsIdIsKnown()
    {
        Stage stage;
        const TaskId known = testId(1);
        stage.served.feed.add(std::span(&known, 1));
        QSignalSpy text(&stage.flow, &FileFlow::textTaken);
        const QString cut = stage.write(u"cut.json"_s, readyAnswer(1, 2).chopped(10));
        const QString idless = stage.write(u"idless.json"_s, "{\"data\":[");
        for (const QStringList &paths : {QStringList{cut}, QStringList{idless}, QStringList{cut, idless}}) {
            stage.flow.open(paths);
            QTRY_VERIFY(!stage.flow.isReading());
            QThreadPool::globalInstance()->waitForDone(); // the text is read
            QTest::qWait(20);
            QVERIFY2(text.isEmpty(), qPrintable(paths.join(u' ')));
            QVERIFY2(stage.bar.isVisible() && stage.bar.text().contains("at byte "_L1), qPrintable(stage.bar.text()));
        }
        // Nothing but the dialog tells what is in a log.
        stage.flow.open({cut, stage.write(u"run.log"_s, known.toString().toLatin1())});
        QVERIFY(text.wait(test::longestWaitMs));
    }

    void aPictureIsRefused()
    {
        Stage stage;
        QSignalSpy text(&stage.flow, &FileFlow::textTaken);
        stage.flow.open({stage.write(u"a.png"_s, QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16))});
        QTRY_VERIFY2(stage.bar.isVisible() && stage.bar.text().contains(u"“a.png” holds neither"_s), qPrintable(stage.bar.text()));
        QVERIFY(text.isEmpty());
    }

    /// Which of them brought what, and what is wrong with the others.
    void ofSeveralFilesEachIsAccountedFor()
    {
        Stage stage;
        const QByteArray head = "{\"format\":\"embedscope-export\",\"version\":1,\"tasks\":[";
        const QString whole = stage.write(u"whole.json"_s, readyAnswer(1, 2));
        const QString known = stage.write(u"known.json"_s, readyAnswer(1, 2));
        const QString cut = stage.write(u"cut.json"_s, head + readyAnswer(2, 2).chopped(10));
        stage.flow.open({known, whole, cut});
        QTRY_VERIFY(stage.bar.isVisible() && !stage.flow.isReading());
        const QString told = stage.bar.text();
        QVERIFY2(told.startsWith(u"1 task from 1 of 2 files, “known.json”. 1 was already here, and stays as it was. “cut.json”, at byte "_s),
                 qPrintable(told));
        QVERIFY2(told.endsWith("it was cut off. There is no whole task in this export."_L1), qPrintable(told));
        stage.flow.open({known, whole});
        QTRY_VERIFY2(stage.bar.text().startsWith("No new task from 2 files. 2 were already here"_L1), qPrintable(stage.bar.text()));
    }

    void anAnswerWithoutAnIdThatCannotBeReadIsNamed()
    {
        Stage stage;
        stage.flow.open({stage.write(u"idless.json"_s, "{\"status\":\"ready\",\"data\":[nul]}")});
        QTRY_VERIFY2(stage.bar.isVisible() && stage.bar.text().startsWith(u"“idless.json”, at byte 0: "_s), qPrintable(stage.bar.text()));
    }

    void theSameNoticeIsShownAgain()
    {
        Stage stage;
        const QString none = stage.folder.filePath(u"none.json"_s);
        stage.flow.open({none});
        QTRY_VERIFY(stage.bar.isVisible());
        stage.bar.hide();
        stage.flow.open({none});
        QTRY_VERIFY(stage.bar.isVisible());
    }

    void whatTakesLongShowsHowFarItIsAndCanBeCancelled()
    {
        Stage stage;
        QByteArray lines;
        for (int number = 1; number <= 60'000; ++number)
            lines += readyAnswer(number, 1) + '\n';
        stage.flow.open({stage.write(u"many.jsonl"_s, lines)});
        QTRY_VERIFY(stage.bar.isVisible() && stage.bar.text().contains("many.jsonl"_L1));
        QVERIFY(stage.flow.isReading());
        auto *const cancel = stage.bar.findChild<QPushButton *>(u"cancelButton"_s);
        QVERIFY(cancel->isVisible());
        cancel->click();
        QTRY_VERIFY(!stage.flow.isReading());
        QVERIFY2(stage.bar.text().contains("cancelled"_L1), qPrintable(stage.bar.text()));
        QVERIFY(!cancel->isVisible());
        QTest::qWait(250);
        QVERIFY(stage.bar.text().contains("cancelled"_L1)); // no late progress
        QCOMPARE(stage.served.feed.list().size(), 0);
    }
};

EMBEDSCOPE_TEST(TestFileFlow)
#include "tst_fileflow.moc"
